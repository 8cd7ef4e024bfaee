/** Which folders of a mailbox are read, by what mail programs and servers call them. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mail } from '../../../../proxy/import/sources/mail.ts'
import { found, linesOf } from '../../../harness/proxy/an-import.ts'
import { aFolder } from '../../../harness/proxy/builders.ts'

const own = new Set(['help@shop.example'])
const MAIL = 'Message-ID: <a@x>\nFrom: ada@example.com\nTo: help@shop.example\nSubject: Hi\n\nHello\n'
const MBOX = `From - Wed Jan 10 09:00:00 2024\n${MAIL}\n`

describe('a folder', () => {
  it.each([
    ['Trash', 'folders of deleted mails'],
    ['Junk.mbox', 'folders of spam'],
    ['[Gmail].sbd/Papierkorb', 'folders of deleted mails'],
    ['Drafts.sbd/Old', 'folders of drafts and of what was never sent'],
    ['.INBOX.Trash/old', 'folders of deleted mails'],
    ['.Entw&APw-rfe/old', 'folders of drafts and of what was never sent'],
    ['Deleted Messages.mbox/Messages/1.emlx', 'folders of deleted mails'],
  ])('of a mailbox that is %s is left out and counted, unless it is named itself', async (name, rule) => {
    const root = join(aFolder(), 'Mail')
    const path = join(root, name)
    mkdirSync(dirname(path), { recursive: true })
    const isApple = name.endsWith('.emlx')
    writeFileSync(path, isApple ? `${MAIL.length}\n${MAIL}` : MBOX)
    const all = await found(mail, [root], { own })
    expect(linesOf(all)).toEqual([])
    expect(all.filter(({ type }) => type === 'skipped')).toMatchObject([{ rule }])
    expect(linesOf(await found(mail, [path], { own }))).toHaveLength(1)
  })

  it.each(['Inbox', 'Trash talk', 'Sent', 'Spam reports.mbox'])('that is %s is read', async (name) => {
    const root = join(aFolder(), 'Mail')
    mkdirSync(root)
    writeFileSync(join(root, name), MBOX)
    expect(linesOf(await found(mail, [root], { own }))).toHaveLength(1)
  })
})
