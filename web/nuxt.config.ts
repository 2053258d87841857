import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';

const EXPLORER_FILES = [
  ['react.js', 'react/umd/react.production.min.js'],
  ['react-dom.js', 'react-dom/umd/react-dom.production.min.js'],
  ['graphiql.js', 'graphiql/graphiql.min.js'],
  ['graphiql.css', 'graphiql/graphiql.min.css'],
] as const;

// by path: these packages export their browser builds to nobody
const installed = (file: string) => path.resolve(import.meta.dirname, '../node_modules', file);

export default defineNuxtConfig({
  compatibilityDate: '2026-11-01',
  telemetry: false,
  devtools: { enabled: false },
  modules: ['@nuxt/ui'],
  css: ['~/assets/css/main.css'],
  // everything comes from this server: no fonts, icons or tiles of others
  ui: { fonts: false },
  icon: {
    provider: 'server',
    fallbackToApi: false,
    serverBundle: 'local',
    clientBundle: { scan: true, sizeLimitKb: 128 },
  },
  colorMode: { preference: 'system', fallback: 'light' },
  app: {
    head: {
      meta: [
        { name: 'viewport', content: 'width=device-width, initial-scale=1' },
        { name: 'theme-color', content: '#faf8f5', media: '(prefers-color-scheme: light)' },
        { name: 'theme-color', content: '#171512', media: '(prefers-color-scheme: dark)' },
      ],
      link: [{ rel: 'icon', type: 'image/svg+xml', href: '/icon.svg' }],
    },
  },
  nitro: {
    preset: 'node-listener',
    serveStatic: true,
    compressPublicAssets: true,
    serverAssets: [
      { baseName: 'places', dir: '../../packages/places/data' },
      { baseName: 'schema', dir: '../../schema' },
    ],
  },
  hooks: {
    // the explorer's builds for browsers, which are no part of the app's own scripts
    'nitro:build:public-assets': async (nitro) => {
      const folder = path.join(nitro.options.output.publicDir, 'explorer');
      await mkdir(folder, { recursive: true });
      for (const [name, file] of EXPLORER_FILES) await copyFile(installed(file), path.join(folder, name));
    },
  },
  typescript: { strict: true },
});
