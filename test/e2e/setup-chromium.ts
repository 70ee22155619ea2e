import type { TestProject } from 'vitest/node';
import type { ChromiumInstallation } from './find-chromium.ts';
import { findChromium } from './find-chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The browser that all test files use, or why there is none. */
    chromium: ChromiumInstallation | { error: string };
  }
}

/** Looks for a browser once for all test files. Without one only they fail, not the tests beside them. */
export default async function setUpChromium(project: TestProject): Promise<void> {
  const found = await findChromium().catch((error: unknown) => ({ error: String(error) }));
  project.provide('chromium', found);
}
