import { guessStopWordLanguage, isStopWord } from '../../text/stop-words.ts';

const MAX_WORDS = 3;
/** More mentions of a word than this say no more. */
const MAX_MENTIONS = 5;
const GENERIC = new Set(
  'want wants need needs help like use using used try trying tried get getting got make know please thanks explain show tell give best practices practice example examples way work works working issue problem question possible correctly properly steps step recommended specific'.split(
    ' ',
  ),
);

/**
 * The matter of a request as a phrase of its own words: of all runs of up to three words without function words, the
 * one whose words the whole conversation uses most ("change request").
 *
 * @param context - everything else that was said; answers repeat the matter and seldom the verbs.
 * @returns null if no word says what it is about, or the script has no spaces to find phrases by.
 */
export function findTopic(request: string, context = ''): string | null {
  const raw = request.split(/\s+/u);
  const words = raw.map((word) => word.replace(/^[^\p{L}\p{N}@[]+|[^\p{L}\p{N}\]+#]+$/gu, ''));
  const bare = words.map(normalise);
  const language = guessStopWordLanguage(bare);
  const mentions = new Map<string, number>();
  for (const [word] of `${request} ${context}`.matchAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}_.'’-]*/gu)) {
    const key = normalise(word.replace(/[.'’-]+$/, ''));
    mentions.set(key, (mentions.get(key) ?? 0) + 1);
  }
  const isMatter = bare.map((word) => /\p{L}/u.test(word) && !isStopWord(word, language) && !GENERIC.has(word));

  let best: string | null = null;
  let bestScore = 0;
  for (let start = 0; start < words.length; start++) {
    let score = 0;
    for (let end = start; end < Math.min(words.length, start + MAX_WORDS) && isMatter[end]; end++) {
      // A single mention is as likely a verb as a noun and adds little.
      score += Math.min(mentions.get(bare[end]) ?? 1, MAX_MENTIONS) - 0.75;
      if (score > bestScore) {
        bestScore = score;
        best = words.slice(start, end + 1).join(' ');
      }
      if (/[.,;:!?)]$/u.test(raw[end])) break;
    }
  }
  return best === null || UNSPACED.test(best) ? null : best;
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

function normalise(word: string): string {
  return word.toLowerCase().replace(/['’]/gu, '');
}
