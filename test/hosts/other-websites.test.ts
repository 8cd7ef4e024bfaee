/** Pages of other websites, with all that their own servers can fetch for them: nothing of theirs arrives. */
import { join } from 'node:path'
import type { Page, Request } from 'playwright-core'
import { expect, test } from 'vitest'
import { openSqlite } from '../../proxy/store/sqlite/database.ts'
import { aContext } from '../harness/browser/visitor.ts'
import { parents } from '../harness/hosts/parent-pages.ts'
import { aStatusPage, SECRET } from '../harness/proxy/a-status-page.ts'
import { aServedProxy } from '../harness/proxy/proxy-in-process.ts'

type Fields = Record<string, string>

/** What the other website's server has fetched: a form of ours, with its token. */
async function fetchedForm(url: string): Promise<Fields> {
  const html = await (await fetch(`${url}/embed/demo`)).text()
  const hidden = [...html.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value])
  const fields = Object.fromEntries(hidden) as Fields // as: pairs of the pattern's groups
  expect(fields['token']).toMatch(/\./)
  return { ...fields, email: 'ada@example.com', message: 'Not from here' }
}

/** What runs in the other page. Each way sends another message; returns how many requests that makes. */
function trying({ address, fields }: { address: string; fields: Fields }): number {
  const typed = () => new URLSearchParams({ ...fields, id: crypto.randomUUID() })
  const parts = () => {
    const form = new FormData()
    for (const [name, value] of typed()) form.append(name, value)
    return form
  }
  const bodies = [typed, parts, () => JSON.stringify(Object.fromEntries(typed()))]
  let ways = 0
  const send = (init: RequestInit) => {
    ways++
    fetch(address, { method: 'POST', credentials: 'include', ...init }).catch(() => {})
  }
  for (const body of bodies)
    for (const mode of ['cors', 'no-cors'] as const)
      for (const referrerPolicy of ['no-referrer', 'unsafe-url'] as const)
        send({ body: body(), mode, referrerPolicy })
  send({ body: typed(), keepalive: true })

  const form = (type: string) =>
    `<meta name="referrer" content="no-referrer"><form method="post" enctype="${type}" action="${address}">${[
      ...typed(),
    ]
      .map(([name, value]) => `<input name="${name}" value="${value}">`)
      .join('')}</form><script>document.forms[0].submit()</script>`
  const types = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']
  const inFrame = (set: (frame: HTMLIFrameElement) => void, sandbox?: string) => {
    ways++
    const frame = document.createElement('iframe')
    if (sandbox !== undefined) frame.setAttribute('sandbox', sandbox)
    set(frame)
    document.body.append(frame)
  }
  for (const type of types)
    for (const sandbox of [undefined, 'allow-forms allow-scripts']) {
      inFrame((frame) => (frame.srcdoc = form(type)), sandbox)
      inFrame((frame) => (frame.src = `data:text/html,${encodeURIComponent(form(type))}`), sandbox)
      const blob = URL.createObjectURL(new Blob([form(type)], { type: 'text/html' }))
      inFrame((frame) => (frame.src = blob), sandbox)
    }
  const scripted = `<script>fetch('${address}', { method: 'POST', body: new URLSearchParams('${typed().toString()}') })</script>`
  inFrame((frame) => (frame.srcdoc = scripted), 'allow-scripts')
  return ways
}

/** Posts to pages of the operator, by scripts and by forms. */
function posting({ url, targets }: { url: string; targets: string[] }): void {
  for (const target of targets) {
    const fields: Fields = { secret: 'wrong', all: 'dead', email: 'ada@example.com' }
    const action = `${url}/operator/${target}`
    const body = new URLSearchParams(fields)
    fetch(action, { method: 'POST', mode: 'no-cors', credentials: 'include', body }).catch(() => {})
    const frame = document.createElement('iframe')
    const inputs = Object.entries(fields).map(([name, value]) => `<input name="${name}" value="${value}">`)
    frame.srcdoc = `<form method="post" action="${action}">${inputs.join('')}</form><script>document.forms[0].submit()</script>`
    document.body.append(frame)
  }
}

async function logIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/operator`)
  await page.getByLabel('Secret').fill(SECRET)
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
}

/** The states of all messages that are kept. */
function stored(dataDir: string): string[] {
  const sql = openSqlite(join(dataDir, 'outbox.db'), { exclusive: false })
  try {
    return sql
      .all('SELECT id, state FROM submission ORDER BY id')
      .map(({ id, state }) => `${String(id)} ${String(state)}`)
  } finally {
    sql.close()
  }
}

/** How what a page posts is answered; 0 where the browser keeps that from the page. */
function postsOf(page: Page) {
  const told = new Map<Request, number>()
  const isPost = (request: Request) => request.method() === 'POST'
  page.on('requestfailed', (request) => void (isPost(request) && !told.has(request) && told.set(request, 0)))
  page.on(
    'response',
    (answer) => void (isPost(answer.request()) && told.set(answer.request(), answer.status())),
  )
  return told
}

test('cannot send in any way, with a token that their server has fetched', async () => {
  const proxy = await aServedProxy()
  const host = await parents()
  const fields = await fetchedForm(proxy.url)
  const page = await (await aContext()).newPage()
  const posts = postsOf(page)
  await page.goto(host.page('<p>Elsewhere</p>', { host: 'unlisted.localhost' }))
  const ways = await page.evaluate(trying, { address: `${proxy.url}/api/tickets`, fields })
  await expect.poll(() => posts.size).toBe(ways)
  expect([...posts.values()].filter((status) => ![0, 403, 415].includes(status))).toEqual([])
  expect(stored(proxy.dataDir)).toEqual([])
  // The same of a page that is listed is kept, so the above is not for want of a right one.
  await page.goto(host.page('<p>Listed</p>'))
  await page.evaluate(trying, { address: `${proxy.url}/api/tickets`, fields })
  await expect.poll(() => [...posts.values()].includes(202)).toBe(true)
  expect(stored(proxy.dataDir)).not.toEqual([])
})

test('do nothing in the name of an operator who is logged in, and lock nobody out', async () => {
  const { url, dataDir } = await aStatusPage()
  const host = await parents()
  const context = await aContext()
  const operator = await context.newPage()
  await logIn(operator, url)
  const before = stored(dataDir)
  const targets = ['retry', 'drop', 'erase', 'logout', ...Array<string>(12).fill('login')]
  // A neighbour on another port is of the same site, so its requests bring the cookie.
  for (const name of ['127.0.0.1', 'unlisted.localhost']) {
    const page = await context.newPage()
    const posts = postsOf(page)
    await page.goto(host.page(`<iframe src="${url}/operator"></iframe>`, { host: name }))
    expect(await page.frames()[1]!.locator('form').count()).toBe(0)
    await page.evaluate(posting, { url, targets })
    await expect.poll(() => posts.size).toBe(2 * targets.length)
    expect([...posts.values()].filter((status) => ![0, 403].includes(status))).toEqual([])
    await page.close()
  }
  expect(stored(dataDir)).toEqual(before)
  await operator.reload()
  await operator.getByRole('heading', { name: 'Overview' }).waitFor()
  await logIn(await (await aContext()).newPage(), url)
})
