import { detectAll } from 'tinyld';
import { guessStopWordLanguage, isStopWord } from '../../text/stop-words.ts';

/** What code fences call a language, and its plain name. */
const FENCE_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    py: 'python',
    python: 'python',
    python3: 'python',
    pycon: 'python',
    ipython: 'python',
    js: 'javascript',
    jsx: 'javascript',
    javascript: 'javascript',
    mjs: 'javascript',
    ts: 'typescript',
    tsx: 'typescript',
    typescript: 'typescript',
    java: 'java',
    kotlin: 'kotlin',
    kt: 'kotlin',
    swift: 'swift',
    go: 'go',
    golang: 'go',
    rust: 'rust',
    rs: 'rust',
    c: 'c',
    cpp: 'c++',
    'c++': 'c++',
    cs: 'c#',
    csharp: 'c#',
    php: 'php',
    rb: 'ruby',
    ruby: 'ruby',
    r: 'r',
    scala: 'scala',
    dart: 'dart',
    elixir: 'elixir',
    lua: 'lua',
    perl: 'perl',
    sql: 'sql',
    bash: 'shell',
    sh: 'shell',
    shell: 'shell',
    zsh: 'shell',
    console: 'shell',
    powershell: 'powershell',
    html: 'html',
    vue: 'vue',
    css: 'css',
    yaml: 'yaml',
    yml: 'yaml',
    json: 'json',
    toml: 'toml',
    xml: 'xml',
    hcl: 'terraform',
    terraform: 'terraform',
    tf: 'terraform',
    dockerfile: 'dockerfile',
    graphql: 'graphql',
  }),
);

/** Signs of a language in code without a label; each is rare in the others. */
const CODE_SIGNS: readonly [string, RegExp][] = [
  [
    'python',
    /^\s*(?:def \w+\(.*\).*:|from [\w.]+ import |import \w+(?: as \w+)?\s*$|elif .*:|print\(|with .+ as \w+:)|\bself\.|Traceback \(most recent|\.py\b/m,
  ],
  ['typescript', /\b(?:interface \w+ \{|const \w+: \w+|: (?:string|number|boolean)\b[;,)=]|as const\b)/],
  ['javascript', /\b(?:const|let) \w+ = |=> [{(]|\bconsole\.log\(|\brequire\(['"]|\.jsx?:\d+/],
  ['java', /\bpublic (?:static |final )*(?:class|void|boolean|String)\b|\bSystem\.out\.|\.java:\d+|@Override/],
  ['go', /\bfunc (?:\(\w+ \*?\w+\) )?\w+\(|:= |\bgoroutine \d|\.go:\d+|fmt\.Print/],
  ['rust', /\bfn \w+\(|\blet mut \b|::new\(|\.unwrap\(\)/],
  ['c#', /\busing System|\bnamespace \w+|Console\.Write|\bvar \w+ = await\b/],
  ['php', /<\?php|\$\w+->|\bfunction \w+\(\$/],
  ['ruby', /\.rb:\d+|^\s*(?:puts |require '\w+')|\bdo \|\w+\|/m],
  ['sql', /\bSELECT\b[\s\S]+\bFROM\b|\bINSERT INTO\b|\bCREATE TABLE\b/],
  ['shell', /^\s*(?:\$ |curl |npm |npx |pip3? |docker |kubectl |export \w+=|sudo )/m],
];

const names = new Intl.DisplayNames('en', { type: 'language' });

/**
 * Natural and programming languages of a conversation together, lower case English names, natural first.
 *
 * @returns null if neither kind could be told.
 */
export function detectLanguages(
  natural: string | null,
  { codeLanguages, code }: { codeLanguages: string[]; code: string },
): string[] | null {
  const programming = codeLanguages.flatMap((label) => FENCE_NAMES.get(label) ?? []);
  if (programming.length === 0) {
    for (const [language, sign] of CODE_SIGNS) if (sign.test(code)) programming.push(language);
  }
  const languages = [...new Set([...(natural === null ? [] : [natural]), ...programming.slice(0, 3)])];
  return languages.length === 0 ? null : languages;
}

/** Below this many letters no guess is made. */
const MIN_LETTERS = 6;
/** tinyld's share of evidence for the best language; above it, the guess stands alone. */
const SURE_ACCURACY = 0.5;

/**
 * The main natural language as a lower case English name, or null if the text is too short or unclear.
 *
 * A weak guess from letter groups counts only if the text's function words say the same.
 */
export function detectNaturalLanguage(prose: string): string | null {
  const text = prose.slice(0, 2000);
  const words = text.toLowerCase().match(/[\p{L}\p{M}'’]+/gu) ?? [];
  if (words.join('').length < MIN_LETTERS) return null;
  const bare = words.map((word) => word.replace(/['’]/gu, ''));
  const guess = guessStopWordLanguage(bare);
  const hits = bare.filter((word) => isStopWord(word, guess)).length;
  const [best] = detectAll(text);
  // Function words in a row are better evidence than letter groups, which take short English for Latin.
  if (hits >= 3 && hits >= words.length * 0.3) return nameOf(guess);
  if (best !== undefined && best.accuracy >= SURE_ACCURACY) return nameOf(best.lang);
  const isBacked = best !== undefined && nameOf(best.lang) === nameOf(guess);
  return hits >= (isBacked ? 1 : 2) ? nameOf(guess) : null;
}

function nameOf(code: string): string | null {
  return names.of(code)?.toLowerCase() ?? null;
}
