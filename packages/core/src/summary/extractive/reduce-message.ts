/** A message without the parts that no one reads aloud. */
export interface ReducedMessage {
  /** The prose, paragraphs apart by a blank line. */
  prose: string;
  /** Errors named in code, logs and stack traces: `TypeError: x is not a function`. */
  errors: string[];
  /** Languages that code fences name, lower case. */
  codeLanguages: string[];
  /** All code that was taken out. */
  code: string;
}

const FENCE = /(^|\n)[ \t]*(```|~~~)([^\n`]*)\n?([\s\S]*?)(?:\n[ \t]*\2[ \t]*(?=\n|$)|\2|$)/g;
const ERROR =
  /(?<![\w.])((?:[A-Za-z_][\w]*\.)*[A-Z]\w*(?:Error|Exception|Fault|Panic)\b|panic|fatal error|fatal|FATAL|ERROR|error|HTTP\/\d\.\d(?= [45]\d\d)|E[A-Z]{4,}(?=[: ]))(?:\[\w+\])?[:\s]+([^\n]{3,160})/;
const STACK_FRAME =
  /^\s*(?:at .+[:(]\S*\d+\)?\s*$|File ".*", line \d+|Traceback \(most recent|\.\.\. \d+ more|goroutine \d+|#\d+ +0x|from .+:\d+:in |\S+\.(?:go|rs|java|kt|rb|php|py|js|ts|c|cpp):\d+)/;
const LOG_LINE =
  /^\s*(?:[[(]?\d{4}[-/]\d{2}[-/]\d{2}[T ,]|[[(]?\d{2}:\d{2}:\d{2}|\[?(?:DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|TRACE)\b[\]: ]|[<>*] (?:HTTP\/|[A-Z][a-z-]+: )|HTTP\/\d)/;
const CODE_LINE =
  /^\s*(?:(?:import|from) [\w."'{@*][^ ]* (?:import|as|from)\b|import ["'\w.]+;?$|(?:const|let|var|public|private|protected|func|fn|def|class|struct|interface|async|export) [^.?!]*[({=:;]|return\b.*;$|(?:curl|npm|npx|pip3?|docker|kubectl|git|sudo|wget|apt(?:-get)?|brew|yarn|pnpm) [-\w@].*|\$ \S|>>> |#include|<\/?[a-zA-Z][\w-]*(?: [^>]*)?>\s*$|[{}[\]();,]+\s*$|["'][\w.-]+["']\s*:|[\w.[\]"']+\s*(?:=|:=|\+=)\s*\S.*$|@\w+(?:\(.*\))?$|.*[;{]\s*$|SELECT .* FROM )/;
/** A payload pasted on one line. */
const JSON_LINE = /^\s*[[{]\s*(?:"[^"]*"\s*[:,]|[[{]).*[\]}],?\s*$/;
const ERROR_LINE = /^\s*(?:Uncaught )?(?:[a-z_]\w*\.)*[A-Z]\w*(?:Error|Exception|Panic)\b[:(]/;
const TABLE_LINE = /^\s*\|.*\|\s*$|^\s*[-=|:+ ]{4,}$/;

/**
 * Takes code, logs, stack traces, tables and markup out of a message; keeps the prose and the errors that were named.
 */
export function reduceMessage(text: string): ReducedMessage {
  const errors: string[] = [];
  const codeLanguages: string[] = [];
  const code: string[] = [];
  const collectError = (line: string): void => {
    const match = ERROR.exec(line);
    if (match !== null && errors.length < 3) errors.push(formatError(match[1], match[2]));
  };

  const withoutFences = text.replace(FENCE, (_all, lead: string, _fence, label: string, body: string) => {
    const language = /^[\w+#.-]+/.exec(label.trim())?.[0].toLowerCase();
    if (language !== undefined) codeLanguages.push(language);
    code.push(body);
    body.split('\n').forEach(collectError);
    return `${lead}\n\n`;
  });

  const prose: string[] = [];
  for (const line of withoutFences.split('\n')) {
    if (
      STACK_FRAME.test(line) ||
      LOG_LINE.test(line) ||
      CODE_LINE.test(line) ||
      JSON_LINE.test(line) ||
      ERROR_LINE.test(line) ||
      TABLE_LINE.test(line)
    ) {
      code.push(line);
      collectError(line);
      prose.push('');
    } else {
      prose.push(readLine(line));
    }
  }
  return { prose: joinLines(prose), errors: [...new Set(errors)], codeLanguages, code: code.join('\n') };
}

function formatError(name: string, message: string): string {
  const words = message
    .replace(/["']?https?:\/\/[^\s"']+["']?/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .split(' ');
  const short = words
    .slice(0, 12)
    .join(' ')
    .replace(/[\s,;:.({[]+$/, '');
  return /^(?:error|fatal|HTTP\/.*)$/i.test(name) ? short : `${name.split('.').at(-1)}: ${short}`;
}

/** Drops markdown signs and shortens links; the words stay. */
function readLine(line: string): string {
  return line
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/<?https?:\/\/[^\s)>\]]+>?/g, '')
    .replace(/^\s*(?:#{1,6}\s+|[-*•]\s+|>\s?|\d{1,2}[.)]\s+)/, (mark) => (mark.includes('>') ? '' : '\n'))
    .replace(/`([^`]+)`/g, '$1')
    .replace(/(\*\*|__)(\S(?:.*?\S)?)\1/g, '$2')
    .replace(/(?<![\w*])\*(\S(?:[^*]*\S)?)\*(?![\w*])/g, '$1')
    .replace(/\\([_*#`[\]])/g, '$1');
}

/** Lines of one paragraph become one line; a blank line or a list mark starts a new one. */
function joinLines(lines: readonly string[]): string {
  const paragraphs: string[] = [];
  let current: string[] = [];
  const flush = (): void => {
    const paragraph = current.join(' ').replace(/\s+/g, ' ').trim();
    if (paragraph !== '') paragraphs.push(paragraph);
    current = [];
  };
  for (const line of lines) {
    if (line.trim() === '' || line.startsWith('\n')) flush();
    if (line.trim() !== '') current.push(line.trim());
  }
  flush();
  return paragraphs.join('\n\n');
}
