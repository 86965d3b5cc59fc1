import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Node.js 20 lacks what Vitest says failures with.
(Map as unknown as { groupBy?: unknown }).groupBy ??= <K, T>(items: Iterable<T>, key: (item: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
};

// Addresses are relative: the server says in <base> below which path browsers find it.
export default defineConfig({
  plugins: [react({ jsxImportSource: '#jsx' })],
  base: './',
  build: { outDir: 'target/site', emptyOutDir: true, target: 'es2022', sourcemap: false, modulePreload: { polyfill: false } },
  worker: { format: 'es' },
  server: {
    proxy: { '/api': { target: process.env.REEVE_URL ?? 'http://127.0.0.1:8700' } },
  },
  test: { include: ['src/**/*.test.ts'], environment: 'node', testTimeout: 60_000 },
} as Parameters<typeof defineConfig>[0]);
