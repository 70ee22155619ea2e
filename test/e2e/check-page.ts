import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What these rules find depends on the colours; what all others find in light, they find in dark. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** Checks what the page shows now against WCAG 2.2 AA with axe, its colours in light and in dark. */
export async function checkAccessibility(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await waitForFrames(page);
    // The other mode joins the findings of frames on a page of its own, which takes longer than the rules. We have no frames.
    const axe = new AxeBuilder({ page }).setLegacyMode(true);
    const { violations } = await (
      colorScheme === 'light' ? axe.withTags(standards) : axe.withRules(colourRules)
    ).analyze();
    const found = violations.map(
      ({ id, nodes }) =>
        `${colorScheme} ${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary}`).join(' | ')}`,
    );
    expect(found, page.url()).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Checks that nothing needs sideways scrolling on a phone, 390 pixels wide. */
export async function checkNarrow(page: Page): Promise<void> {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  await waitForFrames(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, page.url()).toBeLessThanOrEqual(390);
  if (size) {
    await page.setViewportSize(size);
    // What the wide page puts elsewhere must be there before the next step of a test.
    await waitForFrames(page);
  }
}

/** One frame for what a change sets off, such as the theme's class, one for what follows from it. */
async function waitForFrames(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
