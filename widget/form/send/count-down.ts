/** The seconds for which the visitor is asked to wait before the next try. */
import type { Ui } from '../form-context.ts'

/** Counts them down, each time that there are any. */
export function countDown({ model, secondsLeft, effect, end, now }: Ui): void {
  let timer: ReturnType<typeof setTimeout>
  effect(() => {
    const until = model.waitUntil.value
    const tick = () => {
      secondsLeft.value = Math.max(0, Math.ceil((until - now()) / 1000))
      // By way of a frame, since there are none in a tab that nobody sees (R14).
      if (secondsLeft.peek() && !end.aborted) timer = setTimeout(() => requestAnimationFrame(tick), 1000)
    }
    clearTimeout(timer)
    tick()
  })
}
