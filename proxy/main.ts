/**
 * `npm start`. It loads the program by hand, so that even a limit on open files ends in a sentence. Who loads this file
 * starts the proxy: a comparison with the name that Node was given once ended it at once, without a word, where that
 * led through a link.
 */
import { wordsOf } from './last-words.ts'

// What Node says there, warnings and the like, may get lost; the error of a reader that has gone ended the process.
process.stderr.on('error', () => {})

try {
  const { serve } = await import('./serve.ts')
  await serve()
} catch (error) {
  process.stderr.write(`${wordsOf(error)}\n`)
  process.exit(1)
}
