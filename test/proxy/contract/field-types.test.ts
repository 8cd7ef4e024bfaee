import { expect, it, test } from 'vitest'
import { attributesOf, FIELD_TYPES, lengthIn, type FieldType } from '../../../proxy/contract/field-types.ts'
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
  [{ type: 'email' }, { type: 'email', spellcheck: false }],
] as const)('%j is drawn with %j', (field, attributes) => {
  expect(attributesOf(field)).toMatchObject(attributes)
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
