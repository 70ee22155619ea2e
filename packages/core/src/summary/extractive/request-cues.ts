import { phrasePattern } from './phrase-pattern.ts';

/** A sentence that asks, in English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Russian, and CJK. */
export const QUESTION = new RegExp(
  [
    '[?？؟]',
    phrasePattern([
      "how (?:do|does|can|could|should|would|to|is|are|many|much|long|often|come)|what(?:'s| is| are| does| do| happens| would| should)?|why|where|when|which|who|whose",
      'is (?:it|there|this|that)|are there|can (?:i|we|you|it|someone)|could (?:i|we|you)|should (?:i|we)|do (?:i|we|you)|does (?:it|this|that|the|anyone)|will (?:i|it|my|the)|am i',
      'wie|warum|wieso|weshalb|wo|wann|welche[rsmn]?|was ist|gibt es|kann (?:ich|man|ihr)|können (?:wir|sie)',
      "comment|pourquoi|où|quand|quel(?:le)?s?|est-ce que?|qu'est-ce|y a-t-il|peut-on|puis-je|pouvez-vous",
      'cómo|como|por qué|dónde|cuándo|cuál(?:es)?|cuánt[oa]s?|qué|hay alguna|se puede|puedo|podemos',
      'por que|onde|quando|qual|quais|existe|posso|consigo',
      "come|perché|dove|quale|quali|c'è|posso|si può",
      'hoe|waarom|waar|wanneer|welke|kan ik|kunnen we',
      'jak|dlaczego|gdzie|kiedy|czy|który',
      'как|почему|где|когда|какой|какая|можно ли|есть ли|зачем',
    ]).source,
    '怎么|如何|为什么|什么|哪|吗|请问|どう|なぜ|ですか|ますか|でしょうか|어떻게|왜|나요|까요|가요',
  ].join('|'),
  'iu',
);

/** A sentence that states a wish or gives an order. */
export const NEED = phrasePattern([
  "(?:i|we)(?:'d| would)? (?:also )?(?:want|need|like|wish|hope)(?: to)?|(?:i'm|i am|we're|we are|im) (?:trying|looking|hoping|planning|attempting|struggling)|trying to|looking for|need(?:s)? to|help me|please|tell me|show me|give me|explain|describe|write|create|generate|compare|recommend|suggest",
  'ich (?:möchte|will|brauche|suche|würde)|wir (?:möchten|wollen|brauchen)|bitte|erklär(?:e|en)?|zeig(?:e|en)?',
  "je (?:veux|voudrais|souhaite|cherche|dois)|j'(?:aimerais|ai besoin|essaie)|nous (?:voulons|voudrions)|merci de|expliquez|montrez",
  'quiero|queremos|necesito|necesitamos|quisiera|me gustaría|estoy intentando|por favor|explica',
  'quero|preciso|gostaria|estou tentando|queremos',
  'vorrei|voglio|ho bisogno|sto cercando|per favore',
  'ik wil|ik probeer|we willen|graag|alstublieft',
  'chcę|potrzebuję|proszę|próbuję',
  'хочу|нужно|надо|пытаюсь|пожалуйста',
  '想要|需要|请|我想|たい|ください|したい|싶|주세요',
]);

/** A sentence that reports trouble. */
export const PROBLEM = phrasePattern([
  "errors?|exception|fails?|failed|failing|failure|broken|bug|issue|problem|stuck|crash(?:es|ed|ing)?|wrong|missing|lost|declined|rejected|blocked|stolen|can't|cannot|can not|couldn't|unable|won't|doesn't|didn't|isn't|aren't|wasn't|hasn't|haven't|not (?:working|work|show|showing|appear|received|arrived|possible)|never|no longer|stopped|refused?|denied|timeout|times? out|instead of|unexpected(?:ly)?|duplicated?|twice",
  'fehler|funktioniert nicht|geht nicht|klappt nicht|kaputt|problem|fehlt|leider|abgelehnt|hängt',
  "erreur|ne (?:fonctionne|marche) pas|marche pas|impossible|problème|échoue|bloqué|manque|n'arrive pas",
  'error|no funciona|falla|fallo|problema|no puedo|imposible|no aparece|no llega',
  'erro|não funciona|falha|não consigo|não aparece',
  'errore|non funziona|non riesco|manca|bloccato',
  'fout|werkt niet|lukt niet|kapot|ontbreekt',
  'błąd|nie działa|nie mogę|brakuje',
  'ошибка|не работает|не могу|пропал|сломал',
  '错误|报错|失败|不行|无法|没有|不能|エラー|できない|できません|動かない|失敗|오류|에러|안 되|안돼|안됩|실패|않',
]);

/** A turn that corrects the assistant. */
export const CORRECTION = phrasePattern([
  "that's (?:not|wrong|incorrect)|that is (?:not|wrong|incorrect)|that (?:can't|cannot) be right|that (?:didn't|doesn't|does not|did not) (?:work|help|exist)|this (?:is (?:wrong|incorrect)|doesn't (?:work|exist))|you(?:'re| are) wrong|not what i (?:asked|meant|need|want)|i (?:asked|meant|said)|no such (?:method|function|option|flag|page|button|setting|menu)|there(?:'s| is) no (?:such|\\S+ (?:method|option|button|menu|setting|page|command))|doesn't exist|does not exist|you (?:just )?(?:said|told|made (?:that|this|it) up|invented|misunderstood|misread)|make up|made up|hallucinat\\w+|contradicts?|your answer|wrong (?:answer|link|page|version)|still (?:the same|not working|fails|failing|doesn't|broken)|outdated",
  'das (?:stimmt|ist) (?:so )?(?:nicht|falsch)|falsch|gibt es nicht|ich meinte|funktioniert immer noch nicht|geht immer noch nicht|erfunden',
  "c'est faux|ce n'est pas (?:ça|correct|ce que)|n'existe pas|je voulais dire|toujours pas",
  'eso no es|no es correcto|no existe|me refería|sigue sin|incorrecto',
  'isso não|está errado|não existe|eu quis dizer',
  'non è (?:corretto|quello)|non esiste|sbagliato|intendevo',
  'dat klopt niet|bestaat niet|ik bedoelde',
  'это не|неправильно|не существует|я имел в виду',
  '不对|错了|不存在|違います|間違|存在しません|아니|틀렸|없는데',
]);

/** A whole sentence of thanks, greeting or assent, or one that asks for nothing in particular. */
export const FILLER = new RegExp(
  `^[\\s\\p{P}\\p{S}]*(?:(?:${[
    'hi|hello|hey|hiya|howdy|yo|good (?:morning|afternoon|evening|day)|morning|greetings|dear \\p{L}+|there|all|team|everyone|folks|guys|sir|madam|support|assistant',
    'thanks?|thank you|thx|ty|cheers|much appreciated|appreciate it|(?:so|very) much|a (?:lot|ton|million|bunch)|in advance|for (?:your|the|any) (?:help|answer|reply|time|info)|again|perfect|great|awesome|nice|cool|ok|okay|yes|yep|yeah|no|nope|sure|never ?mind|nvm|solved|fixed(?: it)?|found it|got it|understood|makes sense|sorry|please|help(?: me| please)?|any (?:ideas?|help|suggestions?|thoughts|advice|pointers)|can (?:you|anyone|someone) help(?: me)?(?: out)?(?: with (?:this|that))?|need help|i need help|i have a (?:quick )?question|quick question|question|that worked|it works(?: now)?|works|lol|hm+|uh|oh|ah|well|bye|goodbye|best|regards|kind|best|what (?:should|can|do) i do|what now|is (?:this|that) (?:possible|correct|right|normal)',
    'hallo|guten (?:tag|morgen|abend)|moin|servus|danke(?: schön)?|vielen dank|im voraus|bitte|hilfe|alles klar|super|liebe grüße|mfg',
    "bonjour|bonsoir|salut|merci(?: beaucoup| d'avance)?|c'est (?:très |bien )?(?:clair|parfait|noté|bon)|s'il vous pla[iî]t|svp|d'accord|parfait|cordialement",
    'hola|buenas|buenos días|buenas tardes|gracias|muchas gracias|por favor|saludos|vale|perfecto',
    'olá|oi|bom dia|boa tarde|obrigad[oa]|ciao|buongiorno|salve|grazie(?: mille)?|hoi|goedemorgen|dank je|bedankt|cześć|dzień dobry|dziękuję|привет|здравствуйте|спасибо|добрый день',
    '你好|您好|谢谢|こんにちは|ありがとうございます?|よろしくお願いします|お世話になっております|안녕하세요|감사합니다',
  ].join('|')})[\\s\\p{P}\\p{S}]*)+$`,
  'iu',
);

/** Politeness before the matter itself; cut off from the front of a sentence. */
export const LEAD_IN = new RegExp(
  `^[\\s\\p{P}\\p{S}]*(?:(?:${[
    '(?:hi|hello|hey|good (?:morning|afternoon|evening)|morning|greetings)(?: there| all| team| everyone| guys| folks| support)?(?=[\\s,.!:;–-])',
    'hallo(?: zusammen)?|guten (?:tag|morgen|abend)|moin|danke|bonjour|bonsoir|salut|merci|hola|buenas(?: tardes)?|buenos días|gracias|olá|oi|bom dia|obrigad[oa]|ciao|buongiorno|grazie|hoi|bedankt|cześć|dzień dobry|dziękuję|привет|здравствуйте|спасибо|добрый день',
    'thanks|thank you|ok(?:ay)?|so|well|also|and|but|anyway|basically|actually|now|then|oh|ah|hm+|please(?: help)?|sorry(?: to bother(?: you)?)?|quick question|questions?(?=[:.])|(?:yes|no|yeah|yep|nope)(?=[,.!])',
    "i(?:'m| am| was) (?:just )?wondering(?= (?:how|what|why|when|where|which|who))|i(?:'d| would) like to know(?= (?:how|what|why|when|where|which|who|if|whether))|i (?:just )?(?:want(?:ed)?|need) to (?:know|ask|understand)(?= (?:how|what|why|when|where|which|who|if|whether))|(?:can|could|would) (?:you|anyone|someone) (?:please )?(?:tell me|explain|help me understand|let me know)(?= (?:how|what|why|when|where|which|who))|do you know(?= (?:how|what|why|when|where|which|who))",
    '你好|您好|请问|こんにちは|お世話になっております|すみません|안녕하세요|혹시',
  ].join('|')})(?![\\p{Ll}\\p{Lu}\\p{N}_'’])[\\s,.!:;–—…-]*)+`,
  'iu',
);
