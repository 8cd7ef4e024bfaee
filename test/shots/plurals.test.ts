/** A table for the eye, `shots/plurals.md`: every text that counts, in every language, for numbers of every kind. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { en } from '../../widget/i18n/en/form.ts'
import { counted, fill, readTexts } from '../../widget/i18n/texts.ts'
import type { Plural } from '../../widget/i18n/plural.ts'
import { TAGS } from '../../widget/i18n/tags.ts'

const NUMBERS = [0, 1, 2, 3, 5, 11, 21, 100, 1.5]

/** What else has a place in them. */
const VALUES = { name: 'a.png', size: '5 MB' }

test('each number is told in words of every language', async () => {
  let table = ''
  for (const tag of TAGS) {
    const form = tag === 'en' ? en : await readTexts<object>(`${tag}/form`)
    const texts = { ...form, ...(await readTexts<object>(`${tag}/fields`)) }
    const plurals = Object.entries(texts).filter(
      (entry): entry is [string, Plural] => typeof entry[1] === 'object',
    )
    expect(plurals).toHaveLength(8)
    for (const [key, plural] of plurals) {
      const said = NUMBERS.map((n) => fill(counted(plural, n, tag), VALUES))
      expect(said.join(' '), `${tag} ${key}`).not.toMatch(/[{}]|undefined/)
      table += `\n## ${tag} ${key}\n\n${said.map((text, at) => `- ${NUMBERS[at]}: ${text}\n`).join('')}`
    }
  }
  mkdirSync('shots', { recursive: true })
  writeFileSync('shots/plurals.md', table)
})
