/** Colours as they are shown, and their contrast as WCAG 2.2 defines it. */

/** Red, green and blue of `#rrggbb`, 0 to 255. */
const parts = (hex: string) => (hex.match(/\w\w/g) ?? []).map((pair) => parseInt(pair, 16))

/** Relative luminance, 0 to 1. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = parts(hex).map((part) =>
    part > 10 ? ((part / 255 + 0.055) / 1.055) ** 2.4 : part / 3294.6,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast of two colours, written `#rrggbb`: 1 to 21. */
export function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((first, second) => first - second)
  return (light + 0.05) / (dark + 0.05)
}

/** In the page: the colour of an element's text as the screen shows it, by whatever function it was written. */
export function shownColour(element: Element): string {
  const context = new OffscreenCanvas(1, 1).getContext('2d')
  if (!context) return ''
  context.fillStyle = getComputedStyle(element).color
  context.fillRect(0, 0, 1, 1)
  const channels = Array.from(context.getImageData(0, 0, 1, 1).data.slice(0, 3))
  return '#' + channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')
}
