/** Which articles are found by what somebody writes. */
import { expect, it } from 'vitest'
import { createIndex } from '../../../proxy/articles/article-index.ts'

const article = (key: string, title: string, text = '') => ({ key, title, text })

const ALL = [
  article('password', 'Reset your password', 'Choose the link on the page where you sign in.'),
  article('rueckgabe', 'Rückgabe und Umtausch', 'Senden Sie die Ware innerhalb von zwei Wochen.'),
  article('ja', 'パスワードをリセットする', 'ログイン画面で選びます。'),
  article('delivery', 'Where parcels are', 'The carrier delivers parcels before noon.'),
]

/** What is found of all, unless some are not offered. */
async function found(written: string, all = ALL, isOffered: (key: string) => boolean = () => true) {
  return (await createIndex(all))(written, isOffered)
}

it('finds an article by a word of its title, whatever its case, marks and ending, and with a mistake', async () => {
  expect(await found('I forgot my PASSWORD')).toEqual(['password'])
  expect(await found('I forgot my passwords')).toEqual(['password'])
  expect(await found('I forgot my pasword')).toEqual(['password'])
  expect(await found('eine ruckgabe bitte')).toEqual(['rueckgabe'])
})

it('finds one by two words of its text, and not by one alone', async () => {
  expect(await found('when does the carrier come')).toEqual([])
  expect(await found('does the carrier come before dinner')).toEqual(['delivery'])
})

it('finds words where no space is between them', async () => {
  expect(await found('パスワードを忘れました')).toEqual(['ja'])
})

it('finds nothing by short words, by nothing, and by what only looks like a question to the index', async () => {
  for (const written of ['', ' ', 'a of the und', '😀', '**', 'constructor'])
    expect(await found(written)).toEqual([])
})

it('tells three at most, the best first, and none that the site does not offer', async () => {
  const many = ['a', 'b', 'c', 'd'].map((key) => article(key, 'Invoices', 'about other things'))
  const best = article('best', 'Invoices by e-mail', 'Where invoices are sent')
  const all = [...many, best]
  expect(await found('invoices where email', all)).toHaveLength(3)
  expect((await found('invoices where sent', all))[0]).toBe('best')
  expect(await found('invoices', all, (key) => key === 'b')).toEqual(['b'])
})

it('goes by no word that is in too many of the articles', async () => {
  const help = Array.from({ length: 12 }, (_, at) =>
    article(String(at), `Thing${'abcdefghijkl'[at]}`, 'Your account'),
  )
  const all = [...help, article('close', 'Close your account', 'Goodbye')]
  expect(await found('your account', all)).toEqual([])
  expect(await found('how to close your account', all)).toEqual(['close'])
})
