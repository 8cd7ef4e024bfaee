/**
 * `npm start`. It loads the program by hand, so that even a limit on open files ends in a sentence. Who loads this file
 * starts the proxy: a comparison with the name that Node was given once ended it at once, without a word, where that
 * led through a link.
 */
import { setFlagsFromString } from 'node:v8'
import { wordsOf } from './last-words.ts'

/** By how much V8 enlarges the memory for what is soon garbage, whenever that has become too small. */
const growYoungGeneration = (factor: number) => setFlagsFromString(`--semi-space-growth-factor=${factor}`)

// What Node says there, warnings and the like, may get lost; the error of a reader that has gone ended the process.
process.stderr.on('error', () => {})

// A start makes so much garbage that it would have 16 MB in place of 2, and V8 gives none of it back.
growYoungGeneration(1)
try {
  const { serve } = await import('./serve.ts')
  await serve()
  // V8's own: under load the small one cost half as much again of the processor.
  growYoungGeneration(2)
} catch (error) {
  process.stderr.write(`${wordsOf(error)}\n`)
  process.exit(1)
}
