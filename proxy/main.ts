/** `npm start`. It loads the program by hand, so that even a limit on open files ends in a sentence. */
import { realpathSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { wordsOf } from './last-words.ts'

/** Starts the proxy of this process's environment; ends the process with a sentence when it cannot. */
export async function start(): Promise<void> {
  try {
    const { serve } = await import('./serve.ts')
    await serve()
  } catch (error) {
    process.stderr.write(`${wordsOf(error)}\n`)
    process.exit(1)
  }
}

// The real path: a program that was started through a linked folder would end at once, without a word.
if (import.meta.url === pathToFileURL(realpathSync(process.argv[1] ?? '')).href) await start()
