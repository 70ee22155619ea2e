/**
 * Reads from a message of the server which settings of a definition it refuses.
 *
 * @param message - such as `definition.words.min: expected min to be at most max; definition.prompt: …`.
 * @returns what is wrong, by the name of the setting; empty for a message about something else.
 */
export function readFieldErrors(message: string): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const [, field, rest, reason] of message.matchAll(
    /definition\.(\w+)((?:\.[^:;\s]+)?): (.*?)(?=; definition\.|$)/gs,
  )) {
    const fault = `${(rest ?? '').replace(/^\./, '')} ${reason ?? ''}`.trim();
    faults[field!] = faults[field!] ? `${faults[field!]}; ${fault}` : fault;
  }
  return faults;
}
