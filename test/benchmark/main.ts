// `pnpm bench NAME [options]`: runs one benchmark; without a name it lists them.
import { readdirSync } from 'node:fs';

const folder = new URL('.', import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && file !== 'main.ts')
  .map((file) => file.slice(0, -3));
const [name = ''] = process.argv.splice(2, 1);
if (names.includes(name)) {
  await import(new URL(`${name}.ts`, folder).href);
} else {
  process.stderr.write(`Expected one of: ${names.join(', ')}. Got "${name}".\n`);
  process.exitCode = 2;
}
