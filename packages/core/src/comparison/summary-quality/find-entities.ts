import { isStopWord } from '../../text/stop-words.ts';

const TOKEN = /[\p{L}_][\p{L}\p{M}\p{N}_]*(?:(?:\.|::|&)[\p{L}_][\p{L}\p{M}\p{N}_]*|-\p{N}[\p{L}\p{N}.]*(?<!\.))*/gu;
const ADDRESS = /https?:\/\/\S+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/gu;
const PLAIN_WORD = /^[a-z]+$/;
const HUMP = /\p{Ll}\p{Lu}/u;
const UPPER_START = /^\p{Lu}/u;
/** What may stand before a word that is capitalised for its place alone: the start, a sentence's end, a list mark. */
const SENTENCE_START = /(?:^|[\n.!?:;…]["'”’)\]*_]*\s*|[#>|•]\s*|(?:^|\n)\s*(?:[-*]|\d+[.)])\s*)["'“‘(*_[]*$/u;

/** The named things of a text. */
export interface Entities {
  /** Lower case, each once, in the order of their place. */
  names: readonly string[];
  /** Every word and identifier of the text in lower case, and the parts of dotted ones. */
  words: ReadonlySet<string>;
}

/**
 * Finds named things by their form: identifiers (`log_model`, `wandb.init`, `useState`), abbreviations (`GPU`, `W&B`),
 * names with digits (`GPT-4`, `resnet50`), and words that are capitalised within a sentence and nowhere in lower case.
 *
 * No model and no list of names: fast, the same for every domain, and blind to names that are written in lower case.
 * In languages that capitalise all nouns (German) every noun counts; in scripts without case only identifiers do.
 *
 * @example
 * findEntities('How do I call wandb.init on a GPU with PyTorch?').names; // ['wandb.init', 'gpu', 'pytorch']
 */
export function findEntities(text: string): Entities {
  // Markdown escapes underscores; links and e-mail addresses are not names.
  const plain = text.replace(/\\_/gu, '_').replace(ADDRESS, (address) => ' '.repeat(address.length));
  const words = new Set<string>();
  const certain = new Set<string>();
  const capitalised = new Set<string>();
  const inLowerCase = new Set<string>();
  const names: string[] = [];

  for (const { 0: token, index } of plain.matchAll(TOKEN)) {
    const lower = token.toLowerCase();
    words.add(lower);
    if (token === lower) {
      inLowerCase.add(lower);
      if (PLAIN_WORD.test(token)) continue;
    }
    if (/[.:]/.test(token)) for (const part of lower.split(/\.|::/u)) words.add(part);
    if (certain.has(lower)) continue;
    if (isIdentifier(token)) {
      certain.add(lower);
      names.push(lower);
    } else if (
      token.length > 2 &&
      UPPER_START.test(token) &&
      !capitalised.has(lower) &&
      !isStopWord(lower, 'eng') &&
      !SENTENCE_START.test(plain.slice(Math.max(0, index - 12), index))
    ) {
      capitalised.add(lower);
      names.push(lower);
    }
  }
  return { names: names.filter((name) => certain.has(name) || !inLowerCase.has(name)), words };
}

/** Whether a text with these words names the thing: as it stands, or by the last part of a dotted identifier. */
export function namesEntity(words: ReadonlySet<string>, name: string): boolean {
  if (words.has(name)) return true;
  const last = name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf(':')) + 1);
  return last.length < name.length && last.includes('_') && words.has(last);
}

/**
 * Whether a conversation has the thing that a summary names: as it stands or in the singular, an abbreviation also
 * spelled out ("large language model" for `LLM`). Lenient, so that what is reported is rarely right after all.
 *
 * @param lowerCase - the conversation in lower case
 * @param name - as `findEntities` gives it
 */
export function supportsName(lowerCase: string, name: string): boolean {
  const singular = name.replace(/s$/u, '');
  if (lowerCase.includes(singular) || lowerCase.includes(singular.replace('&', 'and'))) return true;
  const letters = [...singular.replace('&', '')];
  if (letters.length < 2 || letters.length > 5 || !letters.every((letter) => /\p{L}/u.test(letter))) return false;
  const spelledOut = letters.join(String.raw`[\p{L}\p{N}]*[^\p{L}\p{N}]+(?:(?:and|of|for|the)\s+)?`);
  return new RegExp(`(?<![\\p{L}\\p{N}])${spelledOut}`, 'u').test(lowerCase);
}

function isIdentifier(token: string): boolean {
  if (token.length < 2 || !/\p{L}/u.test(token)) return false;
  if (/\p{N}/u.test(token)) return token.length > 2;
  const parts = token.split(/\.|::/u);
  if (parts.length > 1) return parts.every((part) => part.length > 1) && !/\.\p{Lu}\p{Ll}/u.test(token);
  if (/[^_]_[^_]/u.test(token)) return true;
  if (HUMP.test(token)) return true;
  return /^\p{Lu}(?:&?\p{Lu})+s?$/u.test(token);
}
