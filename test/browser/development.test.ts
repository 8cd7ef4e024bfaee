/** `npm run dev` as who works on the widget sees it: all of it from its sources, in a browser. */
import { createLogger, createServer } from 'vite'
import { expect, it, onTestFinished } from 'vitest'
import { parts } from '../harness/browser/screen.ts'
import { aContext } from '../harness/browser/visitor.ts'

it('has a form that opens, speaks the wanted language and sends', async () => {
  const server = await createServer({
    mode: 'development',
    // Its own: another test has the server beside this one.
    cacheDir: 'node_modules/.vite-browser',
    customLogger: createLogger('silent'),
    server: { host: '127.0.0.1', port: 0, hmr: false },
  })
  onTestFinished(() => server.close())
  await server.listen()
  const page = await (await aContext()).newPage()
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(server.resolvedUrls!.local[0]!)
  const { launcher, field, submit, sent } = parts(page)
  await launcher.click()
  await field('message').fill('The kiln does not heat.')
  await field('email').fill('ada@example.com')
  await page.evaluate(() => window.SupportWidget!('locale', 'de'))
  await expect.poll(() => submit.textContent()).toBe('Nachricht senden')
  await submit.click()
  await sent.waitFor()
  expect(complaints.filter((line) => !line.startsWith('[vite]'))).toEqual([])
})
