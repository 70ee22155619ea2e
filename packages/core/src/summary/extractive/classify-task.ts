import { PROBLEM } from './request-cues.ts';
import { phrasePattern } from './phrase-pattern.ts';

/** Kinds of task by their signs, first match counts. */
const TASKS: readonly [string, RegExp][] = [
  [
    'Compare options',
    phrasePattern([
      'difference between|differences?|compared? (?:to|with)|compare|versus|vs\\.?|better than|which (?:one|is better)|instead of|alternative(?:s)? to|unterschied|différence|diferencia|diferença|differenza|verschil|разница',
      '区别|違い|차이',
    ]),
  ],
  ['Fix a problem', PROBLEM],
  [
    'Write or change code',
    phrasePattern([
      '(?:write|generate|give|show|create|refactor|convert|rewrite|need)(?: me| us)? (?:a |an |the |some |my |this |sample |example )*(?:code|script|function|query|snippet|regex|class|test|example|command|config(?:uration)?|yaml)|code (?:example|sample|snippet)s?',
    ]),
  ],
  [
    'Get instructions',
    phrasePattern([
      'how (?:do|does|can|could|should|would|to)|steps|guide|tutorial|instructions|walk me through|set ?up|way to|wie (?:kann|mache|richte|bekomme|stelle|geht)|comment|cómo|como|come (?:posso|si)|hoe (?:kan|doe)|jak|как',
      '怎么|如何|どうやって|どうすれば|方法|어떻게',
    ]),
  ],
  [
    'Check whether something is possible',
    phrasePattern([
      'is (?:it|there)|are there|can (?:i|we|you|it)|could (?:i|we)|does|do you|possible|supports?|allowed|gibt es|kann (?:ich|man)|ist es|peut-on|puis-je|est-il possible|se puede|puedo|existe|posso|si può|kan ik|czy|можно ли',
      '可以|能否|できますか|可能|수 있나요|가능',
    ]),
  ],
  [
    'Get a recommendation',
    phrasePattern(['recommend(?:ed|ation)?s?|suggest(?:ion)?s?|best|should (?:i|we)|advice|tips']),
  ],
  [
    'Understand how something works',
    phrasePattern([
      "what|why|when|where|which|who|explain|describe|meaning|means|overview|introduction|was ist|warum|wann|wo|qu'est-ce|pourquoi|quand|où|quel(?:le)?s?|qué|por qué|cuándo|cuánto|dónde|cosa|perché|quando|dove|wat|waarom|что|почему|когда",
      '什么|为什么|なぜ|何|왜|무엇|뭐',
    ]),
  ],
];

/**
 * What kind of help a request asks for, from its words.
 *
 * @returns one of seven short labels, or null if no sign was found ("experiment tracking").
 */
export function classifyTask(request: string): string | null {
  return TASKS.find(([, sign]) => sign.test(request))?.[0] ?? null;
}
