/** Files of the widget that the server holds back, one by one, so that a test can act between request and arrival. */
import { expect } from 'vitest'
import type { Stand } from '../browser/fake-proxy.ts'

/** A file that was asked for and is not there yet. */
export interface HeldFile {
  name: string
  /** Where a browser finds it. */
  path: string
  serve: () => void
  /** Breaks the connection. */
  cut: () => void
}

/** `/assets/de/form-erNs8B.js` is `de/form`; what has no hash keeps its ending. */
const nameOf = (path: string) => path.replace(/^\/(assets\/)?/, '').replace(/-[\w-]{6}\.js$/, '')

/**
 * Holds back what `isHeld` says.
 * @returns What waits, by its name, once it was asked for.
 */
export function holdFiles(stand: Stand, isHeld: (name: string) => boolean) {
  let waiting: HeldFile[] = []
  stand.keep((path) => {
    const name = nameOf(path)
    if (!isHeld(name)) return Promise.resolve('serve')
    return new Promise((resolve) =>
      waiting.push({ name, path, serve: () => resolve('serve'), cut: () => resolve('cut') }),
    )
  })
  return {
    names: () => waiting.map(({ name }) => name),
    async take(name: string): Promise<HeldFile> {
      const find = () => waiting.find((file) => file.name === name)
      await expect.poll(find, { message: `${name} is asked for`, interval: 10 }).toBeDefined()
      const file = find()!
      waiting = waiting.filter((one) => one !== file)
      return file
    },
  }
}
