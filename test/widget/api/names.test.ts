import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { DRAFT, EVENT, FORM_TAG, MODALS, TRIGGERS, WIDGET_TAG } from '../../../widget/api/names.ts'

const SOURCES = readdirSync('widget', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/^(npm|build)\/|^api\/names|\.d\.ts$/.test(name))
  .map((name) => [name, readFileSync(`widget/${name}`, 'utf8').replace(/^import .*$/gm, '')] as const)

it.each([WIDGET_TAG, FORM_TAG, EVENT, TRIGGERS, MODALS, DRAFT])('the name %s is written once', (name) => {
  const repeated = SOURCES.filter(([, text]) => text.includes(`'${name}`))
  expect(repeated.map(([file]) => file)).toEqual([])
})

it('the style sheets have the names of the elements', () => {
  const css = readFileSync('widget/loader/launcher.css', 'utf8')
  const named = [...css.matchAll(/:host\(([a-z-]+)/g)].map(([, tag]) => tag)
  expect(new Set(named)).toEqual(new Set([WIDGET_TAG, FORM_TAG]))
})

it('no style sheet has a name that a page may have registered for its whole document', () => {
  const sheets = readdirSync('widget', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.css') && !name.startsWith('preview/'))
    .map((name) => readFileSync(`widget/${name}`, 'utf8'))
  const names = sheets.flatMap((css) => [...css.matchAll(/(?<![\w-])--[\w-]+/g)].map(([name]) => name))
  expect(names.length).toBeGreaterThan(100)
  expect(names.filter((name) => !/^--(in|support)-/.test(name))).toEqual([])
})
