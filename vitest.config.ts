import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import type { TestProjectConfiguration } from 'vitest/config';

const DASHBOARD_CONFIG = 'packages/dashboard/vite.config.ts';

/** Unit tests of core and of the API's parts that need no database. */
const unit = (name: string): TestProjectConfiguration => ({
  resolve: { alias: graphqlAlias() },
  // The files share their modules, which takes half the time; one that replaces a module must put it back.
  test: { name, include: [`packages/${name}/src/**/*.test.ts`], environment: 'node', isolate: false },
});

/** Without it, sources get graphql's ES modules and its dependants the CommonJS ones: "another module or realm". */
function graphqlAlias(): { find: RegExp; replacement: string }[] {
  return [{ find: /^graphql$/, replacement: 'graphql/index.js' }];
}

const projects: TestProjectConfiguration[] = [
  unit('core'),
  unit('api'),
  {
    resolve: { alias: graphqlAlias() },
    test: {
      name: 'integration',
      include: ['test/integration/**/*.test.ts'],
      environment: 'node',
      globalSetup: 'test/integration/setup/start-postgres.ts',
      testTimeout: 180_000,
      hookTimeout: 180_000,
      maxWorkers: 2,
      // After the unit tests, which would slow it down.
      sequence: { groupOrder: 1 },
    },
  },
  {
    test: {
      name: 'e2e',
      include: ['test/e2e/**/*.test.ts'],
      environment: 'node',
      globalSetup: ['test/integration/setup/start-postgres.ts', 'test/e2e/setup-chromium.ts'],
      testTimeout: 120_000,
      hookTimeout: 180_000,
      // One browser and one server at a time.
      fileParallelism: false,
      sequence: { groupOrder: 2 },
    },
  },
];
if (existsSync(new URL(DASHBOARD_CONFIG, import.meta.url))) {
  projects.push({
    extends: DASHBOARD_CONFIG,
    root: 'packages/dashboard',
    test: { name: 'dashboard', include: ['src/**/*.test.ts'], environment: 'happy-dom' },
  });
}

export default defineConfig({ test: { projects } });
