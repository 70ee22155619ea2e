import { phrasePattern } from './phrase-pattern.ts';
import { splitSentences } from './split-sentences.ts';

/** Courtesy and offers of help, which say nothing of the matter and stand in the answers to all kinds of request. */
const COURTESY = phrasePattern([
  "(?:so |very |really )?sorry (?:to hear|for|about|that)|(?:i|we) (?:do )?apologi[sz]e|(?:great|good|excellent) (?:question|news)|thank(?:s| you) (?:so much )?for (?:your|reaching|contacting|asking|the|sharing|letting)|(?:happy|glad) to (?:help|assist)|here to help|let (?:me|us) know|feel free|(?:don't|do not) hesitate|reach out to|contact (?:our |the )?support|if you (?:have|need|run into|still|would like) (?:any |some )?(?:more|other|further|additional)? ?(?:questions?|help|issues?|trouble|details?|information|assistance)|(?:hope|hopefully) (?:this|that|it) (?:helps|clarifies|answers)|anything else|you(?:'re| are) (?:very )?welcome|as an ai|i (?:can|could|will|'ll) (?:help|assist) you|in (?:more|further) detail",
  'tut mir leid|es tut uns leid|gute frage|danke für|gerne? (?:helfe|weiter)|melde dich|melden sie sich|weitere fragen|hilft (?:dir|ihnen)',
  "désolée?s? (?:de|pour|d')|bonne question|merci (?:de|pour) votre|n'hésitez pas|d'autres questions|bonne journée",
  'lamento|lo siento|buena pregunta|gracias por|no dudes? en|no dude en|otras? preguntas?|espero que',
  'sinto muito|boa pergunta|obrigad[oa] por|fico à disposição|mi dispiace|ottima domanda|grazie per|resto a disposizione',
  '抱歉|很高兴|希望.*帮助|申し訳|お役に立て|죄송|도움이 되',
]);

/** Whether a sentence of an answer could stand in the answer to any request. */
export function isBoilerplate(sentence: string): boolean {
  return COURTESY.test(sentence);
}

/** An answer without the sentences that could stand in any answer; one that consists of nothing else stays whole. */
export function dropBoilerplate(prose: string): string {
  if (!COURTESY.test(prose)) return prose;
  const rest = splitSentences(prose).filter((sentence) => !isBoilerplate(sentence));
  return rest.length === 0 ? prose : rest.join('\n');
}
