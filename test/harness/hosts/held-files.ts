/** Files of the widget that the server holds back, one by one, so that a test can act between request and arrival. */
import { expect } from 'vitest'
import type { Stand } from '../browser/fake-proxy.ts'

/** A file that was asked for and is not there yet. */
export interface HeldFile {
  name: string
  /** Where a browser finds it. */
  path: string
  serve: () => void
  /** Answers that it cannot be had: a browser asks again by itself where a connection breaks. */
  refuse: () => void
}

/** `/assets/7efa6c/de/form.js` is `de/form`; what has no hash keeps its ending. */
export const nameOf = (path: string) =>
  path.replace(/^\/assets\/[\da-f]{6}\/(.+)\.js$/, '$1').replace(/^\/(assets\/)?/, '')

/**
 * Holds back what `isHeld` says.
 * @returns What waits, by its name, once it was asked for.
 */
export function holdFiles(stand: Stand, isHeld: (name: string) => boolean) {
  let waiting: HeldFile[] = []
  const released = new Set<string>()
  stand.keep((path) => {
    const name = nameOf(path)
    if (released.has(name) || !isHeld(name)) return Promise.resolve('serve')
    return new Promise((resolve) =>
      waiting.push({ name, path, serve: () => resolve('serve'), refuse: () => resolve('refuse') }),
    )
  })
  return {
    async take(name: string): Promise<HeldFile> {
      const find = () => waiting.find((file) => file.name === name)
      await expect.poll(find, { message: `${name} is asked for`, interval: 10 }).toBeDefined()
      const file = find()!
      waiting = waiting.filter((one) => one !== file)
      return file
    },
    /** Serves all that waits by that name, since what took long is asked for again, and holds back none of it from now on. */
    release(name: string): void {
      released.add(name)
      for (const file of waiting) if (file.name === name) file.serve()
    },
  }
}

/** Loses every file that `isLost` says, until `find` is called. */
export function loseFiles(stand: Stand, isLost: (name: string) => boolean) {
  const [missed, came] = [new Set<string>(), new Set<string>()]
  let lost = true
  stand.keep((path) => {
    const name = nameOf(path)
    const isMissed = lost && isLost(name)
    ;(isMissed ? missed : came).add(name)
    return Promise.resolve(isMissed ? 'refuse' : 'serve')
  })
  return { missed, came, find: () => (lost = false) }
}
