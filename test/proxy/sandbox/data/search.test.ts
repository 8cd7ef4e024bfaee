/** Searching tickets, against the helpdesk's page "Tickets" (`filter[search]`). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { growthProblem } from '../../../harness/attack/growth.ts'
import { textOf } from '../../../../proxy/sandbox/data/search.ts'
import { startSandbox, type TestSandbox } from '../../../harness/proxy/sandbox-server.ts'

let desk: TestSandbox
beforeEach(async () => {
  desk = await startSandbox()
})
afterEach(() => desk.stop())

async function search(term: string): Promise<string[]> {
  const path = `/tickets?sort=created_at&filter[search]=${encodeURIComponent(term)}`
  return (await desk.api('GET', path)).json.data.map((ticket: { subject: string }) => ticket.subject)
}

describe('tickets page, List Tickets, filter[search]', () => {
  it('finds a reference inside an HTML body exactly', async () => {
    await desk.ticket({ subject: 'hit', body: '<p>Hello</p><table><tr><td>S7K2M9QX4TAB</td></tr></table>' })
    await desk.ticket({ subject: 'near', body: '<p>S7K2M9QX4TAC</p>' })
    expect(await search('S7K2M9QX4TAB')).toEqual(['hit'])
    expect(await search('s7k2m9qx4tab')).toEqual(['hit'])
    expect(await search('S7K2M9QX4TAD')).toEqual([])
  })

  it('covers subject, messages, notes, and the contact’s name and address', async () => {
    const one = await desk.ticket({ subject: 'Über Größe', name: 'Élodie Laurent', email: 'el@x.example' })
    await desk.ticket({ subject: 'other', email: 'other@y.example', name: 'Other' })
    await desk.api('POST', `/tickets/${one.ulid}/note`, { body: '<p>secret <b>zeb</b>ra</p>' })
    for (const term of ['über gr', 'ÉLODIE', 'el@x.ex', 'ZEBRA', 'secret zebra', 'größe']) {
      expect(await search(term), term).toEqual(['Über Größe'])
    }
    await desk.api('PUT', `/contacts/${one.contact.ulid}`, { name: 'Renamed' })
    expect(await search('Élodie')).toEqual([])
    expect(await search('renamed')).toEqual(['Über Größe'])
  })

  it('sees text, not markup: entities are decoded, tags are not found', async () => {
    await desk.ticket({
      subject: 'a',
      body: '<p class="needle">1 &lt; 2 &amp;&amp; &quot;x&quot; &#39;y&#x27; caf&#233;</p>',
    })
    expect(await search(`1 < 2 && "x" 'y' café`)).toEqual(['a'])
    expect(await search('needle')).toEqual([])
    expect(await search('&lt;')).toEqual([])
  })

  it('finds one and two letters, and takes every sign as it is', async () => {
    await desk.ticket({ subject: '100%_"*(OR' })
    await desk.ticket({ subject: 'zz' })
    for (const term of ['%', '_', '"', '%_', '"*(', '_"*(OR', 'OR']) {
      expect((await search(term)).includes('100%_"*(OR'), term).toBe(true)
    }
    expect(await search('%_')).toEqual(['100%_"*(OR'])
    expect(await search('ZZ')).toEqual(['zz'])
  })

  it('leaves out comments, scripts and styles, also when they are never closed', async () => {
    await desk.ticket({
      subject: 'a',
      body: 'one<!-- needle -->two<STYLE>needle</style >three<script>needle',
    })
    expect(await search('needle')).toEqual([])
    expect(await search('one two three')).toEqual(['a'])
  })

  it.each(['<script', '<!--', '<a', '</script>', '&#', '<style></style'])(
    'costs about as much more as a message is longer, whatever is repeated in it: %s',
    (part) => expect(growthProblem(textOf, (length) => part.repeat(length / part.length), 1 << 17)).toBeUndefined(),
  )
})
