import ui from '@nuxt/ui/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

const api = process.env['UNDERSTORY_API'] ?? 'http://localhost:4000';

export default defineConfig({
  plugins: [
    vue(),
    ui({
      // Components and composables are imported by name, so that a reader and the type checker see where they come from.
      autoImport: false,
      components: false,
      dts: false,
      // Icons named in .ts files too: one that is not bundled would be asked for over the internet.
      icon: {
        clientBundle: {
          scan: { globInclude: ['src/**/*.{vue,ts}'], globExclude: ['src/graphql/**'] },
          sizeLimitKb: 64,
        },
      },
      theme: { colors: ['primary', 'success', 'info', 'warning', 'error', 'neutral'] },
      ui: { colors: { primary: 'forest', neutral: 'ash' } },
    }),
  ],
  build: { chunkSizeWarningLimit: 700 },
  // Patterns, since `/datasets` and `/runs` are also pages.
  server: { proxy: { '/graphql': api, '^/datasets/.+': api, '^/runs/.+/export\\.zip': api, '/comparisons': api } },
});
