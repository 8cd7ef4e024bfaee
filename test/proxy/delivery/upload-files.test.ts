/** How the files of a message reach its ticket, and what becomes of those that do not. */
import { describe, expect, it } from 'vitest'
import { UploadFailures } from '../../../proxy/delivery/upload-files.ts'
import { aClock, aSubmission, json } from '../../harness/proxy/builders.ts'
import { aFollowing, aStored, SETTLE } from '../../harness/proxy/a-delivery.ts'

describe('the files of a message', () => {
  const withFiles = (...names: string[]) => aSubmission({ files: names.map(aStored) })

  it('are uploaded just before their ticket, which names their tokens', async () => {
    const { outbox, run, called, ticket } = await aFollowing()
    await outbox.accept(withFiles('a.png', 'b.png'))
    await run()
    expect(called().slice(0, 3)).toEqual(['POST /attachments', 'POST /attachments', 'POST /tickets'])
    expect(ticket().message.attachment_ids).toEqual(['upl_1', 'upl_2'])
  })

  it('are uploaded again with every try, because a token is good once', async () => {
    let broken = true
    const { outbox, run, clock, ticket, called } = await aFollowing((call, response) => {
      if (call.path === '/tickets' && broken) json(response, 429, {}, { 'Retry-After': '1' })
      if (call.path === '/tickets') broken = false
    })
    await outbox.accept(withFiles('a.png'))
    await run()
    clock.pass(5000)
    await run()
    expect(ticket().message.attachment_ids).toEqual(['upl_2'])
    expect(called().filter((call) => call === 'POST /tickets')).toHaveLength(2)
  })

  it.each([422, 413, 415])(
    'of which one is refused (%i) do not hold up the message: it names the file',
    async (status) => {
      const { outbox, run, ticket } = await aFollowing((call, response) => {
        if (call.path === '/attachments' && call.body.includes('filename="bad')) json(response, status, {})
      })
      await outbox.accept(withFiles('bad <1>.png', 'good.png'))
      await run()
      expect(ticket().message.attachment_ids).toEqual(['upl_1'])
      expect(ticket().message.body).toContain(
        `<p><strong>File not attached:</strong> bad &lt;1&gt;.png (refused by the helpdesk: ${status})</p>`,
      )
    },
  )

  it.each([
    ['413 by a server in between', 413, '<html>'],
    ['422 without a word', 422, ''],
    ['422 of something else', 422, '{"errors":{"workspace":["The workspace is being moved."]}}'],
    ['400', 400, '{}'],
    ['401', 401, '{}'],
    ['403', 403, '{"message":"This action is unauthorized."}'],
    ['404', 404, '{"message":"Not found."}'],
    ['a redirect', 302, ''],
  ])('of which one is refused with %s wait until that is repaired', async (_, status, body) => {
    let refused = 3
    const { outbox, run, clock, called, ticket } = await aFollowing((call, response) => {
      if (call.path === '/attachments' && refused-- > 0) response.writeHead(status).end(body)
    })
    await outbox.accept(withFiles('a.png'))
    for (let turn = 0; turn < 4; turn++) {
      await run()
      clock.pass(60_000)
    }
    expect(called().filter((call) => call === 'POST /tickets')).toHaveLength(1)
    expect(ticket().message.attachment_ids).toEqual(['upl_1'])
    expect(ticket().message.body).not.toContain('File not attached')
  })

  it('of which one is refused with 403 for an hour do not hold up the message any longer', async () => {
    const { outbox, run, clock, called, ticket } = await aFollowing((call, response) => {
      if (call.path === '/attachments' && call.body.includes('filename="bad')) json(response, 403, {})
    })
    await outbox.accept(withFiles('good.png', 'bad.png'))
    const started = clock.time
    while (!called().includes('POST /tickets')) {
      await run()
      clock.pass(60_000)
    }
    expect(clock.time - started).toBeGreaterThan(1_800_000)
    expect(clock.time - started).toBeLessThan(7_200_000)
    expect(ticket().message.attachment_ids).toHaveLength(1)
    expect(ticket().message.body).toContain('bad.png (refused by the helpdesk: 403)')
  })

  it('are waited for, however often their ticket has failed before', async () => {
    let broken = 1
    const { outbox, run, clock, ticket } = await aFollowing((call, response) => {
      if (call.path === '/attachments' && broken-- > 0) json(response, 503, {})
    })
    const submission = withFiles('a.png')
    await outbox.accept(submission)
    // As after a night in which no ticket could be made.
    outbox.settle(
      { ...submission, acceptedAt: clock.now() },
      { state: 'pending', waitMs: 0, why: '503', attempts: 30 },
    )
    await run()
    clock.pass(900_000)
    await run()
    expect(ticket().message.attachment_ids).toEqual(['upl_1'])
  })

  it('are given up, too, by a proxy that is started each hour, which begins the hour anew', () => {
    const [clock, id] = [aClock(), 'x']
    /** The failures of one run, each a quarter of an hour at most after the other. */
    const run = (attempts: number) => {
      const failures = new UploadFailures(clock.now)
      return [0, 1, 2, 3, 4].map((n) => {
        clock.pass(600_000)
        return failures.isLast({ id, attempts: attempts + n })
      })
    }
    expect(run(10)).not.toContain(true)
    expect(run(20)).toEqual([false, false, false, false, true])
  })

  it('that cannot be read at this moment are waited for', async () => {
    let failures = 2
    const { outbox, run, clock, ticket } = await aFollowing(() => {}, {
      files: async ({ name }) => {
        if (failures-- > 0) throw new Error('EMFILE: too many open files')
        return new Blob([name])
      },
    })
    await outbox.accept(withFiles('a.png'))
    for (let turn = 0; turn < 3; turn++) {
      await run()
      clock.pass(60_000)
    }
    expect(ticket().message.attachment_ids).toEqual(['upl_1'])
  })

  it('that are gone from the disk are named too', async () => {
    const { outbox, run, ticket } = await aFollowing(() => {}, { files: false })
    await outbox.accept(withFiles('a.png'))
    await run()
    expect(ticket().message.body).toContain('a.png (missing on the disk')
    expect(ticket().message).not.toHaveProperty('attachment_ids')
  })

  it('of which one has really gone from the disk reach the ticket without it', async () => {
    const { store, run, called, ticket } = await aFollowing(() => {}, { files: 'real' })
    const aFile = (name: string) =>
      store.files.receive(undefined, async (one) => {
        const file = await one((write) => write(Buffer.from(name)))
        return { ...aStored(name), file, size: name.length }
      })
    const [gone, there] = [await aFile('gone.png'), await aFile('there.png')]
    await store.accept(aSubmission({ files: [gone, there] }))
    await store.files.remove([gone])
    await run()
    expect(called().slice(0, 2)).toEqual(['POST /attachments', 'POST /tickets'])
    expect(ticket().message.attachment_ids).toEqual(['upl_1'])
    expect(ticket().message.body).toContain('gone.png (missing on the disk')
  })

  it('are waited for while uploads fail, for an hour; then the message goes out without', async () => {
    const { outbox, run, clock, called, ticket } = await aFollowing((call, response) => {
      if (call.path === '/attachments') json(response, 500, {})
    })
    await outbox.accept(withFiles('a.png'))
    const started = clock.time
    while (!called().includes('POST /tickets')) {
      await run()
      clock.pass(60_000)
    }
    expect(clock.time - started).toBeGreaterThan(1_800_000)
    expect(clock.time - started).toBeLessThan(7_200_000)
    expect(ticket().message.body).toContain('a.png (could not be uploaded: upload 500)')
    expect(outbox.counts().delivered).toBe(1)
  })

  it('whose tokens were not taken are uploaded once more, though their ticket had failed before', async () => {
    const answers = [503, 422]
    const { outbox, run, clock, ticket } = await aFollowing((call, response) => {
      const status = call.path === '/tickets' ? answers.shift() : undefined
      if (status !== undefined)
        json(response, status, { errors: { 'message.attachment_ids.0': ['expired'] } })
      if (call.path.startsWith('/tickets?')) json(response, 200, { data: [] })
    })
    await outbox.accept(withFiles('a.png'))
    for (let turn = 0; turn < 4; turn++) {
      await run()
      clock.pass(SETTLE)
    }
    expect(answers).toEqual([])
    expect(ticket().message.attachment_ids).toEqual(['upl_3'])
  })

  it('whose tokens the helpdesk does not take are uploaded once more, then named', async () => {
    const { outbox, run, clock, called, ticket } = await aFollowing((call, response) => {
      if (call.path === '/tickets' && call.body.includes('attachment_ids'))
        json(response, 422, { errors: { 'message.attachment_ids.0': ['invalid'] } })
    })
    await outbox.accept(withFiles('a.png'))
    await run()
    clock.pass(10_000)
    await run()
    expect(called().filter((call) => call === 'POST /attachments')).toHaveLength(2)
    expect(outbox.counts()).toMatchObject({ delivered: 1, dead: 0 })
    expect(ticket().message.body).toContain('a.png (the helpdesk did not accept the upload)')
  })
})
