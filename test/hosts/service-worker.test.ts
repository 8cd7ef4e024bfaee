/**
 * Pages whose service worker answers in the proxy's place, as those of applications do that answer everything they do not
 * know with their first page, or fetch it in a way of their own; or never answers, or stops half way.
 */
import { expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
import { SOON } from '../harness/hosts/lazy-page.ts'

const stand = useFakeProxy()

/** Asks the page's server before each request what to do with it: a name of these, of what a test says. */
const WORKER = `
const page = () => new Response('<!doctype html><title>App</title><p>App', { headers: { 'Content-Type': 'text/html' } })
const ways = {
  html: page,
  opaque: (request) => fetch(request.url, { mode: 'no-cors' }),
  empty: () => new Response('{}', { headers: { 'Content-Type': 'application/json' } }),
  silent: () => new Promise(() => {}),
  half: (request) => {
    const type = request.url.includes('/assets/') ? 'text/javascript' : 'application/json'
    const start = (body) => body.enqueue(new TextEncoder().encode('{"reference": '))
    return new Response(new ReadableStream({ start }), { headers: { 'Content-Type': type } })
  },
}
addEventListener('install', () => skipWaiting())
addEventListener('activate', (event) => event.waitUntil(clients.claim()))
const answer = async (request) => {
  const [what, way] = (await (await fetch('/way', { cache: 'no-store' })).text()).split(' ')
  return request.url.includes(what) ? ways[way](request) : fetch(request)
}
addEventListener('fetch', (event) => {
  if (!event.request.url.startsWith(location.origin)) event.respondWith(answer(event.request))
})`

/** A page with such a worker, and the tag in it. */
async function visitor(way: string) {
  stand.page('/way', way)
  stand.page('/worker.js', WORKER, { 'Content-Type': 'text/javascript' })
  const one = await visit(stand, hostPage(stand, { tag: '', head: SOON }))
  await one.page.evaluate(`navigator.serviceWorker.register('/worker.js')`)
  await one.page.waitForFunction('navigator.serviceWorker.controller')
  await one.page.addScriptTag({ url: stand.proxy + 'support.js' })
  return one
}

test.each(['html', 'opaque', 'silent', 'half'])(
  'one that answers our files by %s has the visitor told, who can try again',
  async (way) => {
    const { button, message } = await visitor('/assets/ ' + way)
    await button('Help').click()
    await button('Loading failed. Try again').waitFor()
    stand.page('/way', 'nothing html')
    await button('Loading failed. Try again').click()
    await message.waitFor()
  },
)

test.each(['html', 'opaque', 'empty', 'silent', 'half'])(
  'one that answers the proxy’s own questions by %s confirms no message, which arrives once it is gone',
  async (way) => {
    const { page, write, button, sent } = await visitor('/api/ ' + way)
    await write('A crack in the mug')
    await button('Send message').click()
    await page.getByRole('heading', { name: 'We cannot tell whether your message arrived' }).waitFor()
    stand.page('/way', 'nothing html')
    await button('Try again').click()
    await sent.waitFor()
    // The worker's own way may ask without what was sent.
    const ids = stand.received.flatMap(({ id }) => id ?? [])
    expect(new Set(ids).size).toBe(1)
    expect(stand.received.at(-1)).toMatchObject({ message: 'A crack in the mug' })
  },
)
