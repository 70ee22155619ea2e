import { phrasePattern } from './phrase-pattern.ts';

/** Words that call for a look, by how urgent the look is. Only the plainest: a word list cannot read between lines. */
const LEVELS: readonly [number, RegExp][] = [
  [
    5,
    phrasePattern([
      'kill (?:myself|himself|herself|them|him|her|someone|people)|suicid(?:e|al)|end my life|self-?harm|hurt myself|bomb threat|build a bomb|make (?:a )?(?:bomb|explosives)|child (?:porn\\w*|abuse)|csam|mass shooting',
      'selbstmord|umbringen|suicider|me tuer|suicidarme|matarme|自杀|自殺|자살',
    ]),
  ],
  [
    4,
    phrasePattern([
      'ransomware|malware|keylogger|phishing (?:page|site|mail|kit)|ddos attack|steal (?:passwords|credentials|credit cards?|data)|launder money|counterfeit|stalk(?:ing)?|blackmail|sell drugs|buy drugs|credit card dump',
    ]),
  ],
  [
    3,
    phrasePattern([
      '(?:been |was |got )?(?:hacked|defrauded|scammed)|fraud(?:ulent)?|identity theft|data breach|leaked? (?:key|token|password|credentials|data)|stolen|unauthori[sz]ed|lawsuit|sue you|lawyer|harass\\w*|discriminat\\w*|bypass (?:the )?(?:security|authentication|safety|filter)\\w*|ignore (?:all )?(?:previous|prior) instructions|jailbreak',
    ]),
  ],
];

/**
 * How much a conversation calls for attention: 1 (no sign in its words) to 5 (urgent).
 *
 * Looks for plain words only; 1 means that none was found, not that all is well.
 *
 * @returns null for a language without a word list.
 */
export function rateConcern(text: string, language: string | null): number | null {
  for (const [level, pattern] of LEVELS) if (pattern.test(text)) return level;
  return language === null || language === 'english' ? 1 : null;
}
