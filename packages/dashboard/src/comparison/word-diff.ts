import { diffWords as diffByWord } from 'diff';

/** A stretch of text that both sides have, or only one of them. */
export interface DiffPart {
  text: string;
  isChanged: boolean;
}

/** A shared stretch as short as this, alone between changes, only makes a comparison harder to read. */
const shortIsland = /^\W*\w{0,3}\W*$/;

/**
 * Splits two texts into what they share and what only one of them says, word by word.
 *
 * A single short word that both happen to have in the middle of a change (“to”, “is”) counts as changed.
 */
export function diffWords(before: string, after: string): { before: DiffPart[]; after: DiffPart[] } {
  const changes = diffByWord(before, after);
  const sides: { before: DiffPart[]; after: DiffPart[] } = { before: [], after: [] };
  changes.forEach((change, at) => {
    const isShared = !change.added && !change.removed;
    const isIsland = isShared && at > 0 && at < changes.length - 1 && shortIsland.test(change.value);
    if (!change.added) {
      append(sides.before, change.value, change.removed || isIsland);
    }
    if (!change.removed) {
      append(sides.after, change.value, change.added || isIsland);
    }
  });
  return sides;
}

function append(parts: DiffPart[], text: string, isChanged: boolean): void {
  const last = parts.at(-1);
  if (last?.isChanged === isChanged) {
    last.text += text;
  } else {
    parts.push({ text, isChanged });
  }
}
