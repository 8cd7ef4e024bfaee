/** What is written about metrics elsewhere, compared with what the code registers: the docs, the dashboard, the alerts. */
import { readFileSync } from 'node:fs'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { expect, it } from 'vitest'
import { FAMILIES } from '../../../proxy/metrics/families.ts'
import type { MetricFamily } from '../../../proxy/metrics/families.ts'
import { page, rows } from '../../pages.ts'

const ours: Record<string, MetricFamily> = FAMILIES

/** Labels of every name that a query may use. */
function queryable(): Map<string, readonly string[]> {
  const names = new Map<string, readonly string[]>()
  for (const [name, { type, labels }] of Object.entries(ours)) {
    if (type !== 'histogram') names.set(name, labels)
    else {
      names.set(`${name}_bucket`, [...labels, 'le'])
      for (const suffix of ['_sum', '_count']) names.set(name + suffix, labels)
    }
  }
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  for (const { name } of registry.getMetricsAsArray()) names.set(name, [])
  registry.clear()
  return names
}

/** What the scraper adds. */
const SCRAPED = ['job', 'instance']

/** Everything that is wrong with an expression. */
function problemsOf(expression: string): string[] {
  const known = queryable()
  const used = [...expression.matchAll(/\b((?:support|nodejs|process)_\w+)(?:\{([^}]*)\})?/g)]
  if (used.length === 0) return [`nothing is asked for in ${expression}`]
  const all = new Set([...SCRAPED, ...used.flatMap(([, name]) => known.get(name!) ?? [])])
  const grouped = [...expression.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, labels]) => labels!.split(/,\s*/))
  const selected = used.flatMap(([, name, labels = '']) =>
    [...labels.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)]
      .filter(([, label]) => ![...SCRAPED, ...(known.get(name!) ?? [])].includes(label!))
      .map(([, label]) => `${name} has no label ${label}`),
  )
  return [
    ...used.filter(([, name]) => !known.has(name!)).map(([, name]) => `there is no ${name}`),
    ...selected,
    ...grouped.filter((label) => !all.has(label)).map((label) => `nothing has a label ${label}`),
  ]
}

interface Dashboard {
  panels: { title: string; targets: { expr: string; legendFormat: string }[] }[]
  templating: { list: { definition?: string }[] }
}

const dashboard = JSON.parse(readFileSync('docs/examples/metrics/grafana.json', 'utf8')) as Dashboard
const targets = dashboard.panels.flatMap(({ title, targets: own }) =>
  own.map((target) => ({ title, ...target })),
)
const alerts = readFileSync('docs/examples/metrics/alerts.yml', 'utf8')

it('the docs have every family with its type, its labels and its words, and no other', () => {
  const table = Object.fromEntries(rows(page('docs/metrics.md', '## What is counted')))
  expect(Object.keys(table)).toEqual(Object.keys(ours))
  for (const [name, { type, labels, help, shared }] of Object.entries(ours))
    expect(table[name]?.slice(0, 4), name).toEqual([type, labels.join(', '), shared ? 'yes' : '', help])
})

it.each(targets)('the dashboard asks for what there is: $title, $legendFormat', ({ expr, legendFormat }) => {
  expect(problemsOf(expr)).toEqual([])
  for (const [, label] of legendFormat.matchAll(/\{\{(\w+)\}\}/g)) expect(expr).toContain(label)
})

/** What `promtool check metrics` finds, of ours. */
it('names say what they are as Prometheus has it', () => {
  for (const [name, { type, labels }] of Object.entries(ours)) {
    expect(name.endsWith('_total'), name).toBe(type === 'counter')
    for (const kept of ['quantile', 'le']) expect(labels, name).not.toContain(kept)
  }
})

it('there is an alert for each kind of message that needs an operator', () => {
  for (const kind of ['stuck', 'partial', 'damaged'])
    expect(alerts).toContain(`support_attention_messages{kind="${kind}"}`)
})

it('the dashboard shows every family of ours', () => {
  const shown = targets.map(({ expr }) => expr).join('\n')
  const unseen = Object.keys(ours).filter((name) => !shown.includes(name))
  expect(unseen).toEqual([])
  for (const { definition } of dashboard.templating.list)
    if (definition !== undefined) expect(Object.keys(ours)).toContain(/\((\w+),/.exec(definition)![1])
})

it('the alert rules ask for what there is, and each says what to do', () => {
  const expressions = [...alerts.matchAll(/^ +expr: (.+)$/gm)].map(([, expression]) => expression!)
  expect(expressions).toHaveLength(alerts.match(/- alert:/g)!.length)
  expect(alerts.match(/description:/g)).toHaveLength(expressions.length)
  for (const expression of expressions) expect(problemsOf(expression), expression).toEqual([])
})

it('finds a name, a label and a grouping that are none', () => {
  expect(problemsOf('sum(support_nothing)')).toEqual(['there is no support_nothing'])
  expect(problemsOf('support_store_up{shop="a"}')).toEqual(['support_store_up has no label shop'])
  expect(problemsOf('sum by (shop) (support_store_up)')).toEqual(['nothing has a label shop'])
})
