/** English first-person words and what they become; forms with a verb come first. */
const REPLACEMENTS: readonly [RegExp, string][] = [
  [/\b(?:am I|are we)\b/gi, 'are they'],
  [/\b(?:was I|were we)\b/gi, 'were they'],
  [/(?<![\w/])(?:I['’]m|I am|im|we['’]re|we are)(?!\w)/gi, 'they are'],
  [/(?<![\w/])(?:I was|we were)(?!\w)/gi, 'they were'],
  [/(?<![\w/])(?:I['’]ve|ive|we['’]ve)(?!\w)/gi, 'they have'],
  [/(?<![\w/])(?:I['’]d|we['’]d)(?!\w)/gi, 'they would'],
  [/(?<![\w/])(?:I['’]ll|we['’]ll)(?!\w)/gi, 'they will'],
  [/\b(?:myself|ourselves)\b/gi, 'themselves'],
  [/\b(?:mine|ours)\b/gi, 'theirs'],
  [/(?<![\w/.])(?:my|our)(?![\w/.])/gi, 'their'],
  [/(?<![\w/.'’])(?:[Mm]e|us)(?![\w/.])/g, 'them'],
  [/(?<![\w/.'’])(?:I|i|[Ww]e)(?![\w/.'’])/g, 'they'],
];

/**
 * Turns what an English-speaking user said of themselves into what is said of them: "my card" becomes "their card".
 *
 * @example
 * toThirdPerson("I'm locked out of my account"); // 'they are locked out of their account'
 */
export function toThirdPerson(text: string): string {
  return REPLACEMENTS.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
}
