import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { main: 'src/main.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  outExtensions: () => ({ js: '.js' }),
  dts: false,
  sourcemap: true,
  // Core is bundled as source; what it takes from npm stays outside, above all the optional native packages.
  noExternal: [/^@understory\//],
  clean: true,
});
