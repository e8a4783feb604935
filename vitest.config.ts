import { defineConfig } from 'vitest/config'

/** Tests that stand on a page of their own, or on a browser: a process for each file. */
const PAGES = ['test/web/**/*.test.ts', 'test/journeys/**/*.test.ts']

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          include: ['test/**/*.test.ts'],
          exclude: PAGES,
          // Files share the modules of their process, which nobody changes: loading them is most of a small file's time.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'web', include: PAGES } },
    ],
  },
})
