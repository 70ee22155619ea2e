/** Product areas, each with the things that users of it talk about. */
export const AREAS: Record<string, string[]> = {
  billing: ['invoice', 'credit note', 'payment method', 'seat count', 'annual plan', 'tax number', 'usage charge'],
  'access control': ['role', 'permission', 'service account', 'access token', 'team invitation', 'audit trail'],
  'single sign-on': ['SAML certificate', 'login redirect', 'identity provider', 'session timeout', 'group mapping'],
  reporting: ['dashboard', 'scheduled report', 'chart legend', 'date filter', 'pivot table', 'report template'],
  'data import': ['CSV file', 'column mapping', 'import queue', 'duplicate row', 'date format', 'file encoding'],
  'data export': ['export job', 'parquet file', 'warehouse sync', 'download link', 'column order', 'row limit'],
  webhooks: ['webhook signature', 'retry policy', 'delivery log', 'payload schema', 'callback address'],
  'public API': ['rate limit', 'pagination cursor', 'API key', 'bulk endpoint', 'error code', 'client library'],
  'mobile app': ['push notification', 'offline mode', 'app widget', 'fingerprint login', 'crash report'],
  search: ['search index', 'synonym list', 'result ranking', 'facet filter', 'typo tolerance', 'stop word'],
  notifications: ['email digest', 'alert rule', 'quiet hours', 'chat channel', 'mention', 'escalation policy'],
  storage: ['disk quota', 'file version', 'shared folder', 'retention rule', 'trash bin', 'backup snapshot'],
  deployment: [
    'build pipeline',
    'container image',
    'staging environment',
    'rollback',
    'environment variable',
    'cold start',
  ],
  monitoring: ['latency graph', 'log stream', 'uptime check', 'trace sample', 'error budget', 'memory leak'],
  'machine learning': [
    'training run',
    'learning rate',
    'model registry',
    'feature store',
    'batch prediction',
    'label noise',
  ],
  networking: ['custom domain', 'DNS record', 'TLS certificate', 'proxy setting', 'firewall rule', 'static address'],
  scheduling: ['calendar sync', 'recurring event', 'time zone', 'booking page', 'reminder', 'working hours'],
  shipping: ['parcel label', 'tracking number', 'customs form', 'delivery window', 'return parcel', 'pickup point'],
  inventory: ['stock level', 'warehouse location', 'barcode scanner', 'reorder point', 'batch number', 'supplier list'],
  payments: ['card payment', 'refund', 'chargeback', 'payout schedule', 'currency conversion', 'direct debit'],
  surveys: ['question branch', 'response quota', 'survey link', 'rating scale', 'anonymous answer', 'survey theme'],
  documents: [
    'page template',
    'comment thread',
    'version history',
    'table of contents',
    'inline image',
    'print layout',
  ],
  automation: ['workflow trigger', 'approval step', 'loop condition', 'scheduled job', 'form field', 'error branch'],
  localisation: ['translation file', 'language switch', 'plural rule', 'right-to-left layout', 'number format'],
};

/** What users want with a thing. Each way of asking says the same in other words. */
export const MATTERS: { verb: string; asks: string[] }[] = [
  {
    verb: 'create',
    asks: ['How do I create a {thing}?', 'Where can I add a new {thing}?', 'I want to set up a {thing} for {whom}.'],
  },
  {
    verb: 'delete',
    asks: [
      'How can I delete a {thing}?',
      'Is there a way to remove a {thing} for good?',
      'I need to get rid of an old {thing}.',
    ],
  },
  {
    verb: 'share',
    asks: [
      'How do I share a {thing} with {whom}?',
      'Can {whom} see my {thing}?',
      'I would like to give {whom} access to the {thing}.',
    ],
  },
  {
    verb: 'rename',
    asks: [
      'Can I rename a {thing}?',
      'How do I change the name of a {thing}?',
      'The {thing} has the wrong name, where do I edit it?',
    ],
  },
  {
    verb: 'is missing',
    asks: [
      'My {thing} is missing since {when}.',
      'The {thing} disappeared {when}, where is it?',
      'I cannot find the {thing} any more.',
    ],
  },
  {
    verb: 'fails',
    asks: [
      'The {thing} fails with {error}.',
      'Why do I get {error} for the {thing}?',
      '{error} whenever I open the {thing}.',
    ],
  },
  {
    verb: 'is slow',
    asks: [
      'The {thing} is very slow {when}.',
      'Why does the {thing} take minutes to load?',
      'Can the {thing} be made faster for {whom}?',
    ],
  },
  {
    verb: 'limit',
    asks: [
      'What is the limit for a {thing}?',
      'How many of them can I have: {thing}?',
      'Is there a maximum size of a {thing}?',
    ],
  },
  {
    verb: 'compare',
    asks: [
      'What is the difference between a {thing} and a {other}?',
      'Should I use a {thing} or a {other}?',
      '{thing} versus {other}, which is better for {whom}?',
    ],
  },
  {
    verb: 'migrate',
    asks: [
      'How do we move our {thing} to {product}?',
      'Can I migrate a {thing} from {product}?',
      'We are switching to {product} and need to bring the {thing} along.',
    ],
  },
  {
    verb: 'code',
    asks: [
      'What does `{identifier}` do with the {thing}?',
      'Calling {identifier} on a {thing} returns null.',
      'Is {identifier} the right call for the {thing} in version {version}?',
    ],
  },
];

/** The same kinds of request in other languages; the product's own words stay as they are. */
export const FOREIGN: Record<string, string[]> = {
  german: [
    'Wie kann ich {thing} in {product} löschen?',
    'Unser {thing} funktioniert seit {version} nicht mehr.',
    'Wo finde ich die Einstellung für {thing}?',
  ],
  spanish: [
    '¿Cómo puedo compartir {thing} con mi equipo?',
    'No funciona {thing} desde ayer, aparece {error}.',
    '¿Dónde se configura {thing} en {product}?',
  ],
  french: [
    'Comment puis-je créer {thing} pour mon équipe ?',
    'Je ne trouve plus {thing} dans {product}.',
    'Pourquoi {thing} est-il si lent depuis hier ?',
  ],
  russian: ['Как настроить {thing} для нашей команды?', 'Почему не работает {thing} после обновления {version}?'],
  chinese: ['如何为团队设置 {thing}？', '{thing} 报错 {error}，怎么解决？'],
  arabic: ['كيف يمكنني مشاركة {thing} مع فريقي؟'],
};

export const WHOM = [
  'my team',
  'a colleague',
  'our customers',
  'an external partner',
  'the whole company',
  'new users',
];
export const WHEN = [
  'since yesterday',
  'after the last update',
  'on Mondays',
  'during the night',
  'since version {version}',
];
export const NOISE = [
  'hi',
  'thanks!',
  'asdf asdf',
  'test 123',
  '???',
  'are you a human?',
  'ok',
  'tell me a joke please',
  '👍',
];
export const ANSWERS = [
  'You can do that in the settings under the section for it. Let me know if you need more help!',
  'I am sorry to hear that. Please check that you have the newest version and try again.',
  'Great question! Open the page, choose the entry and confirm. The change takes a few minutes.',
  'That depends on your plan. On the larger plans there is no limit.',
];
export const FOLLOW_UPS = [
  'That did not work, same result.',
  'Thanks, that helped.',
  'And can I undo it later?',
  'Where exactly is that page?',
];
