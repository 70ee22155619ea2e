import { phrasePattern } from './phrase-pattern.ts';
import { CORRECTION } from './request-cues.ts';

const STRONG = phrasePattern([
  'ridiculous|unacceptable|useless|terrible|horrible|awful|worst|waste of (?:time|money)|wasted|fed up|sick of|fuming|furious|angry|disgusted|wtf|ffs|damn|bullshit|crap|joke|never again|speak to a (?:human|manager)|hate (?:this|it)',
  'unverschämt|frechheit|lächerlich|katastrophe|unbrauchbar|scheiße|ridicule|inacceptable|inutile|honte|inaceptable|inútil|vergüenza|ridículo|inaccettabile|belachelijk',
  '垃圾|太差|最悪|ふざけ|짜증|최악',
]);
const MILD = phrasePattern([
  "frustrat\\w+|annoy\\w+|confus(?:ed|ing)|disappoint\\w+|still (?:not|no|doesn't|don't|haven't|hasn't|can't|waiting|fails|failing|broken|the same)|again and again|over and over|(?:second|third|fourth|fifth|nth) time|for (?:hours|days|weeks)|(?:hours|days|weeks) (?:now|already|on this)|sigh|ugh+|argh+|why (?:on earth|the hell|is this so)|makes no sense|no idea why|going (?:crazy|mad|in circles)|losing my mind|urgent(?:ly)?|asap|keeps? (?:failing|crashing|happening|asking|saying)|nothing (?:works|helps)|come on|seriously|no one (?:answers|replies)",
  'nervt|frustrierend|ärgerlich|immer noch nicht|schon wieder|seit (?:tagen|stunden|wochen)|dringend|énerv\\w+|agaç\\w+|toujours pas|depuis des (?:jours|heures)|frustrante|sigue sin|todavía no|urgente|ancora non|nog steeds niet',
  '还是不|一直|急|まだ|何度|急ぎ|아직도|계속|급',
]);

/**
 * How frustrated a user sounds: 1 (no sign) to 5 (extremely).
 *
 * Adds up strong words (2), mild words (1), corrections of the assistant (1), shouting and rows of exclamation marks
 * (1); counts a message once for each kind.
 *
 * @param userTurns - what the user wrote, turn by turn.
 * @returns null if the user wrote no words.
 */
export function rateFrustration(userTurns: readonly string[]): number | null {
  if (userTurns.length === 0) return null;
  let points = 0;
  userTurns.forEach((turn, i) => {
    if (STRONG.test(turn)) points += 2;
    if (MILD.test(turn)) points += 1;
    if (i > 0 && CORRECTION.test(turn)) points += 1;
    if (/[!！]{2,}|[?？][!！]|[?？]{3,}/u.test(turn) || isShouted(turn)) points += 1;
  });
  return Math.min(5, 1 + points);
}

/** Three or more words of at least four letters in a row of capitals; acronyms do not come in threes. */
function isShouted(text: string): boolean {
  return /(?:(?<![\p{L}\p{N}_])\p{Lu}{4,}[\s\p{P}]+(?:\p{Lu}+[\s\p{P}]+){0,2}){2}\p{Lu}{3,}(?![\p{L}_])/u.test(text);
}
