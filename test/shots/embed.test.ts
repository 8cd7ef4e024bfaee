/** Pictures of the proxy's own documents, with and without JavaScript, for the eye: `npm run shots`. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'
import { aFolder } from '../harness/proxy/builders.ts'
import { aSandboxedProxy } from '../harness/proxy/proxy-process.ts'
import { browserOf, cameraOf, views, type View } from '../harness/shots/camera.ts'
import { ASKED, CONSENT, MESSAGE, REPLY } from '../harness/shots/picture-site.ts'
import { aContext } from '../harness/browser/visitor.ts'

/** A proxy with two sites: `plain`, and `shop`, which asks for everything. */
async function aProxy() {
  const file = join(aFolder(), 'sites.json')
  const site = {
    channel: '01HX9F3K2M4N5P6Q7R8S9T0V1W',
    origins: ['https://shop.example'],
    contactEmail: 'help@example.com',
  }
  const { files, ...asked } = ASKED
  const { maxBytes: _, ...some } = files
  const shop = { ...site, ...asked, files: { ...some, maxMegabytes: 5 }, reply: REPLY, consent: CONSENT }
  writeFileSync(file, JSON.stringify({ sites: { plain: site, shop } }))
  return aSandboxedProxy({ SITES_FILE: file, LIMIT_EMAIL: '1', CHALLENGE: 'off' })
}

const cases = views.flatMap((view) => [true, false].map((scripts): [View, boolean] => [view, scripts]))

test.each(cases)('the document of a site: %o, scripts: %s', async (view, javaScriptEnabled) => {
  const proxy = await aProxy()
  const context = await aContext({ ...browserOf(view), javaScriptEnabled })
  const page = await context.newPage()
  const name = javaScriptEnabled ? '80-embed' : '70-plain'
  const camera = cameraOf(page, view)
  const shoot = (state: string) => camera(`${name}-${state}`, 'page')
  const ready = () => (javaScriptEnabled ? page.locator('.inner[data-private]').waitFor() : undefined)
  const send = page.locator('[type=submit]')

  await page.goto(`${proxy.url}/embed/shop`)
  await ready()
  await shoot('1-shop')
  await send.click()
  await page.locator('#summary').waitFor()
  await shoot('2-shop-errors')
  await page.goto(`${proxy.url}/embed/plain`)
  await ready()
  await shoot('3-plain')
  for (const state of ['4-sent', '5-limited']) {
    await page.locator('#message').fill(`${MESSAGE[view.lang]} ${state}`)
    await page.locator('#email').fill('ada@example.com')
    await send.click()
    if (state === '4-sent') await page.locator('.reference code').waitFor()
    else await page.locator('.notice').waitFor()
    await shoot(state)
    await page.goto(`${proxy.url}/embed/plain`)
    await ready()
  }
  await page.goto(`${proxy.url}/embed/nowhere`)
  await page.locator('.notice').waitFor()
  await shoot('6-nowhere')
})
