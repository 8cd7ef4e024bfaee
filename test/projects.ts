/** The tests, by what they need: Node, a page without a browser, Chromium, other engines, kills and faults. */
import { availableParallelism } from 'node:os'
import type { TestProjectConfiguration } from 'vitest/config'
import { BaseSequencer } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'
import { STEP_MS } from './harness/patience.ts'
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
  },
}

/** Pictures for the eye. Only by name (`npm run shots`): they test next to nothing. */
const shots = {
  extends: true as const,
  test: {
    name: 'shots',
    include: ['test/shots/**/*.test.ts'],
    globalSetup: 'test/harness/browser/browser-setup.ts',
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
      // Each file has a page of its own.
      isolate: true,
      setupFiles: 'test/harness/widget/patience-setup.ts',
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
    },
  },
  {
    extends: true,
    // Firefox and WebKit are no npm packages: what is not installed is named and skipped.
    test: { name: 'engines', include: ['test/engines/**/*.test.ts'] },
  },
  {
    extends: true,
    test: {
      name: 'chaos',
      include: ['test/chaos/**/*.test.ts'],
    },
  },
  ...(LONG ? [surge] : []),
  ...(process.argv.includes('shots') ? [shots] : []),
]

/** Working files between two that wait. More, and the last waits come with nothing beside them. */
const BETWEEN = 5

/**
 * Project by project: a process is kept for the next file in the queue, and only where that is of the same project. Between
 * them are the files that wait, for a lease, a timeout or a settle delay: the processors have work meanwhile.
 */
class ByProject extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- of a sequencer, not of a list
    const sorted = await super.sort(files)
    const waits = ({ project }: TestSpecification) => ['chaos', 'postgres'].includes(project.name)
    const waiting = sorted.filter(waits)
    const names = ['node', 'browser', 'engines', 'widget']
    const place = ({ project }: TestSpecification) => names.indexOf(project.name)
    const working = sorted.filter((file) => !waits(file)).toSorted((a, b) => place(a) - place(b))
    const turn = (at: number) => waiting.slice(at / BETWEEN, at / BETWEEN + 1)
    return [
      ...working.flatMap((file, at) => (at % BETWEEN ? [file] : turn(at).concat(file))),
      ...waiting.slice(Math.ceil(working.length / BETWEEN)),
    ]
  }
}

/** For vitest; what a project has of its own goes before. Generous with time: a busy machine is no failure. */
export const tests = {
  projects,
  // More at once than there are processors: much of it waits, for a browser, a disk, or a time that has to pass.
  maxWorkers: availableParallelism() + 2,
  // A process for each of them and not for each file: to start one and to load the sources, zod and Playwright in it took
  // a tenth of the whole. A file leaves no fake clock, stub or changed environment behind.
  isolate: false,
  // One for all: two proxies, the end of a lease and a minute's load, or axe in every state, take minutes on a busy machine.
  testTimeout: 300_000,
  hookTimeout: 300_000,
  sequence: { sequencer: ByProject },
  expect: { poll: { timeout: STEP_MS } },
}
