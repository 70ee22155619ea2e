import type { BlindChoice } from '../graphql/generated/graphql.ts';

/** What a key does while a pair is judged. */
export type JudgeAction = BlindChoice | 'UNDO';

const actions: Record<string, JudgeAction> = {
  '1': 'FIRST',
  ArrowLeft: 'FIRST',
  '2': 'SECOND',
  ArrowRight: 'SECOND',
  '0': 'TIE',
  ArrowDown: 'TIE',
  u: 'UNDO',
  Backspace: 'UNDO',
};

/** @returns null for a key that means nothing here, is meant for a field or a scrolled text, or comes with Ctrl, Alt or Meta. */
export function readJudgeKey(event: KeyboardEvent): JudgeAction | null {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) {
    return null;
  }
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest('input, textarea, select, [contenteditable=true], [role=dialog]')) {
    return null;
  }
  // Arrows scroll a text that has the focus.
  if (event.key.startsWith('Arrow') && target?.closest('[tabindex="0"], [role=region]')) {
    return null;
  }
  return actions[event.key] ?? null;
}
