/** Positions and leaves of a run's conversations, in dataset order. */
export interface MapPoints {
  count: number;
  /** x0, y0, x1, y1, …; length 2 · count. */
  coordinates: Float32Array;
  /** Index into the run's cluster list of each conversation's leaf; length count. */
  leaves: Int32Array;
}

/**
 * Reads the base64 payload of `Run.projection`.
 *
 * The numbers are little-endian, as is every platform that runs a browser today, so the bytes are used as they are.
 *
 * @throws {Error} if a payload's length does not fit `count`.
 */
export function decodeProjection(projection: { count: number; coordinates: string; leaves: string }): MapPoints {
  const { count } = projection;
  const coordinates = new Float32Array(decodeBase64(projection.coordinates, 8 * count, 'coordinates'));
  const leaves = new Int32Array(decodeBase64(projection.leaves, 4 * count, 'leaves'));
  return { count, coordinates, leaves };
}

function decodeBase64(text: string, expectedBytes: number, name: string): ArrayBuffer {
  const binary = atob(text);
  if (binary.length !== expectedBytes) {
    throw new Error(`The map's ${name} should have ${expectedBytes} bytes but have ${binary.length}.`);
  }
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) {
    bytes[i] = binary.charCodeAt(i);
  }
  return bytes.buffer;
}
