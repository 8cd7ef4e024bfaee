/**
 * Times, numbers, sizes and lists in every language, as the server writes them and as three engines do. What differs is
 * written to `shots/formats.md`, for the eye.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { transformWithOxc } from 'vite'
import { afterAll, describe, expect, test } from 'vitest'
import { span } from '../../proxy/contract/office-hours.ts'
import { officeTime } from '../../proxy/embed/consent-and-reply.ts'
import { TAGS } from '../../widget/i18n/tags.ts'
import { CHROMIUM_FLAGS, chromiumPath } from '../harness/browser/chromium.ts'
import { ENGINES } from '../harness/engines/engine.ts'

/** What is written for a language, by what it is. */
type Written = Record<string, string>

/** The times that the proxy and the widget write: `when` and `span`, or what stands for them. */
interface Clock {
  time: (instant: number, now: number, locale: string, zone: string) => string
  span: (hours: number, locale: string) => string
}

/** Runs here and in the engines, so it knows nothing but its arguments. */
function written(locale: string, clock: Clock): Written {
  const now = Date.UTC(2026, 2, 10, 7)
  const at = (day: number, hour: number) => clock.time(Date.UTC(2026, 2, day, hour, 5), now, locale, 'UTC')
  const number = (n: number, options: Intl.NumberFormatOptions = {}) =>
    new Intl.NumberFormat(locale, options).format(n)
  const list = (type: 'conjunction' | 'disjunction' | 'unit') =>
    new Intl.ListFormat(locale, { type }).format(['a', 'b', 'c'])
  const size = { style: 'unit', unitDisplay: 'short', maximumFractionDigits: 1 } as const
  const day = { dateStyle: 'long', timeZone: 'UTC', calendar: 'gregory' } as const
  return {
    morning: at(10, 9),
    afternoon: at(10, 13),
    weekday: at(12, 16),
    'date and time': at(24, 16),
    date: new Intl.DateTimeFormat(locale, day).format(Date.UTC(2026, 0, 31)),
    spans: [0.5, 1, 1.5, 2, 5, 48, 120].map((hours) => clock.span(hours, locale)).join(' · '),
    numbers: [1, 1234, 12_345.6, -5].map((n) => number(n)).join(' · '),
    percent: number(0.45, { style: 'percent' }),
    sizes: ['kilobyte', 'megabyte'].map((unit) => number(4.5, { ...size, unit })).join(' · '),
    and: list('conjunction'),
    or: list('disjunction'),
    names: list('unit'),
  }
}

/**
 * Where an engine may differ. Firefox 140 keeps two digits of a Persian hour beside the name of a zone; WebKitGTK uses
 * the ICU of Debian 12 (72), which is older than the Arabic digits, units and spaces that the others have.
 */
const OLDER: Readonly<Record<string, readonly string[]>> = {
  Chromium: [],
  Firefox: ['fa'],
  WebKit: ['ar', 'bg', 'da', 'fi', 'he', 'hu', 'it', 'nl', 'pl', 'sl', 'zh-Hant'],
}

const here: Clock = {
  time: (instant, now, locale, timeZone) => officeTime(instant, now, { locale }, { timeZone }),
  span,
}
const server = Object.fromEntries(TAGS.map((tag) => [tag, written(tag, here)]))

const OFFICE_HOURS = 'proxy/contract/office-hours.ts'
const officeHours = (await transformWithOxc(readFileSync(OFFICE_HOURS, 'utf8'), OFFICE_HOURS)).code

/** The same in a page, with the functions of the widget. */
const BODY = `
  const { when, span } = new Function(${JSON.stringify(
    officeHours.replace(/^export /gm, ''),
  )} + '; return { when, span }')()
  const written = ${written.toString()}
  const time = (instant, now, locale, zone) => when(instant, now, locale, undefined, zone)
  return JSON.stringify(${JSON.stringify(TAGS)}.map((tag) => [tag, written(tag, { time, span })]))
`

async function inChromium(): Promise<unknown> {
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: CHROMIUM_FLAGS })
  const page = await browser.newPage()
  return page.evaluate(`(() => { ${BODY} })()`).finally(() => browser.close())
}

const engines = ENGINES.map(([name, isHere, start]) => {
  const ask = async () => {
    const engine = await start()
    await engine.go('about:blank')
    return engine.run(BODY).finally(() => engine.close())
  }
  return [name, isHere, ask] as const
})

let table = ''
afterAll(() => {
  mkdirSync('shots', { recursive: true })
  writeFileSync('shots/formats.md', table)
})

describe.each([['Chromium', true, inChromium] as const, ...engines])('%s', (name, isHere, ask) => {
  test.runIf(isHere)('writes times, numbers and lists as the server does', async () => {
    const theirs = JSON.parse(String(await ask())) as [string, Written][] // as: written by BODY
    const different = theirs.flatMap(([tag, all]) =>
      Object.entries(all)
        .filter(([what, text]) => text !== server[tag]?.[what])
        .map(
          ([what, text]) => [tag, `${tag} ${what}: "${server[tag]?.[what]}" here, "${text}" there`] as const,
        ),
    )
    table += `\n## ${name}\n\n${different.map(([, text]) => `- ${text}\n`).join('')}`
    const unknown = different.filter(([tag]) => !OLDER[name]?.includes(tag))
    expect(unknown.map(([, text]) => text)).toEqual([])
  })
})
