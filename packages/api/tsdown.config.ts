import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { main: 'src/main.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  outExtensions: () => ({ js: '.js' }),
  dts: false,
  sourcemap: true,
  clean: true,
  deps: {
    // Core comes as source, with what it takes from npm: only core's own folder could resolve those.
    alwaysBundle: [/^@understory\//],
    // Optional: they find their native code and their weights beside themselves.
    neverBundle: [/^onnxruntime-node/, /^@energetic-ai\//],
    onlyBundle: false,
  },
});
