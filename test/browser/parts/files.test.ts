/** Files of a message, as visitors attach them. */
import { describe, expect, test } from 'vitest'
import { aStand } from '../../harness/browser/form-visitor.ts'
import { hand, open, pdf, picture, png, rules } from '../../harness/browser/file-visitor.ts'
import { hostPage } from '../../harness/browser/visitor.ts'

const world = aStand()
const { define, visitor } = world

describe('a visitor', () => {
  test('is told the limits, chooses files, sees them, and sends them last and in order', async () => {
    const { page, add, choose, list, said, send, button } = await open(world, {
      files: rules,
      fields: [{ key: 'it', type: 'text', label: 'It', default: 'x' }],
      consent: { mode: 'notice', text: 'We keep it.', version: 'v1' },
    })
    const group = page.getByRole('group', { name: 'Attachments (optional)' })
    await group.getByText('At most 3 files of up to 5 MB each').waitFor()
    expect(await add.getAttribute('aria-describedby')).toBe('files-hint')
    expect(await group.locator('input').getAttribute('accept')).toBe('image/*,application/pdf,.log')
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), add.click()])
    await chooser.setFiles([picture()])
    expect(await said()).toBe('a.png is attached')
    await choose(pdf(200_000), picture())
    expect(await said()).toBe('2 files are attached')
    expect(await list.allTextContents()).toEqual(['a.png', 'b.pdf', 'a-2.png'])
    await button('Remove \u2068b.pdf\u2069').waitFor()
    expect(await send()).toEqual([
      ['fields[it]', 'x'],
      ['consent', 'v1'],
      ['files', { name: 'a.png', type: 'image/png', size: png.length }],
      ['files', { name: 'b.pdf', type: 'application/pdf', size: 200_000 }],
      ['files', { name: 'a-2.png', type: 'image/png', size: png.length }],
    ])
    await button('Send another message').click()
    await add.waitFor()
    expect(await list.count()).toBe(0)
  })

  test('is told once of everything that was refused, and why', async () => {
    const { choose, list, refused, said } = await open(world)
    await choose(
      { ...picture('c.exe'), mimeType: 'application/x-msdownload' },
      { ...picture('d.log'), buffer: Buffer.alloc(0) },
      pdf(5_000_001),
      picture('1.png'),
      picture('2.png'),
      picture('3.png'),
      picture('4.png'),
    )
    const reasons = [
      'c.exe is of a type that cannot be sent here',
      'd.log is empty',
      'b.pdf is too large: at most 5 MB can be sent',
      '4.png is not attached: only 3 files can be sent',
    ]
    const plain = async () =>
      (await refused.allTextContents()).map((text) => text.replace(/[\u2068\u2069]/g, ''))
    expect(await plain()).toEqual(reasons)
    expect(await said()).toBe([...reasons, '3 files are attached'].join(' · '))
    expect(await list.count()).toBe(3)
  })

  test('is told on choosing of what is something else under its name, and sends what the system knows no type of', async () => {
    const { choose, list, refused, said, send } = await open(world)
    await choose(
      { name: 'page.png', mimeType: 'image/png', buffer: Buffer.from('<!doctype html><script>') },
      { name: 'a.pdf', mimeType: 'application/octet-stream', buffer: pdf(2000).buffer },
      { name: '1000012345', mimeType: '', buffer: png },
    )
    const reason = '\u2068page.png\u2069 is of a type that cannot be sent here'
    await expect.poll(() => refused.allTextContents()).toEqual([reason])
    await expect.poll(said).toBe('page.png is of a type that cannot be sent here')
    expect(await list.allTextContents()).toEqual(['a.pdf', '1000012345'])
    const names = (await send()).map(([, file]) => (file as { name: string }).name)
    expect(names).toEqual(['a.pdf', '1000012345'])
  })

  test('takes them away by keyboard, and the focus goes to the next one, then to the button', async () => {
    const { page, choose, list, said, focus, add } = await open(world)
    await choose(picture('1.png'), picture('2.png'), picture('3.png'))
    await page.locator('#file-1').focus()
    await page.keyboard.press('Enter')
    await expect.poll(said).toBe('2.png was removed')
    expect(await list.allTextContents()).toEqual(['1.png', '3.png'])
    await expect.poll(focus).toBe('file-1')
    await page.keyboard.press('Space')
    await expect.poll(focus).toBe('file-0')
    await page.keyboard.press('Enter')
    await expect.poll(focus).toBe('files')
    await page.keyboard.press('Tab')
    expect(await add.evaluate((node) => node === (node.getRootNode() as ShadowRoot).activeElement)).toBe(
      false,
    )
  })

  test('drops and pastes them into the form, and the page does not notice', async () => {
    const { page, list } = await open(world)
    await page.evaluate(() => {
      for (const type of ['drop', 'paste']) document.addEventListener(type, () => (document.title += type))
    })
    expect(await hand(page, 'drop', [['a.png', 'image/png']])).toBe(true)
    expect(await hand(page, 'paste', [['image.png', 'image/png']])).toBe(true)
    // A cell of a spreadsheet is text, although a picture of it comes along.
    expect(await hand(page, 'paste', [['image.png', 'image/png']], 'one')).toBe(false)
    expect(await list.allTextContents()).toEqual(['a.png', 'image.png'])
    expect(await page.title()).toBe('Host')
  })

  test('sees a picture of an image, drawn, under a policy that allows no image at all', async () => {
    define({ files: rules })
    const policy = `default-src 'none'; img-src ${world.stand.icon}; script-src ${world.stand.proxy}; connect-src ${world.stand.proxy}`
    const html = hostPage(world.stand, { icon: '' })
    const { page, complaints, write } = await visitor(html, {}, { 'Content-Security-Policy': policy })
    await write()
    await page.locator('#files').waitFor()
    await page.locator('support-widget input[type=file]').setInputFiles([picture()])
    const canvas = page.locator('support-widget canvas')
    await canvas.waitFor()
    const drawn = () =>
      canvas.evaluate((node: HTMLCanvasElement) => node.getContext('2d')!.getImageData(40, 40, 1, 1).data[3])
    await expect.poll(drawn).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Send message' }).click()
    await page.getByRole('heading', { name: 'Message sent' }).waitFor()
    expect(complaints).toEqual([])
  })

  test('who has reloaded the page is told which files are gone', async () => {
    const { page, choose, launcher, list } = await open(world)
    await choose(picture('1.png'), picture('2.png'))
    await page.reload()
    await launcher.click()
    const lost = page.getByText('no longer attached')
    await lost.waitFor()
    expect((await lost.textContent())?.replace(/[\u2068\u2069]/g, '')).toContain(': 1.png and 2.png.')
    await choose(picture('1.png'))
    await expect.poll(async () => (await lost.textContent())?.includes('1.png')).toBe(false)
    await choose(picture('2.png'))
    await lost.waitFor({ state: 'detached' })
    expect(await list.allTextContents()).toEqual(['1.png', '2.png'])
  })
})
