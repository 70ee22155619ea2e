import { PROBLEM, QUESTION } from './request-cues.ts';
import { toThirdPerson } from './to-third-person.ts';

/** What an English request comes down to, worded to stand behind "User needs help with X …". */
export type Goal =
  /** A verb phrase: `share their report with the team`. */
  | { kind: 'action'; text: string }
  /** A clause: `their card has not arrived yet`. */
  | { kind: 'problem'; text: string }
  /** A noun phrase or gerund: `logging custom data types`. */
  | { kind: 'matter'; text: string }
  /** The question as it was asked. */
  | { kind: 'question'; text: string };

const ACTION_PATTERNS: readonly RegExp[] = [
  /\bhow (?:do|can|could|should|would|might|shall) (?:i|we|you|one|someone|people|users)(?: (?:best|properly|correctly|effectively|go about|even|actually))? (.+)/i,
  /\bhow (?:i|we|you|one) (?:can|could|should|would) (.+)/i,
  /\bhow to (?:best |properly |correctly |effectively |efficiently )?(.+)/i,
  /\b(?:want|need|like|love|trying|try|tried|looking|plan|planning|hoping|wish|attempting|struggling|unable|possible|ways?|steps|easiest|best) (?:for (?:me|us) )?to (?!know|ask|understand (?:how|what|why)|be\b|hear|see if)(.+)/i,
  /\b(?:can't|cannot|can not|couldn't|can’t|couldn’t) (?!i\b|we\b|you\b|it\b|be\b)(.+)/i,
  /\b(?:can|could|may|should|shall) (?:i|we) (?:also |please |just |still )?(.+)/i,
  /^(?:can|could|would|will) you (?:please )?(?:help (?:me|us) )?(?:to )?(?!tell|describe|explain|say|confirm|clarify|advise|look|check|see)(.+)/i,
  /\bhelp (?:me|us) (?:to )?(?!with|please|out)(.+)/i,
  /^(?:please )?((?:add|adjust|archive|assign|attach|block|build|calculate|cancel|change|check|close|combine|configure|connect|convert|copy|create|debug|define|delete|deploy|disable|download|enable|export|extend|filter|find|fix|freeze|generate|get|group|handle|implement|import|increase|initiali[sz]e|install|integrate|invite|limit|link|list|load|log|make|manage|measure|merge|migrate|monitor|move|open|optimi[sz]e|pass|pin|plot|protect|pull|push|query|reactivate|reduce|refund|remove|rename|replace|reset|restore|restrict|resume|retrieve|revert|roll|rotate|run|save|schedule|search|send|set|share|show|speed|split|start|stop|store|switch|sync|target|test|top|track|transfer|troubleshoot|turn|update|upgrade|upload|use|validate|verify|version|view|visuali[sz]e|write)\b .+)/i,
];
const NOT_A_VERB =
  /^(?:i|we|you|he|she|it|they|my|our|your|the|an?|this|that|these|those|is|are|was|were|be|been|am|do|does|did|has|have to|not|no|if|in|on|at|of|for|with|from|and|or|many|much|long|often|come|someone|anyone)\b/i;
const MATTER_PATTERNS: readonly RegExp[] = [
  /^(?:what|which)(?:'s|’s| is| are| were| was) (?:the |an? |some |your )?(?!i\b|it\b|this\b|that\b|happening|going|wrong)(.+)/i,
  /^(?:is|are) there (?:an? |any |some )?(.+)/i,
  /^(?:please )?(?:explain|describe|clarify|summari[sz]e|give (?:me )?(?:an? )?(?:overview|explanation) of|tell me (?:more )?about|what about|how about|looking for|(?:i |we )?need|provide)(?: to me| me)? (?:the |an? |some |more )?(?!how|what|why|when|where|which|if|whether|to\b)(.+)/i,
];

/** Reads the goal of an English request. */
export function readGoal(sentence: string): Goal {
  const text = sentence.replace(/[\s.!?…]+$/u, '').replace(/^["'“]|["'”]$/gu, '');
  for (const pattern of ACTION_PATTERNS) {
    const phrase = pattern.exec(text)?.[1];
    if (phrase !== undefined && !NOT_A_VERB.test(phrase) && phrase.includes(' ')) {
      return { kind: 'action', text: lowerFirst(toThirdPerson(firstClause(phrase))) };
    }
  }
  const isQuestion = /\?\s*$/.test(sentence) || startsAsQuestion(text);
  if (!isQuestion && PROBLEM.test(text) && /\s/.test(text) && hasSubject(text)) {
    return { kind: 'problem', text: lowerPronoun(toThirdPerson(text)) };
  }
  for (const pattern of MATTER_PATTERNS) {
    const phrase = pattern.exec(text)?.[1];
    if (phrase !== undefined && phrase.includes(' ')) return { kind: 'matter', text: toThirdPerson(phrase) };
  }
  if (isQuestion) return { kind: 'question', text };
  if (hasSubject(text)) return { kind: 'question', text };
  return { kind: 'matter', text: toThirdPerson(text) };
}

/** Where another question or sentence is hung on with a comma or "and", the goal ends before it. */
function firstClause(phrase: string): string {
  return phrase.replace(
    /(?:,| and| but| or)\s+(?:(?:how|what|why|when|where|which|is|are|can|could|does|do|i|it|we)\s.*)$/i,
    '',
  );
}

function startsAsQuestion(text: string): boolean {
  return new RegExp(`^(?:${QUESTION.source})`, 'iu').test(text);
}

/** Whether it reads like a sentence with a subject, not like a search query. */
function hasSubject(text: string): boolean {
  return /^(?:i|we|my|our|it|the|this|that|there|they|you|your|someone|when|after|since|if|one of)\b|['’](?:m|ve|re|t|s) |\b(?:is|are|was|were|has|have|had|does|did|do|gets?|got|can(?:not)?|will|would|says|shows|gives|returns|keeps|fails?|failed|stopped|breaks?|crash(?:es|ed)|hangs?|disappears?|appears?|shows|returned|takes|needs?|wants?|works?)\b|n['’]?t\b/i.test(
    text,
  );
}

function lowerFirst(text: string): string {
  return /^\p{Lu}{2}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

function lowerPronoun(text: string): string {
  return /^(?:They|Their|Them|It|The|This|That|There|These|When|After|Since|If|One|Some|A|An)\b/.test(text)
    ? lowerFirst(text)
    : text;
}
