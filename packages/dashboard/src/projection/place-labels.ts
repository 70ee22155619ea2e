/** A label that wants to stand centred on a point, in pixels. */
export interface LabelWish {
  id: number;
  x: number;
  y: number;
  width: number;
  height: number;
  /** Labels of higher rank are placed first and win against lower ones. */
  rank: number;
}

export interface PlacedLabel extends LabelWish {
  left: number;
  top: number;
}

/**
 * Places labels one after another, highest rank first, and leaves out those that would overlap one already placed.
 *
 * A label is tried on its point, then above, below, and to both sides. Near the rim it is pushed inwards, so that a
 * point in view never loses its label for want of room.
 *
 * @param gap - pixels kept free between two labels.
 */
export function placeLabels(wishes: LabelWish[], width: number, height: number, gap = 4): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  const ordered = wishes.toSorted((a, b) => b.rank - a.rank || a.id - b.id);
  for (const wish of ordered) {
    const candidate = candidatesOf(wish)
      .map((each) => pushInside(each, width, height))
      .find((each) => isInside(each, width, height) && placed.every((other) => !overlaps(each, other, gap)));
    if (candidate) {
      placed.push(candidate);
    }
  }
  return placed;
}

function candidatesOf(wish: LabelWish): PlacedLabel[] {
  const left = wish.x - wish.width / 2;
  const top = wish.y - wish.height / 2;
  const shifts = [
    [0, 0],
    [0, -wish.height],
    [0, wish.height],
    [wish.width / 2, 0],
    [-wish.width / 2, 0],
  ];
  return shifts.map(([dx, dy]) => Object.assign({ left: left + dx!, top: top + dy! }, wish));
}

/** Keeps this far from the rim, in pixels. */
const margin = 2;

function pushInside(label: PlacedLabel, width: number, height: number): PlacedLabel {
  const left = Math.max(margin, Math.min(label.left, width - label.width - margin));
  const top = Math.max(margin, Math.min(label.top, height - label.height - margin));
  return { ...label, left, top };
}

function isInside(label: PlacedLabel, width: number, height: number): boolean {
  return label.left >= 0 && label.top >= 0 && label.left + label.width <= width && label.top + label.height <= height;
}

function overlaps(a: PlacedLabel, b: PlacedLabel, gap: number): boolean {
  return (
    a.left < b.left + b.width + gap &&
    b.left < a.left + a.width + gap &&
    a.top < b.top + b.height + gap &&
    b.top < a.top + a.height + gap
  );
}
