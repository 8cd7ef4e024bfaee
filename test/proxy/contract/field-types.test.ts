import { expect, it, test } from 'vitest'
import { attributesOf, FIELD_TYPES, lengthIn, type FieldType } from '../../../proxy/contract/field-types.ts'
import { cleanValue, problemOf } from '../../../proxy/contract/field-rules.ts'
import { anEmbeddedApp, OWN } from '../../harness/proxy/an-embed.ts'
import { CHANNEL, ORIGIN } from '../../harness/proxy/builders.ts'

test.each([
  [
    { type: 'number', min: 0 },
    { type: 'text', inputmode: 'decimal' },
  ],
  // The keyboards of digits have no minus.
  [{ type: 'number', min: -1 }, { inputmode: undefined }],
  [{ type: 'number' }, { inputmode: undefined }],
  [
    { type: 'date', min: '2026-01-01', max: '2026-12-31' },
    { type: 'date', min: '2026-01-01', max: '2026-12-31' },
  ],
  [{ type: 'email' }, { type: 'text', inputmode: 'email', autocomplete: 'email', spellcheck: false }],
] as const)('%j is drawn with %j', (field, attributes) => {
  expect(attributesOf(field)).toMatchObject(attributes)
})

it.each([
  ['tel', '\u202A+49 30 1234\u202C', '+49 30 1234'],
  ['tel', 'tel:+49\u200B301234', '+49301234'],
  ['tel', '“(030) 12 34”', '(030) 12 34'],
  ['url', '<https://example.com/a>', 'https://example.com/a'],
  ['url', '„exam\u00ADple.com/it’s“', 'example.com/it’s'],
  ['url', 'https://نامه\u200Cای.example', 'https://نامه\u200Cای.example'],
  ['number', '\u200E-5', '-5'],
  // There they mean something.
  ['text', '“می\u200Cخواهم” 👩\u200D🚀', '“می\u200Cخواهم” 👩\u200D🚀'],
] as const)('a field of type %s takes %j as %j', (type, typed, value) => {
  const field = { key: 'own', type, label: 'Own' }
  expect(cleanValue(field, typed)).toBe(value)
  expect(problemOf(field, typed)).toBeUndefined()
})

it('counts an e-mail address in characters, all else in code points', () => {
  expect(lengthIn('email', '👩@example.com')).toBe(14)
  expect(lengthIn('text', '👩')).toBe(1)
})

it('has every type drawn by the document with the attributes of its row', async () => {
  const types = Object.keys(FIELD_TYPES) as FieldType[] // as: the table's own names
  const needs = (type: FieldType) => ({
    ...(/menu|radios|boxes/.test(FIELD_TYPES[type].control) && { options: [{ value: 'a', label: 'A' }] }),
    ...(type === 'hidden' ? { default: 'x' } : { label: type }),
  })
  const fields = types.map((type) => ({ key: `own-${type}`, type, ...needs(type) }))
  const site = { channel: CHANNEL, origins: [ORIGIN], fields }
  const app = anEmbeddedApp({ publicUrl: OWN, sites: { shop: site } })
  const page = await (await app.get('/embed/shop')).text()
  for (const type of types) {
    const [element] =
      new RegExp(`<(input|select|textarea)[^>]*"fields\\[own-${type}\\]"[^>]*>`).exec(page) ?? []
    expect(element, type).toBeDefined()
    for (const [name, value] of Object.entries(FIELD_TYPES[type].html ?? {}))
      expect(element).toContain(`${name}="${value}"`)
  }
})
