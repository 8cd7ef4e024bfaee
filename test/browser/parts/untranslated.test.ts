/** A form that asks for everything, in a language that does not exist: what is left in plain letters was forgotten. */
import { expect, test } from 'vitest'
import { en } from '../../../widget/i18n/en/form.ts'
import { texts as after } from '../../../widget/i18n/en/conversation.ts'
import { texts } from '../../../widget/i18n/en/fields.ts'
import { aStand } from '../../harness/browser/form-visitor.ts'
import { en as later } from '../../../widget/i18n/en/parts.ts'
import { fakeScreen, hand, pdf, picture, slowDown } from '../../harness/browser/file-visitor.ts'
import { isSeen, pseudo } from '../../harness/browser/pseudo-locale.ts'
import { misfits, wordsOnScreen } from '../../harness/browser/screen.ts'

const world = aStand()

test('no word of English, and every text of fields and files, is on its screens', async () => {
  // Where there are files, another text takes its place.
  const { too_large: _, ...usual } = en
  const own = Object.fromEntries(
    Object.entries({ ...usual, ...texts }).map(([key, text]) => [
      key,
      pseudo(typeof text === 'string' ? text : text.other),
    ]),
  ) as Record<keyof typeof texts, string>
  // Of other parts, only what is under every failure, and what follows a message.
  const more = Object.entries(after).map(([key, text]) => [key, pseudo(text)])
  const told = {
    ...own,
    keep: pseudo(later.keep),
    keepNote: pseudo(later.keepNote),
    ...Object.fromEntries(more),
  }
  const options = ['1', '2', '3'].map((value) => ({ value, label: value }))
  world.define({
    texts: { en: told },
    topic: 'required',
    topics: [{ key: '1', label: '1' }],
    fields: [
      { key: 'short', type: 'text', label: '1:', minLength: 3, required: true },
      { key: 'url', type: 'url', label: '2:' },
      { key: 'tel', type: 'tel', label: '3:' },
      { key: 'low', type: 'number', label: '4:', min: 2 },
      { key: 'high', type: 'number', label: '5:', max: 2 },
      { key: 'number', type: 'number', label: '6:' },
      { key: 'early', type: 'date', label: '7:', min: '2026-01-01' },
      { key: 'late', type: 'date', label: '8:', max: '2026-01-01' },
      { key: 'few', type: 'checkboxes', label: '9:', min: 2, options },
      { key: 'many', type: 'checkboxes', label: '10', max: 1, options },
      { key: 'box', type: 'checkbox', label: '11:', required: true },
      { key: 'bad', type: 'date', label: '12:' },
    ],
    files: {
      max: 2,
      maxBytes: 300_000,
      types: ['application/pdf', 'image/png', '.1', '.2', '.3', '.4', '.5', '.6'],
    },
  })
  const { page, field, notice } = await world.visitor(undefined, { viewport: { width: 320, height: 640 } })
  const root = page.locator('support-widget')
  const submit = root.locator('[type=submit]')
  const seen = new Set<string>()
  const look = async (state: string) => {
    const words = await wordsOnScreen(page)
    // Names of files and types, units, months and lists are not ours to translate.
    const plain = words.map((text) =>
      text.replace(
        /\u2068.*?\u2069|\b(kB|byte|bytes|MB|PDF|PNG|January|and)\b|\w*\.\w{3}|R[\dA-F]{8}|help@example\.com/g,
        '',
      ),
    )
    expect(
      plain.filter((text) => /[a-z]/i.test(text)),
      state,
    ).toEqual([])
    expect(await misfits(page, ['en']), state).toEqual([])
    for (const text of words) seen.add(text)
  }
  await fakeScreen(page)
  await root.locator('.trigger').click()
  await field('short').waitFor()
  await look('open')
  await submit.click()
  await notice.waitFor()
  await look('nothing filled')
  for (const [key, value] of Object.entries({
    short: 'x',
    url: 'x',
    tel: 'x',
    low: '1',
    high: '3',
    number: 'x',
    early: '2025-12-31',
    late: '2026-01-02',
  }))
    await field(key).fill(value)
  await field('few-1').check()
  for (const box of ['many-1', 'many-2']) await field(box).check()
  await field('bad').click()
  await page.keyboard.type('1')
  await submit.click()
  await notice.getByText('9:').waitFor()
  await look('filled wrongly')

  const choose = (...files: ReturnType<typeof picture>[]) =>
    root.locator('input[type=file]').setInputFiles(files)
  await choose(picture('1.png'))
  await look('a file')
  await page.locator('#file-0').click()
  await look('no file')
  await choose(
    pdf(100_000),
    pdf(300_001, '2.pdf'),
    { ...pdf(9, '3.pdf'), buffer: Buffer.alloc(0) },
    picture('4.html'),
  )
  await look('some refused')
  await choose(picture('1.png'), picture('2.png'))
  await choose(picture('3.png'))
  await look('files')
  await hand(page, 'drop', [['5.exe', 'application/x-msdownload']])
  await look('refused')
  await page.reload()
  await fakeScreen(page)
  await root.locator('.trigger').click()
  await root.locator('#files').waitFor()
  await look('lost')
  await choose(picture('8.png'), picture('9.png'))
  await look('several')
  for (const at of [1, 0]) await page.locator('#file-' + at).click()

  await root.locator('#shot').click()
  await root.locator('.shot canvas').waitFor()
  await page.keyboard.press('ArrowLeft')
  const said = root.locator('.shot [role=status]')
  await expect.poll(() => said.textContent()).not.toBe('')
  await look('screenshot')
  await root.locator('.shot .quiet').first().click()
  await look('blacked out')
  await page.keyboard.press('Escape')
  await page.evaluate(() =>
    Object.assign(navigator.mediaDevices, { getDisplayMedia: () => Promise.reject(new Error()) }),
  )
  await root.locator('#shot').click()
  await root.getByText(own.noShot).first().waitFor()
  await look('no screenshot')

  world.define({ texts: { en: told }, files: { max: 1, maxBytes: 9_000_000, types: ['*'] } })
  await page.reload()
  await root.locator('.trigger').click()
  await root.locator('#files').waitFor()
  await root.locator('#message').fill('1')
  await root.locator('#email').fill('1@2.33')
  await choose(pdf(1_000_000))
  await slowDown(page, 500_000)
  await submit.click()
  await root.locator('progress').waitFor()
  await look('sending')
  for (const [status, body, words] of [
    [507, { code: 'no_room' }, own.no_room],
    [408, { code: 'too_slow' }, own.too_slow],
    [413, {}, own.filesTooLarge],
    [422, { code: 'invalid', fields: { 'files[0]': 'invalid' } }, own.fileGone.split('{name}')[1]!],
  ] as const) {
    await root.locator('.sent').or(notice).first().waitFor()
    if (await root.locator('.secondary').count()) {
      await root.locator('.secondary').click()
      await root.locator('#message').fill('1')
      await choose(pdf(60_000))
    }
    world.stand.answer({ status, body })
    await submit.click()
    await notice.getByText(words.trim()).first().waitFor()
    await look(String(status))
  }

  // That one is for forms without JavaScript.
  const missing = Object.keys(texts).filter(
    (key) => key !== 'onlyIf' && !isSeen(own[key as keyof typeof texts], seen),
  )
  expect(missing).toEqual([])
})
