/** Any accent is readable as text on the surface of the form, light or dark (R56; WCAG 2.2, 1.4.3). */
import { expect, test } from 'vitest'
import { contrast } from '../../harness/browser/contrast.ts'
import { useFakeProxy } from '../../harness/browser/fake-proxy.ts'
import { visit } from '../../harness/browser/visitor.ts'

const stand = useFakeProxy()

/** Every sixteenth shade of each channel. */
const COLOURS = Array.from(
  { length: 4096 },
  (_, n) => '#' + n.toString(16).padStart(3, '0').replace(/./g, '$&$&'),
)

test.each(['light', 'dark'])('4,096 accents as text on a %s form', async (theme) => {
  const { page, launcher, message } = await visit(stand)
  await launcher.click()
  await message.waitFor()
  // As the screen shows them: what is outside of its colours is brought into them first.
  const shown = await page.evaluate(
    ([scheme, colours]) => {
      const root = document.querySelector('support-widget')!.shadowRoot!
      const region = root.querySelector<HTMLElement>('.root')!
      region.dataset['theme'] = scheme
      const text = document.createElement('p')
      text.style.color = 'var(--in-accent-text)'
      // Beside the form: nothing else has to be looked at anew for each colour.
      const aside = region.cloneNode() as HTMLElement
      aside.append(text)
      root.append(aside)
      const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!
      const pixel = (colour: string) => {
        context.fillStyle = colour
        context.fillRect(0, 0, 1, 1)
        const [...channels] = context.getImageData(0, 0, 1, 1).data.slice(0, 3)
        return '#' + channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')
      }
      const surface = pixel(getComputedStyle(root.querySelector('dialog')!).backgroundColor)
      return colours.map((colour) => {
        aside.style.setProperty('--in-accent', colour)
        return { colour, surface, text: pixel(getComputedStyle(text).color) }
      })
    },
    [theme, COLOURS] as const,
  )
  await page.context().close()
  for (const { colour, surface, text } of shown)
    expect(contrast(text, surface), `${colour}, ${text} on ${surface}`).toBeGreaterThanOrEqual(4.5)
  // What is well readable on white stays as it is: an accent is a promise to a brand.
  for (const { colour, surface, text } of shown)
    if (theme === 'light' && contrast(colour, surface) >= 5.8) expect(text).toBe(colour)
  expect(new Set(shown.map(({ text }) => text)).size).toBeGreaterThan(500)
})
