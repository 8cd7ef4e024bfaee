/** The tests, by what they need: Node, a page without a browser, a real browser, a machine of their own. */
import type { TestProjectConfiguration } from 'vitest/config'

/** Firefox and WebKit. Only by name (`npm run test:browsers`): they are no npm packages. */
const engines = {
  extends: true as const,
  test: { name: 'engines', include: ['test/engines/**/*.test.ts'], testTimeout: 60_000 },
}

/** Pictures for the eye. Only by name (`npm run shots`): they test next to nothing. */
const shots = {
  extends: true as const,
  test: {
    name: 'shots',
    include: ['test/shots/**/*.test.ts'],
    globalSetup: 'test/harness/browser/browser-setup.ts',
    testTimeout: 300_000,
  },
}

/** Attacks by the thousand. */
const surges = ['test/attack/{crowd,soak,spam}.test.ts']

/** For vitest; `extends` takes the rest of vite.config.ts. */
export const projects: TestProjectConfiguration[] = [
  {
    extends: true,
    // Generous everywhere: a busy machine is no failure, and nothing here measures time by it.
    test: {
      name: 'node',
      testTimeout: 30_000,
      include: ['test/{proxy,sandbox,attack}/**/*.test.ts', 'test/*.test.ts'],
      exclude: surges,
    },
  },
  {
    extends: true,
    test: { name: 'widget', environment: 'happy-dom', include: ['test/widget/**/*.test.{ts,tsx}'] },
  },
  {
    extends: true,
    test: {
      name: 'browser',
      include: ['test/browser/**/*.test.ts', 'test/hosts/**/*.test.ts'],
      globalSetup: 'test/harness/browser/browser-setup.ts',
      testTimeout: 30_000,
      hookTimeout: 60_000,
      expect: { poll: { timeout: 10_000 } },
    },
  },
  ...(process.argv.includes('engines') ? [engines] : []),
  ...(process.argv.includes('shots') ? [shots] : []),
  {
    extends: true,
    test: {
      name: 'chaos',
      include: ['test/chaos/**/*.test.ts'],
      // Mostly waiting, so more at once than there are cores; and after the others, whose timing they would spoil.
      maxWorkers: 6,
      sequence: { groupOrder: 1 },
      testTimeout: 120_000,
      hookTimeout: 60_000,
    },
  },
  {
    extends: true,
    // One after the other, and after all: each of them takes the whole machine.
    test: {
      name: 'surge',
      include: surges,
      maxWorkers: 1,
      sequence: { groupOrder: 2 },
      testTimeout: 120_000,
    },
  },
]
