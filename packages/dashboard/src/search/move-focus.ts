/**
 * Moves the focus to the button before or after the focused one among an element's buttons; from outside, to the first.
 *
 * @returns false if there is none further that way, and the focus stayed.
 */
export function moveFocus(among: HTMLElement, step: 1 | -1): boolean {
  const buttons = [...among.querySelectorAll<HTMLElement>('button')];
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  const next = at === -1 ? buttons[0] : buttons[at + step];
  next?.focus();
  return next !== undefined;
}
