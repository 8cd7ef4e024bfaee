/** Which tests there are, and what each kind of them needs. */
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
    globalSetup: 'test/browser/setup.ts',
    testTimeout: 300_000,
  },
}

/** The projects to run; some only when they are named on the command line. */
export const projects = (argv: readonly string[]): TestProjectConfiguration[] => [
  {
    extends: true,
    // Generous everywhere: a busy machine is no failure, and nothing here measures time by it.
    test: {
      name: 'node',
      testTimeout: 30_000,
      include: ['test/{proxy,sandbox,attack}/**/*.test.ts', 'test/*.test.ts'],
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
      globalSetup: 'test/browser/setup.ts',
      testTimeout: 30_000,
      hookTimeout: 60_000,
    },
  },
  ...(argv.includes('engines') ? [engines] : []),
  ...(argv.includes('shots') ? [shots] : []),
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
]
