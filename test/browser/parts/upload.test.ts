/** Files on their way: how far they are, and what happens when they do not arrive. */
import { describe, expect, test } from 'vitest'
import { aStand } from '../../harness/browser/form-visitor.ts'
import { hand, open, pdf, picture, slowDown } from '../../harness/browser/file-visitor.ts'

const world = aStand()
const { chunks } = world

describe('sending files', () => {
  test('shows how far it is, takes longer than any answer may, and is not given up while it moves', async () => {
    const { page, choose, button, progress, sent, status } = await open(world)
    await choose(pdf(1_500_000))
    await page.clock.install()
    await slowDown(page, 400_000)
    await button('Send message').click()
    await progress.waitFor()
    // Twice the patience for an answer in all, but never as long as that without progress.
    const value = async () => {
      const bars = await progress.evaluateAll((found) =>
        found.map((bar) => (bar as HTMLProgressElement).value),
      )
      // On a busy machine it may be through before it is looked at again.
      return bars[0] ?? (await sent.count())
    }
    for (let part = 0.1; part < 0.7; part += 0.1) {
      await expect.poll(value).toBeGreaterThan(part)
      await page.clock.fastForward(5000)
    }
    await sent.waitFor({ timeout: 20_000 })
    expect(await status.textContent()).toContain('Message sent')
    expect(await progress.count()).toBe(0)
    expect(world.stand.bodies).toHaveLength(1)
  })

  test('is given up when nothing moves, keeps the files, and the next try sends them once', async () => {
    world.stand.answer({ delay: Infinity }, {})
    const { page, choose, button, list, sent, notice } = await open(world)
    await choose(pdf(100_000))
    await page.clock.install()
    await button('Send message').click()
    await expect.poll(() => world.stand.bodies.length).toBe(1)
    // All has gone out: what is waited for is the answer.
    await expect
      .poll(async () => {
        await page.clock.fastForward(5000)
        return notice.count()
      })
      .toBe(1)
    expect(await notice.textContent()).toContain('There was no answer in time')
    expect(await list.allTextContents()).toEqual(['b.pdf'])
    await button('Try again').click()
    await sent.waitFor()
    expect(world.stand.bodies[1]).toEqual(world.stand.bodies[0])
  })

  test.each([
    [413, {}, 'Please send fewer or smaller files'],
    [408, { code: 'too_slow' }, 'It took too long to send'],
    [507, { code: 'no_room' }, 'There is no room for files at the moment'],
  ])('that ends in %i says what to do, and nothing is lost', async (status, body, words) => {
    world.stand.answer({ status, body })
    const { choose, button, list, notice, message, send, page } = await open(world)
    await choose(pdf(90_000))
    await button('Send message').click()
    await notice.getByText(words).waitFor()
    expect(await notice.textContent()).toContain('Your message was not sent')
    expect([await list.count(), await message.inputValue()]).toEqual([1, 'Hello there'])
    await page.locator('#file-0').click()
    world.stand.bodies.length = 0
    await button('Try again').click()
    await expect.poll(() => world.stand.bodies.length).toBe(1)
    expect(world.stand.bodies[0]!.some(([name]) => name === 'files')).toBe(false)
    void send
  })

  test('marks the one that the proxy refuses, and leads to it', async () => {
    world.stand.answer({ status: 422, body: { code: 'invalid', fields: { 'files[1]': 'bad_type' } } })
    const { page, choose, button, focus, list, sent } = await open(world)
    await choose(picture('1.png'), pdf(90_000))
    await button('Send message').click()
    await page.getByRole('link', { name: 'b.pdf' }).click()
    expect(await focus()).toBe('file-1')
    expect(await page.locator('#file-1').getAttribute('aria-describedby')).toBe('file-1-problem')
    await page.keyboard.press('Enter')
    await expect.poll(() => list.allTextContents()).toEqual(['1.png'])
    await expect.poll(() => page.locator('.notice').count()).toBe(0)
    await button('Send message').click()
    await sent.waitFor()
  })

  test('that have changed on the disk since asks for them again', async () => {
    const { page, choose, button } = await open(world)
    await choose(pdf(90_000))
    await page.evaluate(() => {
      Blob.prototype.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'))
    })
    await button('Send message').click()
    await page.getByRole('link', { name: /cannot be read any more/ }).waitFor()
    expect(world.stand.bodies).toEqual([])
  })

  test('changes nothing while it is on its way', async () => {
    world.stand.answer({ delay: Infinity })
    const { page, choose, button, list, sent } = await open(world)
    await choose(picture())
    await button('Send message').click()
    await button('Sending…').waitFor()
    await page.locator('#file-0').click({ force: true })
    await hand(page, 'drop', [['b.png', 'image/png']])
    expect(await list.allTextContents()).toEqual(['a.png'])
    world.stand.release()
    await sent.waitFor()
  })

  test('small ones go in the way that outlives the page', async () => {
    const { page, choose, send } = await open(world)
    const ways: string[] = []
    page.on(
      'request',
      (request) => request.url().endsWith('/api/tickets') && ways.push(request.resourceType()),
    )
    await choose(picture())
    await send()
    expect(ways.filter((way) => way === 'xhr' || way === 'fetch')).toEqual(['fetch'])
    expect(chunks('files')).toBe(1)
  })
})
