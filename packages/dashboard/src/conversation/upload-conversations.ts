import { authorizationHeaders } from '../graphql/api-key.ts';

/** What an import says of itself, as `POST /datasets/{name}/conversations` answers it. */
export interface ImportReport {
  /** Null if nothing was imported and there was no such dataset. */
  datasetId: string | null;
  rowCount: number;
  importedCount: number;
  alreadyThereCount: number;
  /** Rows that were turns of a conversation that came again. */
  continuedCount: number;
  /** Conversations of earlier imports that have later messages now. */
  extendedCount: number;
  /** Conversations that have grown but stay as they are, because a run has read them. */
  frozenCount: number;
  rejectedCount: number;
  /** The first 100 rejected rows. */
  rejections: { line: number; field?: string | null; reason: string }[];
  /** What the rows were taken for, such as "lists of messages". */
  shapes: string[];
}

/**
 * Sends a file to the server, which reads it as a stream.
 *
 * XMLHttpRequest rather than fetch, because only it tells how much of a large file has been sent.
 *
 * @param goldLabelKey - metadata key that holds the gold label; empty for none.
 * @param onProgress - called with the share sent, 0 … 1.
 * @throws {Error} with a sentence for the user when the server refuses the file or does not answer.
 */
export function uploadConversations(
  file: Blob,
  dataset: string,
  goldLabelKey: string,
  onProgress: (share: number) => void,
): Promise<ImportReport> {
  const query = goldLabelKey ? `?goldLabelKey=${encodeURIComponent(goldLabelKey)}` : '';
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/datasets/${encodeURIComponent(dataset)}/conversations${query}`);
    request.setRequestHeader('content-type', 'application/x-ndjson');
    for (const [header, value] of Object.entries(authorizationHeaders())) {
      request.setRequestHeader(header, value);
    }
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable && event.total > 0) {
        onProgress(event.loaded / event.total);
      }
    });
    request.addEventListener('error', () => {
      reject(new Error('The Understory server does not answer. Check that “understory serve” is running.'));
    });
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) {
        // The shape is the API's own contract; the same report is typed in its schema as ImportReport.
        resolve(JSON.parse(request.responseText) as ImportReport);
      } else {
        reject(new Error(readRefusal(request.status, request.responseText)));
      }
    });
    request.send(file);
  });
}

/** Finds the message in an error answer: `{ message }`, `{ error }` or `{ error: { message } }`; else the status. */
export function readRefusal(status: number, body: string): string {
  try {
    const answer: unknown = JSON.parse(body);
    const message = readMessage(answer) ?? readMessage((answer as { error?: unknown } | null)?.error);
    if (message) {
      return message;
    }
  } catch {
    // Not JSON: a proxy's page, say. The status is all there is to tell.
  }
  return `The server refused the file (HTTP ${status}).`;
}

function readMessage(value: unknown): string | null {
  if (typeof value === 'string') {
    return value;
  }
  if (typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string') {
    return value.message;
  }
  return null;
}

/** A dataset name from a file name: `Support 2025.jsonl` → `support-2025`. */
export function suggestDatasetName(fileName: string): string {
  return fileName
    .replace(/(\.[^.]*)?(\.gz)?$/, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}
