/** Pages that trust scripts by hash, isolate themselves, or are locked into a sandbox (R06, R08, R16). */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage, visit, words } from '../harness/browser/visitor.ts'
import { host, journey } from '../harness/hosts/host-pages.ts'

const stand = useFakeProxy()

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const integrity = () =>
  JSON.parse(readFileSync('dist/public/integrity.json', 'utf8')) as Record<string, string>
const tag = (file: string) =>
  `<script src="${stand.proxy}${file}" integrity="${integrity()[file]}" crossorigin data-site="demo"></script>`

test.each([
  [
    'a hash and strict-dynamic',
    'support',
    (hash: string) => ({ 'Content-Security-Policy': `script-src '${hash}' 'strict-dynamic'` }),
  ],
  [
    'integrity of all scripts',
    'support',
    () => ({ 'Integrity-Policy': 'blocked-destinations=(script)' }),
    // Such a page stops every file that comes after the form.
    'We cannot tell whether your message arrived',
  ],
  ['a hash alone', 'standalone', (hash: string) => ({ 'Content-Security-Policy': `script-src '${hash}'` })],
  [
    'a hash and Trusted Types',
    'support',
    (hash: string) => ({
      'Content-Security-Policy': `script-src '${hash}' 'strict-dynamic'; require-trusted-types-for 'script'; trusted-types support-widget`,
    }),
  ],
  [
    'the address of one file',
    'standalone',
    () => ({
      'Content-Security-Policy': `script-src ${stand.proxy}${version}/standalone.js; connect-src ${stand.proxy}`,
    }),
  ],
])('%s is no obstacle', async (_, name, headers, failure?: string) => {
  const file = `${version}/${name}.js`
  const { page } = await host(stand, { tag: tag(file) }, headers(integrity()[file]!))
  await journey(page, stand, undefined, failure)
})

test('under a hash and Trusted Types a form that did not come is brought by the second try', async () => {
  const file = `${version}/support.js`
  const policy = `script-src '${integrity()[file]}' 'strict-dynamic'; require-trusted-types-for 'script'; trusted-types support-widget`
  const { page, launcher } = await host(stand, { tag: tag(file) }, { 'Content-Security-Policy': policy })
  await page.route('**/assets/*/panel.js*', (route) => route.abort())
  await launcher.click()
  const again = page.getByRole('button', { name: 'Loading failed. Try again' })
  await again.waitFor()
  await page.unroute('**/assets/*/panel.js*')
  await again.click()
  await words(page).message.waitFor()
})

test.each(['createHTML', 'createScript'])(
  'under a hash and Trusted Types the form comes also where Object.prototype has %s',
  async (name) => {
    const file = `${version}/support.js`
    const own = `Object.prototype.${name} = 'theirs'`
    const hash = `sha256-${createHash('sha256').update(own).digest('base64')}`
    const policy = `script-src '${integrity()[file]}' '${hash}' 'strict-dynamic'; require-trusted-types-for 'script'; trusted-types support-widget`
    const parts = { head: `<script>${own}</script>`, tag: tag(file) }
    const { launcher, page } = await host(stand, parts, { 'Content-Security-Policy': policy })
    await launcher.click()
    await words(page).message.waitFor()
  },
)

test('under trust by hash a copy of the tag leads nowhere where the page says itself where ours comes from', async () => {
  const file = `${version}/support.js`
  const hash = integrity()[file]!
  const theirs = new URL(stand.page('/theirs/assets/parts.js', ''), 'http://localhost')
  stand.page(`/theirs/${file}`, readFileSync(`dist/public/${file}`, 'utf8'), {
    'Content-Type': 'text/javascript',
  })
  const config = `SupportWidgetConfig = { src: '${stand.proxy}${file}', site: 'demo' }`
  const own = `sha256-${createHash('sha256').update(config).digest('base64')}`
  const copy = tag(file).replace(stand.proxy, theirs.origin + '/theirs/')
  const { page } = await host(
    stand,
    { head: `<script>${config}</script>`, body: copy, tag: tag(file) },
    { 'Content-Security-Policy': `script-src '${hash}' '${own}' 'strict-dynamic'` },
  )
  await journey(page, stand)
  expect(stand.requests.filter((one) => one.includes('/theirs/'))).toEqual([`GET /theirs/${file}`])
})

test('under a nonce and Trusted Types a tag that stops at the policy leads nowhere', async () => {
  const theirs = stand.page('/theirs/support.js', '', { 'Content-Type': 'text/javascript' })
  const left = `<script data-support-site="theirs" src="${theirs}"></script><base href="${theirs}">`
  const { page } = await host(
    stand,
    { head: left, tag: stand.tag('data-site="demo" nonce="abc"') },
    {
      'Content-Security-Policy': `script-src 'nonce-abc' 'strict-dynamic'; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'`,
    },
  )
  await journey(page, stand)
  expect(stand.requests.filter((one) => one.includes('/theirs/'))).toEqual([])
})

test('isolation from other origins is no obstacle to a plain tag', async () => {
  const isolated = {
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
  }
  const { page, complaints } = await host(stand, {}, isolated)
  expect(await page.evaluate('crossOriginIsolated')).toBe(true)
  await journey(page, stand)
  expect(complaints.filter((text) => !text.includes('500'))).toEqual([])
})

test('the published hashes are those of the files, and a changed file is not run', async () => {
  const { page, launcher, complaints } = await host(stand, { tag: '' })
  const file = `${version}/support.js`
  await page.route('**/support.js', (route) =>
    route.fulfill({
      body: readFileSync(`dist/public/${file}`, 'utf8') + ' ',
      headers: { 'Access-Control-Allow-Origin': '*' },
    }),
  )
  await page.setContent(hostPage(stand, { tag: tag(file) }))
  await expect.poll(() => complaints.some((text) => text.includes('integrity'))).toBe(true)
  expect(await launcher.count()).toBe(0)
  await page.getByRole('button', { name: 'Own button' }).click()
})

test('in a sandbox without origin and storage it sends all the same', async () => {
  const { page, complaints } = await host(
    stand,
    {},
    { 'Content-Security-Policy': 'sandbox allow-scripts allow-forms' },
  )
  await journey(page, stand)
  expect(complaints.filter((text) => !text.includes('500'))).toEqual([])
})

test('asked why, it tells what is in the way', async () => {
  const one = await visit(stand, hostPage(stand, { tag: stand.tag('data-site="nope" data-launcher="hide"') }))
  stand.define({ status: 404, body: { code: 'unknown_site', message: 'There is no site nope.' } })
  await one.page.waitForFunction(() => window.SupportWidget?.version)
  const ask = () => one.page.evaluate(() => window.SupportWidget!('diagnose'))
  expect(await ask()).toEqual({
    shown: false,
    reasons: [
      { code: 'launcher_hidden', message: 'The option `launcher` is `hide`.' },
      { code: 'unknown_site', message: 'There is no site nope.' },
    ],
  })
  stand.define({})
  await one.page.evaluate(() => window.SupportWidget!('update', { launcher: 'show' }))
  await words(one.page).launcher.waitFor()
  expect(await ask()).toEqual({ shown: true, reasons: [] })
})
