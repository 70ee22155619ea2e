import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { InvalidInputError } from '../error/invalid-input-error.ts';

const LINE_FEED = 0x0a;

/** One row of a CSV file by the names of its columns. `line` is its first, from 1; a row may have several. */
export interface CsvRow {
  line: number;
  row: Record<string, unknown>;
}

/**
 * Reads CSV whose first line names the columns.
 *
 * @param delimiter - what stands between the cells.
 * @param maxRowCharacters - a longer row, such as after a quote that never closes, is an error.
 * @throws {InvalidInputError} with the line where the file stops being CSV in UTF-8.
 */
export async function* readCsvRows(
  source: AsyncIterable<Uint8Array>,
  { delimiter, maxRowCharacters }: { delimiter: string; maxRowCharacters: number },
): AsyncGenerator<CsvRow> {
  const parser = parse({
    bom: true,
    columns: (names: string[]) => names.map((name) => name.trim()),
    delimiter,
    info: true,
    max_record_size: maxRowCharacters,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  const input = Readable.from(decode(source));
  input.on('error', (error) => parser.destroy(error)).pipe(parser);
  let line = 2;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: CsvRow['row']; info: { lines: number } }>) {
      yield { line, row: record };
      line = info.lines + 1;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new InvalidInputError(`Expected CSV; near line ${line}: ${error.message}.`, { cause: error });
  } finally {
    input.destroy();
    parser.destroy();
  }
}

/** Refuses the whole file: without the rows that have letters beyond ASCII, what is left would be another log. */
async function* decode(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  try {
    for await (const chunk of source) {
      let text = '';
      for (let start = 0; start < chunk.length;) {
        const end = chunk.indexOf(LINE_FEED, start);
        const next = end === -1 ? chunk.length : end + 1;
        text += decoder.decode(chunk.subarray(start, next), { stream: true });
        if (end !== -1) line++;
        start = next;
      }
      yield text;
    }
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new InvalidInputError(
      `Expected CSV in UTF-8; line ${line} has other bytes, and no row is read from there on. In a spreadsheet, save the ` +
        'file as "CSV UTF-8"; elsewhere: iconv -f WINDOWS-1252 -t UTF-8 in.csv > out.csv',
      { cause: error },
    );
  }
}
