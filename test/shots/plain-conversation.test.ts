/** Pictures of what comes after sending without JavaScript, for the eye: `npm run shots`. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { TrayMail } from '../../proxy/sandbox/data/mail-tray.ts'
import { codeIn } from '../harness/proxy/a-code.ts'
import { aFolder } from '../harness/proxy/builders.ts'
import { aSandboxedProxy } from '../harness/proxy/proxy-process.ts'
import { browserOf, cameraOf, views } from '../harness/shots/camera.ts'
import { MESSAGE } from '../harness/shots/picture-site.ts'
import { aContext } from '../harness/browser/visitor.ts'

const ANSWER = `<p>Hello, the export button is <b>back</b>. Please try:</p><ol><li>Reload the page</li><li>Press
  <a href="https://shop.example/export">Export</a></li></ol><pre>curl https://shop.example/export.csv</pre>
  <blockquote type="cite"><p>An earlier mail</p></blockquote>`

/** A proxy with one site whose messages wait for a code, and its answers too. */
async function aProxy() {
  const file = join(aFolder(), 'sites.json')
  const shop = {
    channel: '01HX9F3K2M4N5P6Q7R8S9T0V1W',
    origins: ['https://shop.example'],
    contactEmail: 'help@example.com',
    conversation: 'confirmed',
    files: { max: 3, maxMegabytes: 5 },
  }
  writeFileSync(file, JSON.stringify({ sites: { shop } }))
  return aSandboxedProxy({ SITES_FILE: file, READ_EVERY_MS: '100', CHALLENGE: 'off', SANDBOX_RATE: '1000' })
}

test.each(views)('the conversation without JavaScript: %o', async (view) => {
  const proxy = await aProxy()
  const context = await aContext({ ...browserOf(view), javaScriptEnabled: false })
  const page = await context.newPage()
  const camera = cameraOf(page, view)
  const shoot = (state: string) => camera(`75-plain-conversation-${state}`, 'page')
  const press = (path: string) => page.locator(`form[action*="${path}"] button`).last().click()
  await page.goto(`${proxy.url}/embed/shop`)
  await page.locator('#message').fill(MESSAGE[view.lang])
  await page.locator('#email').fill('ada@example.com')
  await page.locator('[type=submit]').click()
  await page.locator('.seal').waitFor()
  await shoot('1-sent')
  await expect.poll(async () => (await proxy.tickets()).length).toBe(1)
  const [ticket] = await proxy.tickets()
  await fetch(`${proxy.url}/sandbox/api/tickets/${ticket!.ulid}/reply`, {
    method: 'POST',
    headers: { Authorization: 'Bearer sandbox', 'Content-Type': 'application/json' },
    body: JSON.stringify({ body: ANSWER }),
  })
  await expect
    .poll(async () => {
      await press('conversation')
      return page.locator('[data-state=answered]').count()
    })
    .toBe(1)
  await shoot('2-answered')
  await press('code')
  await shoot('3-code')
  await page.locator('#code').fill('1')
  await press('session')
  await shoot('4-wrong')
  const mails = await (await fetch(`${proxy.url}/sandbox/mails`)).json()
  await page.locator('#code').fill(codeIn((mails as { data: TrayMail[] }).data[0]!))
  await press('session')
  await shoot('5-answer')
  await page.locator('.again [type=submit]').click()
  await shoot('6-error')
  await page.locator('#message').fill('OK')
  await page.locator('.again [type=submit]').click()
  await shoot('7-added')
  await press('requests')
  await shoot('8-requests')
  await page.goto(`${proxy.url}/embed/shop/requests`)
  await shoot('9-requests-elsewhere')
})
