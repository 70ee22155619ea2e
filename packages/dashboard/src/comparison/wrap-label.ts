/** Width of a text in pixels. */
export type MeasureText = (text: string) => number;

/** A text broken into lines that fit. */
export interface WrappedLabel {
  lines: string[];
  /** Width of the widest line, in pixels. */
  width: number;
}

const ellipsis = '…';

/**
 * Breaks a label into lines between words; what does not fit into the last line ends in an ellipsis.
 *
 * @param width - of a line, in pixels; a word that is wider is cut.
 * @param mostLines - at least 1.
 */
export function wrapLabel(text: string, width: number, mostLines: number, measure: MeasureText): WrappedLabel {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const lines: string[] = [];
  while (words.length > 0 && lines.length < mostLines) {
    let line = words.shift()!;
    while (words.length > 0 && measure(`${line} ${words[0]}`) <= width) {
      line = `${line} ${words.shift()}`;
    }
    const isCut = words.length > 0 && lines.length === mostLines - 1;
    lines.push(isCut ? shorten(`${line} ${words[0]}`, width, measure) : shorten(line, width, measure));
  }
  return { lines, width: Math.max(0, ...lines.map(measure)) };
}

/** The text as it is if it fits, else its beginning with an ellipsis. */
function shorten(text: string, width: number, measure: MeasureText): string {
  if (measure(text) <= width) {
    return text;
  }
  const letters = [...text];
  while (letters.length > 1 && measure(`${letters.join('').trimEnd()}${ellipsis}`) > width) {
    letters.pop();
  }
  return `${letters.join('').trimEnd()}${ellipsis}`;
}
