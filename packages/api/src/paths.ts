import { fileURLToPath } from 'node:url';

// This file's own folder (src) and the bundle's (dist) stand at the same depth, so the paths hold for both.

/** The generated SQL migrations. */
export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../../drizzle', import.meta.url));

/** The built dashboard; absent until it is built. */
export const DASHBOARD_FOLDER = fileURLToPath(new URL('../../dashboard/dist', import.meta.url));

/** The sample dataset and its domain-specific summary model. */
export const SAMPLE_FOLDER = fileURLToPath(new URL('../sample', import.meta.url));

/** This package's description, which has its version. */
export const PACKAGE_FILE = fileURLToPath(new URL('../package.json', import.meta.url));
