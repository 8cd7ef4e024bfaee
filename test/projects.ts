/** The tests, by what they need: Node, a page without a browser, Chromium, other engines, kills and faults. */
import { availableParallelism } from 'node:os'
import type { TestProjectConfiguration } from 'vitest/config'
import { BaseSequencer } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'
import { LONG } from './harness/volume.ts'

/** Attacks by the thousand. Only in `npm run test:long`. */
const surges = ['test/attack/{crowd,soak,spam}.test.ts']

const surge = {
  extends: true as const,
  // One after the other, and after all: each of them takes the whole machine.
  test: {
    name: 'surge',
    include: surges,
    maxWorkers: 1,
    sequence: { groupOrder: 1 },
    testTimeout: 120_000,
  },
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

const projects: TestProjectConfiguration[] = [
  {
    extends: true,
    test: {
      name: 'node',
      include: ['test/{proxy,attack}/**/*.test.ts', 'test/*.test.ts'],
      exclude: [...surges, 'test/proxy/store/postgres/**'],
    },
  },
  {
    extends: true,
    test: {
      name: 'widget',
      environment: 'happy-dom',
      include: ['test/widget/**/*.test.{ts,tsx}'],
    },
  },
  {
    extends: true,
    test: {
      name: 'browser',
      include: ['test/browser/**/*.test.ts', 'test/hosts/**/*.test.ts'],
      globalSetup: 'test/harness/browser/browser-setup.ts',
    },
  },
  {
    extends: true,
    // PostgreSQL is no npm package: where it is not installed, that is said and its tests are skipped.
    test: {
      name: 'postgres',
      include: ['test/proxy/store/postgres/**/*.test.ts', 'test/cluster/**/*.test.ts'],
      globalSetup: 'test/harness/postgres/postgres-setup.ts',
      testTimeout: 60_000,
    },
  },
  {
    extends: true,
    // Firefox and WebKit are no npm packages: what is not installed is named and skipped.
    test: { name: 'engines', include: ['test/engines/**/*.test.ts'], testTimeout: 60_000 },
  },
  {
    extends: true,
    test: {
      name: 'chaos',
      include: ['test/chaos/**/*.test.ts'],
      testTimeout: 120_000,
    },
  },
  ...(LONG ? [surge] : []),
  ...(process.argv.includes('shots') ? [shots] : []),
]

/**
 * Every other file is one that waits, for a lease, a timeout or a settle delay, while there are any: the processors have
 * work meanwhile. Sorted by size alone, which a clean clone does, the longest waits came last, with nothing beside them.
 */
class WaitingBetween extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- of a sequencer, not of a list
    const sorted = await super.sort(files)
    const waits = ({ project }: TestSpecification) => ['chaos', 'postgres'].includes(project.name)
    const waiting = sorted.filter(waits)
    const working = sorted.filter((file) => !waits(file))
    return [
      ...working.flatMap((file, at) => [...waiting.slice(at, at + 1), file]),
      ...waiting.slice(working.length),
    ]
  }
}

/** For vitest; what a project has of its own goes before. Generous with time: a busy machine is no failure. */
export const tests = {
  projects,
  // More at once than there are processors: much of it waits, for a browser, a disk, or a time that has to pass.
  maxWorkers: availableParallelism() + 2,
  testTimeout: 30_000,
  hookTimeout: 60_000,
  sequence: { sequencer: WaitingBetween },
  expect: { poll: { timeout: 10_000 } },
}
