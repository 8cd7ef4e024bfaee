/** A site's own fields in the form that works without JavaScript. */
import { describe, expect, it } from 'vitest'
import type { FieldRule } from '../../../proxy/contract/form.ts'
import { fieldProblemText as documentText, withLabel } from '../../../proxy/embed/problem-text.ts'
import { wordsOf } from '../../../proxy/embed/texts.ts'
import { fieldProblemText, labelledProblemText } from '../../../widget/parts/fields/field-problem.ts'
import { languages } from '../../../widget/i18n/all-texts.ts'
import { CHANNEL, ORIGIN } from '../../harness/proxy/builders.ts'
import { anEmbeddedApp, fieldsOf, OWN } from '../../harness/proxy/an-embed.ts'
import { FIELD_PROBLEMS } from '../../../proxy/contract/problems.ts'
import type { Speech } from '../../../widget/form/part-view.ts'

const SITE = {
  channel: CHANNEL,
  origins: [ORIGIN],
  locale: 'en',
  // The words of the widget's own files may be others.
  texts: {
    en: {
      topic: 'About?',
      choose: 'Choose',
      onlyIf: 'Only for {values}.',
      fillIn: 'Fill this in',
      files: 'Files',
      fileLimit: '{n} of {size}',
      fileTypes: 'Types',
    },
  },
  topic: 'required',
  topics: [
    { key: 'order', label: { en: 'An order', nl: 'Een bestelling' } },
    { key: 'press', label: 'Press', hidden: true },
  ],
  fields: [
    {
      key: 'number',
      type: 'text',
      label: 'Order <number>',
      hint: 'As on the bill',
      required: true,
      pattern: '\\d{4}',
      error: 'Four digits',
      showWhen: { topic: 'order' },
    },
    {
      key: 'size',
      type: 'radio',
      label: 'Size',
      options: ['s', 'l'].map((value) => ({ value, label: value.toUpperCase() })),
    },
    {
      key: 'extras',
      type: 'checkboxes',
      label: 'Extras',
      options: ['bow', 'box'].map((value) => ({ value, label: value })),
    },
    { key: 'rush', type: 'checkbox', label: 'In a hurry' },
    { key: 'day', type: 'date', label: 'Day', min: '2026-01-01' },
    { key: 'source', type: 'hidden', default: 'plain' },
  ],
  files: { max: 2, maxMegabytes: 1, types: ['text/plain'] },
}

const anApp = () => anEmbeddedApp({ publicUrl: OWN, sites: { shop: SITE } })

/** Posts the form as a browser does that has files to send. */
async function send(app: ReturnType<typeof anApp>, changes: [string, string][], files: File[] = []) {
  const document = await (await app.get('/embed/shop')).text()
  const { id = '', token = '', site = '', locale = '' } = fieldsOf(document)
  const form = new FormData()
  const fixed = { id, token, site, locale, email: 'ada@example.com', message: 'Where is it?' }
  for (const [name, value] of Object.entries(fixed)) form.set(name, value)
  for (const [name, value] of changes) form[name in fixed ? 'set' : 'append'](name, value)
  for (const file of files) form.append('files', file)
  const response = await app.app.request(`${OWN}/api/tickets`, {
    method: 'POST',
    body: form,
    headers: { Accept: 'text/html', Origin: OWN },
  })
  return { id, response, text: await response.text() }
}

describe('the form without JavaScript', () => {
  it('asks for topic, fields and files, with labels, hints and when they count', async () => {
    const document = await (await anApp().get('/embed/shop')).text()
    expect(document).toContain('enctype="multipart/form-data"')
    expect(document).toMatch(/<select id="topic" name="topic"\s+required\s+aria-invalid="false"[^>]*>/)
    expect(document).not.toContain('aria-invalid="true"')
    expect(document).toContain('>An order</option>')
    expect(document).not.toContain('<option value="press"')
    expect(document).toContain('<bdi>Order &lt;number&gt;</bdi> ')
    expect(document).toContain('<p><bdi>As on the bill</bdi></p><p><bdi>Only for An order.</bdi></p>')
    expect(document).toMatch(/type="radio" name="fields\[size\]" value="s"/)
    expect(document).toMatch(/<input type="hidden" name="fields\[source\]" value="plain"/)
    expect(document).toContain('<p><bdi>2 of 1 MB</bdi></p><p><bdi>Types: TXT</bdi></p>')
    expect(document).toMatch(/accept="text\/plain"/)
    // What comes after a file is not read.
    expect(document.indexOf('type="file"')).toBeGreaterThan(document.lastIndexOf('name="fields['))
  })

  it('takes what was filled in, files included, and says that it is safe', async () => {
    const app = anApp()
    const answers: [string, string][] = [
      ['topic', 'order'],
      ['fields[number]', '1234'],
      ['fields[extras]', 'bow'],
      ['fields[extras]', 'box'],
      ['fields[source]', 'plain'],
    ]
    const { id, response } = await send(app, answers, [new File(['hi'], 'a.txt', { type: 'text/plain' })])
    expect(response.status).toBe(303)
    expect(app.outbox.due(true)?.submission).toMatchObject({
      topic: 'order',
      fields: { number: '1234', extras: ['bow', 'box'], source: 'plain' },
    })
    expect(app.outbox.files(id)).toMatchObject([{ name: 'a.txt', size: 2 }])
  })

  it('says all that is wrong at once, also when the message itself is missing', async () => {
    const answers: [string, string][] = [
      ['topic', 'order'],
      ['message', ''],
      ['email', 'ada'],
      ['fields[number]', '12'],
      ['fields[day]', '2020-01-01'],
    ]
    const { response, text } = await send(anApp(), answers)
    expect(response.status).toBe(422)
    for (const id of ['message', 'email', 'field-number', 'field-day'])
      expect(text).toContain(`<a href="#${id}"`)
  })

  it('shows again what was written, with what is wrong at its field and in the summary', async () => {
    const answers: [string, string][] = [
      ['topic', 'order'],
      ['fields[number]', '12'],
      ['fields[size]', 'l'],
      ['fields[extras]', 'box'],
      ['fields[rush]', 'yes'],
      ['fields[day]', '2026-05-01'],
    ]
    const { response, text } = await send(anApp(), answers)
    expect(response.status).toBe(422)
    expect(text).toContain('<a href="#field-number">Order &lt;number&gt;: Four digits</a>')
    expect(text).toMatch(
      /id="field-number"[^>]*aria-invalid="true"[^>]*aria-describedby="field-number-hint field-number-problem"/,
    )
    expect(text).toContain('value="12"')
    expect(text).toContain('<option value="order" selected>')
    expect(text).toMatch(/name="fields\[size\]" value="l" checked/)
    expect(text).toMatch(/name="fields\[extras\]" value="box" checked/)
    expect(text).not.toMatch(/name="fields\[extras\]" value="bow" checked/)
    expect(text).toMatch(/name="fields\[rush\]" value="yes" checked/)
    expect(text).toContain('value="2026-05-01"')
  })

  it('says what is missing, and what file cannot be sent', async () => {
    const missing = await send(anApp(), [['fields[size]', 's']])
    expect(missing.text).toContain('<a href="#topic">About? Choose</a>')
    // Under its label, which is not said twice.
    expect(missing.text).toContain('<p class="problem" id="topic-problem">Choose</p>')
    const wrong = await send(
      anApp(),
      [
        ['topic', 'order'],
        ['fields[number]', '1234'],
      ],
      [new File(['MZ\0'], 'a.exe')],
    )
    expect(wrong.response.status).toBe(422)
    expect(wrong.text).toContain(
      '<a href="#files">\u2068a.exe\u2069 is of a type that cannot be sent here</a>',
    )
  })

  it('says which files have to be chosen anew, because something else was wrong', async () => {
    const files = [
      new File(['hi'], 'one.txt', { type: 'text/plain' }),
      new File(['x'], '../two.txt', { type: 'text/plain' }),
    ]
    const { text } = await send(anApp(), [], files)
    expect(text).toMatch(/no longer attached: \u2068one\.txt\u2069 and \u2068two\.txt\u2069\./)
  })

  it('names files as text, whatever they are called', async () => {
    const { text } = await send(
      anApp(),
      [],
      [new File(['hi'], '<img src=x onerror=alert(1)>.txt', { type: 'text/plain' })],
    )
    expect(text).toContain('img src=x onerror=alert(1)')
    expect(text).not.toContain('<img')
  })

  it.each(['en', 'nl', 'ar'])('says what is wrong in the words of the widget: %s', async (locale) => {
    const words = wordsOf(languages, locale, undefined)
    const texts = { ...languages[locale]!.texts } as Speech['texts']
    const fields: FieldRule[] = [
      { key: 'a', type: 'text', label: 'a', minLength: 2, maxLength: 3 },
      { key: 'b', type: 'number', label: 'b', min: 1000, max: 2000 },
      { key: 'c', type: 'date', label: 'c', min: '2026-01-01', max: '2026-12-31' },
      { key: 'd', type: 'checkboxes', label: 'd', min: 2, max: 3, options: [] },
      { key: 'e', type: 'checkbox', label: 'e' },
      { key: 'f', type: 'tel', label: 'f', error: 'Own words' },
      { key: 'g', type: 'email', label: 'g' },
      { key: 'h', type: 'select', label: 'h', options: [] },
    ]
    const definition = { fields } as never
    for (const field of fields)
      for (const problem of FIELD_PROBLEMS) {
        const value = 'x'.repeat(9)
        const asked = {
          definition,
          words,
          answers: { [field.key]: value },
          problems: { [`fields[${field.key}]`]: problem },
          fileNames: [],
        }
        const said = documentText(asked, field)
        const own = problem === 'invalid' && field.error !== undefined
        const shown = own ? said : withLabel(words, field.key, said)
        expect(shown).toBe(labelledProblemText(field, problem, value, { texts, locale, fallback: undefined }))
        expect(said).toBe(fieldProblemText(field, problem, value, { texts, locale, fallback: undefined }))
      }
  })

  it('draws nothing of a site that asks for no more', async () => {
    const app = anEmbeddedApp()
    const document = await (await app.get('/embed/shop')).text()
    expect(document).not.toMatch(/enctype|<select|fields\[|type="file"/)
  })
})
