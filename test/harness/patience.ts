/** How long tests wait for what has to come. In one place and generous: a busy machine is no failure. */

/** For one step of a visitor, or one thing that comes by itself, in milliseconds. */
export const STEP_MS = 60_000

/** For scripts of the tests that run in a page: waits until `what` finds something, and returns it. */
export const UNTIL = `
  const until = async (what, ms = ${STEP_MS}) => {
    for (const end = performance.now() + ms; performance.now() < end;) {
      const found = what()
      if (found) return found
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
    throw new Error('never: ' + what)
  }
`
