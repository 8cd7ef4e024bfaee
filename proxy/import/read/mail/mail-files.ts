/** The mails of mbox files, Maildirs and .eml files: where each is, with its head. */
import { open, readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import type { SourceItem } from '../../source.ts'
import { bodyStart } from './mail-message.ts'
import { folderLeftOut } from './mail-rules.ts'
import { mailsOf } from './mbox.ts'
import type { MailPlace } from './mbox.ts'
import { headOf, unreadable, withoutLines } from '../text.ts'

export interface FoundMail extends MailPlace {
  type: 'mail'
  at: string
  file: string
}

type MailItem = FoundMail | Extract<SourceItem, { type: 'skipped' | 'problem' }>

const HEAD_MAX = 512 * 1024

/** How an mbox file begins, with the mark of Windows or without. */
const MBOX = /^(?:\u00ef\u00bb\u00bf)?(?:\s*\n)?From /

/** How a mail begins that has a file of its own. */
const MAIL = /^[!-9;-~]+:[ \t]/

/** A file with one mail, or from `offset` on in it. */
async function single(
  file: string,
  at: string,
  place?: { offset: number; length: number },
): Promise<MailItem> {
  const handle = await open(file)
  try {
    const { offset, length } = place ?? { offset: 0, length: (await handle.stat()).size }
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(length, HEAD_MAX)), 0, null, offset)
    const start = buffer.subarray(0, bytesRead)
    const why = length === 0 ? 'the file is empty' : (unreadable(start) ?? withoutLines(start))
    if (why !== undefined) return { type: 'problem', at, why }
    const head = start.subarray(0, bodyStart(start))
    return { type: 'mail', at, file, offset, length, isQuoted: false, head }
  } finally {
    await handle.close()
  }
}

/** A mail of Apple Mail: the number of its bytes, itself, and what the program knows of it. */
async function inEmlx(file: string, at: string): Promise<MailItem> {
  const line = /^\s*(\d{1,10})[ \t]*\r?\n/.exec((await headOf(file, 64)).toString('latin1'))
  if (!line) return { type: 'problem', at, why: 'it is no mail of Apple Mail: it begins with no number' }
  return single(file, at, { offset: line[0].length, length: Number(line[1]) })
}

/** Flags of a mail in a Maildir: `name:2,ST`. */
const flagsOf = (name: string) => /[:;!]2,([A-Za-z]*)$/.exec(name)?.[1] ?? ''

const isMaildir = (folder: string) => ['cur', 'new'].includes(basename(folder))

const isMbox = async (path: string, name: string) =>
  /\.mbox$/i.test(name) || MBOX.test((await headOf(path, 64)).toString('latin1'))

async function* inFolder(folder: string, root: string): AsyncGenerator<MailItem> {
  const entries = (await readdir(folder, { withFileTypes: true })).toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  )
  for (const entry of entries) {
    const path = join(folder, entry.name)
    const at = relative(dirname(root), path)
    const rule = isMaildir(folder) ? undefined : folderLeftOut(entry.name)
    if (rule !== undefined && (entry.isDirectory() || (await isMbox(path, entry.name))))
      yield { type: 'skipped', at, rule }
    else if (entry.isDirectory()) {
      // What is in "tmp" was never delivered whole.
      if (entry.name !== 'tmp') yield* inFolder(path, root)
    } else if (!entry.isFile()) yield { type: 'skipped', at, rule: 'neither files nor folders' }
    else if (isMaildir(folder)) {
      const flags = flagsOf(entry.name)
      if (flags.includes('T')) yield { type: 'skipped', at, rule: 'deleted in the mailbox' }
      else if (flags.includes('D')) yield { type: 'skipped', at, rule: 'drafts, never sent' }
      else yield await single(path, at)
    } else if (/\.eml$/i.test(entry.name)) yield await single(path, at)
    else if (/\.emlx$/i.test(entry.name)) yield await inEmlx(path, at)
    // Thunderbird's folders are mbox files without an ending.
    else if (await isMbox(path, entry.name)) yield* inMbox(path, at)
    // What a Maildir has beside its mails: lists, indexes, flags.
    else yield { type: 'skipped', at, rule: 'files that are no mails' }
  }
}

async function* inMbox(file: string, name: string): AsyncGenerator<MailItem> {
  let number = 0
  for await (const place of mailsOf(file)) yield { type: 'mail', at: `${name}#${++number}`, file, ...place }
  if (number > 0) return
  const head = await headOf(file, HEAD_MAX)
  const why =
    unreadable(head) ?? withoutLines(head) ?? 'there is no mail in it: an mbox file begins with "From "'
  yield head.length === 0
    ? { type: 'skipped', at: name, rule: 'folders without a mail' }
    : { type: 'problem', at: name, why }
}

/** The mails of files and folders. */
export async function* allMails(files: readonly string[]): AsyncGenerator<MailItem> {
  for (const file of files) {
    const name = basename(file)
    if ((await stat(file)).isDirectory()) yield* inFolder(file, file)
    else if (/\.emlx$/i.test(file)) yield await inEmlx(file, name)
    else if (/\.eml$/i.test(file) || MAIL.test((await headOf(file, 256)).toString('latin1')))
      yield await single(file, name)
    else yield* inMbox(file, name)
  }
}
