import { authorizationHeaders, askForKey } from '../graphql/api-key.ts';

/**
 * Has the browser save what the server sends from an address.
 *
 * Where the server wants a key, the answer is read first: a link cannot carry one.
 *
 * @throws {Error} with a sentence for the user when the server refuses.
 */
export async function saveFile(address: string): Promise<void> {
  const headers = authorizationHeaders();
  if (Object.keys(headers).length === 0) {
    follow(address);
    return;
  }
  const answer = await fetch(address, { headers });
  if (answer.status === 401) askForKey();
  if (!answer.ok) throw new Error(`The server refused the file (HTTP ${answer.status}).`);
  const url = URL.createObjectURL(await answer.blob());
  follow(url, /filename="?([^";]+)/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'export.zip');
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function follow(address: string, name = ''): void {
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
}
