import { askForKey, authorizationHeaders } from '../graphql/api-key.ts';

/**
 * Has the browser save the report of two runs, or of several.
 *
 * @param ids - of the runs, in the order in which they are called A, B, …
 * @returns why it could not be had, in a sentence; empty when it was.
 */
export async function downloadReport(ids: readonly string[], format: 'html' | 'json'): Promise<string> {
  const address = `/comparisons/${ids.map(encodeURIComponent).join('/')}/report.${format}`;
  let response: Response;
  try {
    response = await fetch(address, { headers: authorizationHeaders() });
  } catch {
    return 'The Understory server does not answer. Check that “understory serve” is running, then try again.';
  }
  if (response.status === 401) askForKey();
  if (response.status === 202) {
    return 'The numbers are still being computed. Try again in a moment.';
  }
  if (!response.ok) {
    const answer: unknown = await response.json().catch(() => null);
    return readReason(answer) ?? `The server could not answer (HTTP ${response.status}). Its log has the reason.`;
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = `understory-${ids.length === 2 ? 'comparison' : 'runs'}.${format}`;
  link.click();
  // Not at once: the browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return '';
}

function readReason(answer: unknown): string | null {
  return typeof answer === 'object' && answer !== null && 'error' in answer && typeof answer.error === 'string'
    ? answer.error
    : null;
}
