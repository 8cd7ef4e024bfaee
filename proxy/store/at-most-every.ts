/** An answer that holds for a while, where asking costs something and anybody may ask. */

/**
 * Asks when the last answer is `ms` milliseconds old, and gives that one until then.
 * @param now Milliseconds that never go back.
 */
export function atMostEvery<Answer>(ms: number, now: () => number, ask: () => Answer): () => Answer {
  let last: { at: number; answer: Answer } | undefined
  return () => {
    if (!last || now() - last.at >= ms) last = { at: now(), answer: ask() }
    return last.answer
  }
}
