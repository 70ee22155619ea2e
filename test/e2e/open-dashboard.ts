import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import type { TestDatabase } from '../integration/setup/create-test-database.ts';
import { createTestDatabase } from '../integration/setup/create-test-database.ts';
import { startServer, type RunningServer } from './start-server.ts';

const actionTimeoutMs = 15_000;

/** A server and a browser for one test file. */
export interface Dashboard {
  /** The server's address. */
  readonly url: string;
  /**
   * Opens a page of the dashboard in a fresh window.
   *
   * @param options.expectedFaults - console errors that the test brings about on purpose.
   */
  open: (path: string, options?: BrowserContextOptions & { expectedFaults?: RegExp }) => Promise<Page>;
}

/**
 * Starts both before the tests of a file and ends them after. After each test its windows are closed, and it fails if
 * one of them showed an error on the console, threw, or asked another host for anything.
 *
 * @param readEnvironment - gives environment variables for the server, such as where models are.
 * @param options.isFirstStart - the server makes a PostgreSQL of its own, as for a new user, instead of getting an empty
 *   database on the one that the test files share, which is quicker.
 */
export function useDashboard(
  readEnvironment: () => Promise<Record<string, string>> = async () => ({}),
  { isFirstStart = false }: { isFirstStart?: boolean } = {},
): Dashboard {
  let database: TestDatabase | undefined;
  let server: RunningServer;
  let browser: Browser;
  const faults: string[] = [];

  beforeAll(async () => {
    const installation = inject('chromium');
    if ('error' in installation) throw new Error(installation.error);
    const environment = await readEnvironment();
    if (!isFirstStart) {
      database = await createTestDatabase();
      environment['DATABASE_URL'] = database.url;
    }
    [browser, server] = await Promise.all([chromium.launch(installation), startServer(environment)]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await database?.drop();
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    expect(faults.splice(0)).toEqual([]);
  });

  return {
    get url() {
      return server.url;
    },
    async open(path, { expectedFaults, ...options } = {}) {
      const context = await browser.newContext({
        baseURL: server.url,
        viewport: { width: 1280, height: 800 },
        ...options,
      });
      context.setDefaultTimeout(actionTimeoutMs);
      const page = await context.newPage();
      watchPage(page, server.url, (fault) => {
        if (!expectedFaults?.test(fault)) {
          faults.push(`${path}: ${fault}`);
        }
      });
      await page.goto(path);
      return page;
    },
  };
}

function watchPage(page: Page, origin: string, report: (fault: string) => void): void {
  page.on('console', (message) => {
    if (message.type() === 'error') {
      report(`console: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => report(`page error: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) {
      report(`external request: ${url}`);
    }
  });
}
