/** Where the plane's values fall on the canvas, in device pixels: pixel = scale · value + offset; y points up. */
export interface PointTransform {
  scaleX: number;
  scaleY: number;
  offsetX: number;
  offsetY: number;
}

/** The drawing surface: one packed pixel (alpha, blue, green, red from the highest byte) per element. */
export interface PixelBuffer {
  pixels: Uint32Array;
  width: number;
  height: number;
}

/** Offsets and coverage (0 … 256) of the pixels of a disc with a soft rim. */
interface DiscStamp {
  reach: number;
  dx: Int32Array;
  dy: Int32Array;
  coverage: Int32Array;
}

/** Prepares a disc of the given radius in device pixels. */
export function stampDisc(radius: number, opacity = 1): DiscStamp {
  const reach = Math.ceil(radius + 0.5);
  const cells: [number, number, number][] = [];
  for (let y = -reach; y <= reach; y += 1) {
    for (let x = -reach; x <= reach; x += 1) {
      const coverage = Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(x, y))) * opacity;
      if (coverage > 0) {
        cells.push([x, y, Math.round(coverage * 256)]);
      }
    }
  }
  return {
    reach,
    dx: Int32Array.from(cells, (cell) => cell[0]),
    dy: Int32Array.from(cells, (cell) => cell[1]),
    coverage: Int32Array.from(cells, (cell) => cell[2]),
  };
}

/**
 * Draws one disc per point into the buffer, blended over what is there.
 *
 * A plain loop over pixels, because it draws 100,000 points well within a frame where canvas paths need seconds.
 *
 * @param coordinates - x0, y0, x1, y1, …
 * @param colours - one packed pixel per point.
 * @param isWanted - which points to draw; all when left out.
 */
export function drawPoints(
  buffer: PixelBuffer,
  coordinates: Float32Array,
  colours: Uint32Array,
  transform: PointTransform,
  stamp: DiscStamp,
  isWanted?: Uint8Array,
): void {
  const { pixels, width, height } = buffer;
  const { reach, dx, dy, coverage } = stamp;
  const cells = coverage.length;
  for (let i = 0; i < colours.length; i += 1) {
    if (isWanted && isWanted[i] === 0) {
      continue;
    }
    const x = Math.round(transform.scaleX * coordinates[2 * i]! + transform.offsetX);
    const y = Math.round(transform.scaleY * coordinates[2 * i + 1]! + transform.offsetY);
    // Written so that a conversation without a place (NaN) is left out.
    if (!(x >= reach && y >= reach && x < width - reach && y < height - reach)) {
      continue;
    }
    const colour = colours[i]!;
    const base = y * width + x;
    for (let c = 0; c < cells; c += 1) {
      const at = base + dy[c]! * width + dx[c]!;
      pixels[at] = coverage[c]! >= 256 ? colour : blend(pixels[at]!, colour, coverage[c]!);
    }
  }
}

/** Mixes two opaque packed pixels; `share` of 256 parts come from `over`. Two channels are mixed at a time. */
function blend(under: number, over: number, share: number): number {
  const rest = 256 - share;
  const redBlue = (((over & 0xff00ff) * share + (under & 0xff00ff) * rest) >>> 8) & 0xff00ff;
  const green = ((((over >>> 8) & 0xff) * share + ((under >>> 8) & 0xff) * rest) >>> 8) & 0xff;
  return (0xff000000 | redBlue | (green << 8)) >>> 0;
}

/** Packs a colour for the buffer. */
export function packPixel([red, green, blue]: readonly [number, number, number]): number {
  return (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
}
