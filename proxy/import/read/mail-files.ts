/** The mails of mbox files, Maildirs and .eml files: where each is, with its head. */
import { open, readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import type { SourceItem } from '../source.ts'
import { mailsOf } from './mbox.ts'
import type { MailPlace } from './mbox.ts'

export interface FoundMail extends MailPlace {
  type: 'mail'
  at: string
  file: string
}

type MailItem = FoundMail | Extract<SourceItem, { type: 'skipped' | 'problem' }>

const HEAD_MAX = 512 * 1024

/** A file with one mail. */
async function single(file: string, at: string): Promise<FoundMail> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(size, HEAD_MAX)), 0, null, 0)
    const start = buffer.subarray(0, bytesRead)
    const blank = /\r?\n\r?\n/.exec(start.toString('latin1'))
    const head = blank ? start.subarray(0, blank.index + blank[0].length) : start
    return { type: 'mail', at, file, offset: 0, length: size, isQuoted: false, head }
  } finally {
    await handle.close()
  }
}

/** Flags of a mail in a Maildir: `name:2,ST`. */
const flagsOf = (name: string) => /[:;!]2,([A-Za-z]*)$/.exec(name)?.[1] ?? ''

const isMaildir = (folder: string) => ['cur', 'new'].includes(basename(folder))

async function* inFolder(folder: string, root: string): AsyncGenerator<MailItem> {
  const entries = (await readdir(folder, { withFileTypes: true })).toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  )
  for (const entry of entries) {
    const path = join(folder, entry.name)
    const at = relative(dirname(root), path)
    if (entry.isDirectory()) {
      // What is in "tmp" was never delivered whole.
      if (entry.name !== 'tmp') yield* inFolder(path, root)
    } else if (!entry.isFile()) yield { type: 'skipped', at, rule: 'neither files nor folders' }
    else if (isMaildir(folder)) {
      const flags = flagsOf(entry.name)
      if (flags.includes('T')) yield { type: 'skipped', at, rule: 'deleted in the mailbox' }
      else if (flags.includes('D')) yield { type: 'skipped', at, rule: 'drafts, never sent' }
      else yield await single(path, at)
    } else if (/\.eml$/i.test(entry.name)) yield await single(path, at)
    else if (/\.mbox$/i.test(entry.name) || entry.name === 'mbox') yield* inMbox(path, at)
    // What a Maildir has beside its mails: lists, indexes, flags.
    else yield { type: 'skipped', at, rule: 'files that are no mails' }
  }
}

async function* inMbox(file: string, name: string): AsyncGenerator<MailItem> {
  let number = 0
  for await (const place of mailsOf(file)) yield { type: 'mail', at: `${name}#${++number}`, file, ...place }
  if (number === 0)
    yield { type: 'problem', at: name, why: 'there is no mail in it: an mbox file begins with "From "' }
}

/** The mails of files and folders. */
export async function* allMails(files: readonly string[]): AsyncGenerator<MailItem> {
  for (const file of files) {
    if ((await stat(file)).isDirectory()) yield* inFolder(file, file)
    else if (/\.eml$/i.test(file)) yield await single(file, basename(file))
    else yield* inMbox(file, basename(file))
  }
}
