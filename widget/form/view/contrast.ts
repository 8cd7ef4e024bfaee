/** Colours that follow from the accent, always readable: WCAG 2.2, 1.4.3 (text on a ground, 4.5:1). */

/** The surfaces of the panel, as in launcher.css, on which the accent is used as text. */
export const LIGHT_SURFACE = '#ffffff'
export const DARK_SURFACE = '#1b201e'

/** The accent where none is set, as in launcher.css: spruce green. */
export const ACCENT = '#17624f'

/** Red, green and blue of `#rgb` or `#rrggbb`, 0 to 255. */
function parts(hex: string): number[] {
  const pairs = hex.length > 4 ? hex : hex.replace(/\w/g, '$&$&')
  // Not Array.from: old libraries replace it (R40).
  return (pairs.match(/\w\w/g) ?? []).map((pair) => parseInt(pair, 16))
}

/** Relative luminance as WCAG 2.2 defines it, 0 to 1. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = parts(hex).map((part) =>
    part > 10 ? ((part / 255 + 0.055) / 1.055) ** 2.4 : part / 3294.6,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast of two colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((first, second) => first - second)
  return (light + 0.05) / (dark + 0.05)
}

/** `accent`, moved towards black or white just as far as text on `surface` needs (4.5:1, and a little more). */
export function readableOn(accent: string, surface: string): string {
  const to = luminance(surface) > 0.179 ? 0 : 255
  for (let step = 0; ; step++) {
    const mixed = parts(accent).map((part) => Math.round(part + ((to - part) * step) / 24))
    const hex = '#' + mixed.map((part) => part.toString(16).padStart(2, '0')).join('')
    if (step === 24 || contrast(hex, surface) >= 4.6) return hex
  }
}
