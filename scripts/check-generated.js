// Fails when a generated, committed file no longer matches its source: the schema, the dashboard's types, migrations.
import { execFileSync } from 'node:child_process';

const GENERATED = ['schema.graphql', 'packages/dashboard/src/graphql/generated', 'drizzle'];

// On Windows pnpm is a script, which only a shell can start.
const shell = process.platform === 'win32';
const run = (command, ...args) => execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], shell });
const changes = () => execFileSync('git', ['status', '--porcelain', '--', ...GENERATED], { encoding: 'utf8' });

const before = changes();
run('pnpm', '-C', 'packages/api', 'schema');
run('pnpm', '-C', 'packages/api', 'migration');
run('pnpm', '-C', 'packages/dashboard', 'generate');
const after = changes();
if (after !== before) {
  console.error(`Generated files were stale and have been written again; look at them and commit them:\n${after}`);
  process.exit(1);
}
