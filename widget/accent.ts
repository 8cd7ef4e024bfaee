/** Colours that follow from the accent, always readable: WCAG 2.2, 1.4.3 (text, 4.5:1) and 1.4.11 (shapes, 3:1). */

type Rgb = [number, number, number]

const BLACK: Rgb = [0, 0, 0]
const WHITE: Rgb = [255, 255, 255]

/** The surfaces of the panel, as in launcher.css, on which the accent is used as text. */
export const LIGHT_SURFACE = '#ffffff'
export const DARK_SURFACE = '#1b201e'

function parse(hex: string): Rgb {
  const value = parseInt(hex.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((part) => {
    const value = part / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as Rgb // as: map keeps the length
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function ratio(a: Rgb, b: Rgb): number {
  const first = luminance(a)
  const second = luminance(b)
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05)
}

/** Contrast of two `#rrggbb` colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  return ratio(parse(a), parse(b))
}

const print = (rgb: Rgb) => '#' + rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')

/** Black or white, whichever stands out more on `accent`: at least 4.58:1 on every colour. */
export function inkOn(accent: string): string {
  const rgb = parse(accent)
  return ratio(rgb, WHITE) >= ratio(rgb, BLACK) ? print(WHITE) : print(BLACK)
}

/** `accent`, moved towards black or white just as far as it needs for text on `surface` (4.5:1). */
export function readableOn(accent: string, surface: string): string {
  const from = parse(accent)
  const ground = parse(surface)
  const to = luminance(ground) > 0.2 ? BLACK : WHITE
  for (let step = 0; ; step++) {
    const mixed = print(from.map((part, index) => part + (((to[index] ?? 0) - part) * step) / 24) as Rgb)
    // 4.6 and not 4.5: the surface may be tinted a little (hover).
    if (step === 24 || contrast(mixed, surface) >= 4.6) return mixed
  }
}

/** The custom properties of an accent, as one rule for an adopted style sheet. */
export function accentRule(accent: string): string {
  const text = `light-dark(${readableOn(accent, LIGHT_SURFACE)},${readableOn(accent, DARK_SURFACE)})`
  return `.root{--accent:${accent};--on-accent:${inkOn(accent)};--accent-text:${text}}`
}
