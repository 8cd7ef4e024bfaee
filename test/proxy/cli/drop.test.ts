/** What an operator can do about messages that will never be delivered by themselves. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { referenceOf } from '../../../proxy/reference.ts'
import { aReachableQueue, command, WAYS } from '../../harness/proxy/a-queue.ts'
import { aStored } from '../../harness/proxy/a-delivery.ts'

const everything = (dataDir: string) =>
  readdirSync(dataDir, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => readFileSync(join(dataDir, name), 'latin1'))
    .join('')

describe.each(WAYS)('a message that cannot be delivered, %s', (when) => {
  /** One with a file on the disk. */
  async function withFile(state: 'pending' | 'unsure' | 'dead' | 'delivered') {
    const queue = await aReachableQueue(when, [state], { files: [aStored('canary.png')] })
    const file = join(queue.dataDir, 'files', 'canary.png')
    mkdirSync(join(queue.dataDir, 'files'))
    writeFileSync(file, 'canary')
    return { ...queue, file, reference: referenceOf(queue.ids[0]!) }
  }

  it.each(['pending', 'unsure', 'dead'] as const)(
    'and is %s is dropped and erased, to the last byte, once the operator knows what that means',
    async (state) => {
      const { dataDir, outbox, file, reference } = await withFile(state)
      const warned = await command(dataDir, 'outbox', 'drop', reference)
      expect(warned.code).toBe(1)
      expect(warned.err).toContain('Nothing was dropped')
      expect(warned.err).toContain(`outbox show ${reference} --show-body`)
      expect(warned.err).toContain(state === 'unsure' ? 'may be in the helpdesk' : 'is not in the helpdesk')
      expect(outbox.counts()[state]).toBe(1)
      expect(existsSync(file)).toBe(true)
      const done = await command(dataDir, 'outbox', 'drop', reference, '--yes')
      expect(done).toEqual({ code: 0, out: `${reference} is dropped and erased.\n`, err: '' })
      expect(Object.values(outbox.counts()).every((count) => count === 0)).toBe(true)
      expect(existsSync(file)).toBe(false)
      expect(everything(dataDir)).not.toContain('canary')
    },
  )

  it('is dropped by its id as well, and answers as JSON', async () => {
    const { dataDir, ids } = await withFile('pending')
    const { out } = await command(dataDir, 'outbox', 'drop', ids[0]!, '--yes', '--json')
    expect(JSON.parse(out)).toEqual({ dropped: referenceOf(ids[0]!) })
  })

  it.each([
    ['delivered', 'outbox erase --email'],
    ['sending', 'try again in a minute'],
  ])('is not dropped when it is %s', async (state, words) => {
    const { dataDir, sql, outbox, reference } = await withFile('delivered')
    sql.run('UPDATE submission SET state = ?', state)
    const { code, err } = await command(dataDir, 'outbox', 'drop', reference, '--yes')
    expect(code).toBe(1)
    expect(err).toContain(words)
    expect(Object.values(outbox.counts()).filter((count) => count > 0)).toEqual([1])
  })

  it('is not touched when it is delivered: what has failed after its ticket is given up', async () => {
    const { dataDir, ids, outbox, reference, sql } = await withFile('delivered')
    outbox.steps.plan(ids[0]!, [
      { kind: 'tag', target: '01HX9F3K2M4N5P6Q7R8S9T0V2X' },
      { kind: 'note', target: '<p>A canary of a note.</p>' },
    ])
    sql.run(`UPDATE step SET state = 'failed', why = '403'`)
    expect((await command(dataDir, 'outbox', 'list')).out).toContain('without tag (403), note (403)')
    const shown = await command(dataDir, 'outbox', 'show', reference, '--show-body')
    expect(shown.out).toContain('A canary of a note.')
    const warned = await command(dataDir, 'outbox', 'drop', reference)
    expect(warned.code).toBe(1)
    expect(warned.err).toContain(`${reference} is delivered, without tag, note.`)
    expect(warned.err).toContain('Nothing was dropped')
    const done = await command(dataDir, 'outbox', 'drop', reference, '--yes')
    expect(done).toEqual({ code: 0, out: `Of ${reference} is given up: tag, note.\n`, err: '' })
    expect(outbox.counts()).toMatchObject({ delivered: 1 })
    expect((await command(dataDir, 'outbox', 'list', '--state', 'partial')).out).toBe('Nothing there.\n')
    expect(everything(dataDir)).not.toContain('canary of a note')
  })

  it('is named by the erasure of an address, with how to drop it', async () => {
    const { dataDir, reference } = await withFile('pending')
    const { code, out } = await command(dataDir, 'outbox', 'erase', '--email', 'canary@example.com')
    expect(code).toBe(1)
    expect(out).toContain(reference)
    expect(out).toContain('outbox drop')
  })

  it('is listed as stuck after many tries, and not before', async () => {
    const { dataDir, sql, ids } = await aReachableQueue(when, ['pending', 'unsure', 'pending', 'delivered'])
    sql.run('UPDATE submission SET attempts = 8 WHERE id IN (?, ?, ?)', ids[0]!, ids[1]!, ids[3]!)
    const { out } = await command(dataDir, 'outbox', 'list', '--state', 'stuck', '--json')
    const listed = (JSON.parse(out) as { id: string }[]).map(({ id }) => id)
    expect(new Set(listed)).toEqual(new Set(ids.slice(0, 2)))
  })

  it('and may be in the helpdesk is sent again only when the operator has looked there', async () => {
    const { dataDir, ids, outbox, woken } = await aReachableQueue(when, ['unsure'])
    const refused = await command(dataDir, 'outbox', 'retry', ids[0]!)
    expect(refused.err).toContain('--unsure')
    expect(outbox.counts().unsure).toBe(1)
    expect(await command(dataDir, 'outbox', 'retry', ids[0]!, '--unsure')).toMatchObject({ code: 0 })
    expect(outbox.counts().pending).toBe(1)
    expect(woken()).toBe(when === 'beside a running proxy' ? 1 : 0)
  })

  it('is shown and exported without its mark, which only the helpdesk is told', async () => {
    const { dataDir, outbox, ids } = await aReachableQueue(when, ['pending'])
    const { mark } = outbox.due(false)!.submission!
    for (const argv of [
      ['show', ids[0]!, '--show-body'],
      ['list', '--json', '--show-body'],
      ['export', '--show-body'],
    ]) {
      const { out } = await command(dataDir, 'outbox', ...argv)
      expect(out).toContain('canary@example.com')
      expect(out).not.toContain(mark)
    }
  })

  it.each([
    [['drop'], 'Name an id'],
    [['drop', 'S1', 'S2'], 'too much'],
    [['drop', 'nope', '--yes'], 'no submission'],
    [['retry', '--all-dead', '--unsure'], 'Name one id'],
  ])('answers %j with words', async (argv, words) => {
    const { dataDir } = await aReachableQueue(when, ['pending'])
    const { code, err } = await command(dataDir, 'outbox', ...argv)
    expect(code).toBeGreaterThan(0)
    expect(err).toContain(words)
  })
})
