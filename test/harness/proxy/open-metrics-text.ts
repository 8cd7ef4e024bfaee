/** A strict reader of OpenMetrics text (the specification's "Text format", 1.0): throws at whatever a scraper would refuse. */

export interface Sample {
  family: string
  name: string
  labels: Record<string, string>
  value: number
}

export interface ScrapedFamily {
  type: string
  help: string
}

const SUFFIXES: Record<string, readonly string[]> = {
  counter: ['_total', '_created'],
  gauge: [''],
  histogram: ['_bucket', '_sum', '_count', '_created'],
  summary: ['', '_sum', '_count', '_created'],
  info: ['_info'],
  unknown: [''],
}

const SAMPLE =
  /^([a-zA-Z_:][\w:]*)(?:\{((?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\["\\n])*",?)*)\})? (\S+)(?: \d+(?:\.\d+)?)?$/

function labelsOf(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)"/g)]
  const labels = Object.fromEntries(pairs.map(([, name, value]) => [name!, value!]))
  if (Object.keys(labels).length !== pairs.length) throw new Error(`The same label twice: ${text}`)
  return labels
}

/** Every family and sample of a scrape. */
export function readOpenMetrics(text: string): { families: Map<string, ScrapedFamily>; samples: Sample[] } {
  if (!text.endsWith('\n# EOF\n')) throw new Error('It does not end with # EOF.')
  const families = new Map<string, ScrapedFamily>()
  const samples: Sample[] = []
  const seen = new Set<string>()
  let current = ''
  for (const line of text.slice(0, -'# EOF\n'.length).trimEnd().split('\n')) {
    const [, kind, name = '', rest = ''] = /^# (HELP|TYPE|UNIT) (\S+) ?(.*)$/.exec(line) ?? []
    if (kind !== undefined) {
      if (name !== current && families.has(name)) throw new Error(`${name} is in two places.`)
      current = name
      const family = families.get(name) ?? { type: 'unknown', help: '' }
      families.set(name, kind === 'TYPE' ? { ...family, type: rest } : { ...family, help: rest })
      continue
    }
    const [, sample, labels = '', number] = SAMPLE.exec(line) ?? []
    if (sample === undefined) throw new Error(`Not a line of OpenMetrics: ${line}`)
    const { type } = families.get(current) ?? { type: '' }
    if (!SUFFIXES[type]?.some((suffix) => sample === current + suffix))
      throw new Error(`${sample} is no sample of the ${type} ${current}.`)
    const value = number === '+Inf' ? Infinity : Number(number)
    if (Number.isNaN(value) && !/^nan$/i.test(number ?? '')) throw new Error(`Not a number: ${line}`)
    const key = `${sample}{${labels}}`
    if (seen.has(key)) throw new Error(`${key} is there twice.`)
    seen.add(key)
    samples.push({ family: current, name: sample, labels: labelsOf(labels), value })
  }
  return { families, samples }
}
