/** One PostgreSQL for a whole run, where it is installed. */
import type { TestProject } from 'vitest/node'
import { aCluster, missing } from './cluster.ts'
import type { Addresses } from './cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Undefined where PostgreSQL is not installed. */
    postgres: Addresses | undefined
  }
}

export default async function setup(project: TestProject) {
  const lacking = missing()
  if (lacking.length > 0)
    console.warn(`\n*** SKIPPED: what needs ${lacking.join(' and ')}. apt-get install ${lacking.join(' ')}\n`)
  if (lacking.includes('postgresql')) return project.provide('postgres', undefined)
  const { direct, pooled, stop } = await aCluster()
  project.provide('postgres', { direct, pooled })
  return stop
}
