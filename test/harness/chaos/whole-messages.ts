/** Messages of all kinds for one run: of the widget and of programs, with files and what follows a ticket, or without. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { referenceOf } from '../../../proxy/reference.ts'
import { CHANNEL, ORIGIN } from '../proxy/builders.ts'
import type { OnTicket, UploadedFile } from './desk-changes.ts'
import { NOTHING_ON_IT } from './desk-changes.ts'
import type { Desk, Stored } from './fake-helpdesk.ts'
import { fieldsOf } from './load.ts'
import type { Message } from './load.ts'
import type { Random } from './random.ts'
import { aDataDir } from './world.ts'

const TAGS = ['01KE6PZ0KG9ZG1ZRD5414T9MBA', '01KE6Q2QR0VF3X9BNJSA8VMRM5']
const TEAM = '01KE6PV9F04YFYH8GA7FSH30P3'
const ASSIGNEE = '01KE6PE8F87BANPE5JM808AZ7V'
const PLAIN = { channel: CHANNEL, origins: [ORIGIN] }
const SITES = {
  plain: PLAIN,
  whole: { ...PLAIN, context: 'note', tags: TAGS, team: TEAM, assignee: ASSIGNEE, files: { types: ['*'] } },
}

/** More than one part of a file in a database. */
const LARGE = 1_200_000

/** The environment of proxies that take such messages. */
export function environmentOfAll(): Record<string, string> {
  const sites = join(aDataDir(), 'sites.json')
  writeFileSync(sites, JSON.stringify({ sites: SITES }))
  return { SITES_FILE: sites, THERE_THERE_CHANNEL: '', ALLOWED_ORIGINS: '' }
}

/** What was sent whole, and what its tickets must have. */
export class WholeMessages {
  readonly #files = new Map<string, UploadedFile[]>()

  /** A visitor's message: one in five has files and more, and three in ten are a program's. */
  compose(id: string, random: Random): Message {
    if (!random.chance(0.2)) return { fields: { ...fieldsOf(id), site: 'plain' }, asJson: random.chance(0.3) }
    const files = Array.from({ length: random.int(1, 2) }, (_, at) => {
      const size = random.chance(0.1) ? LARGE : random.int(1, 2000)
      return { name: `${referenceOf(id)}-${at}.txt`, content: id.repeat(Math.ceil(size / id.length)) }
    })
    this.#files.set(id, files)
    return {
      fields: { ...fieldsOf(id), site: 'whole', 'context[plan]': `plan of ${id}` },
      files: files.map(({ name, content }) => new File([content], name)),
    }
  }

  /** Checks that each ticket has its files and all that follows it, once; how many were to have that. */
  expectAll(desk: Desk, ids: ReadonlyMap<string, string>): number {
    const sent = new Map([...ids.keys()].map((id) => [referenceOf(id), id]))
    for (const { reference = '', on } of desk.tickets) {
      const id = sent.get(reference)
      if (id === undefined) continue
      expect(sorted(on), reference).toEqual(this.#expected(id))
    }
    return desk.tickets.filter(({ reference = '' }: Stored) => this.#files.has(sent.get(reference) ?? ''))
      .length
  }

  #expected(id: string) {
    const files = this.#files.get(id)
    if (!files) return NOTHING_ON_IT
    const notes = [expect.stringContaining(`plan of ${id}`)]
    return { files, tags: TAGS.toSorted(), team: TEAM, assignee: ASSIGNEE, notes }
  }
}

const sorted = (on: OnTicket): OnTicket => ({ ...on, tags: on.tags.toSorted() })
