/** Files that are made of the table of options. `npm run docs` writes them by this test, which says when they are stale. */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { OPTIONS, type AnyOption } from '../widget/api/options.ts'
import { ELEMENT_OPTIONS, FRAME_OPTIONS, readOptions } from '../widget/api/read-options.ts'
import { OPTION_FILES } from '../widget/build/option-files.ts'

it.each(Object.entries(OPTION_FILES))('%s is what the table of options says', async (file, make) => {
  const present = existsSync(file) ? readFileSync(file, 'utf8') : ''
  await expect(make(present)).toMatchFileSnapshot(resolve(file))
})

it('the readers know the options of the table, and no other', () => {
  const named = (fits: (option: AnyOption) => unknown) => OPTIONS.filter(fits).map(({ name }) => name)
  expect(Object.keys(readOptions([]))).toEqual(named(() => true).toSorted())
  expect(ELEMENT_OPTIONS).toEqual(named(({ element }) => element))
  expect(FRAME_OPTIONS.toSorted()).toEqual(named(({ frame }) => frame).toSorted())
})

it('every choice has its default among its words', () => {
  for (const { values, default: usual } of OPTIONS as readonly AnyOption[])
    if (values) expect(values).toContain(usual)
})
