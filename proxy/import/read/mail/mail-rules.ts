/** Mails that a mailbox still has and that nobody would call its own: deleted ones, drafts, spam, marks of programs. */
import { decodeWords } from 'postal-mime'
import type { Email } from 'postal-mime'
import { fieldOf } from './mail-message.ts'

const DELETED = 'deleted in the mailbox'
const DRAFTS = 'drafts, never sent'

const SPAM_NAMES = 'Spam'
const DELETED_NAMES = 'Trash|Bin|Papierkorb|Corbeille|Papelera|Cestino|Prullenbak|Lixeira|Lixo|Kosz|Papirkurv'
const DRAFTS_NAMES = 'Drafts|Entwürfe|Brouillons|Borradores|Bozze|Concepten|Rascunhos|Wersje robocze|Kladder'

/** Gmail's own folders, as Takeout calls them in the language of the account. */
const GMAIL: Readonly<Record<string, string>> = {
  ...labels('spam in Gmail', SPAM_NAMES),
  ...labels(DELETED, DELETED_NAMES),
  ...labels(DRAFTS, DRAFTS_NAMES),
}

/** The same in other programs and on servers of mail, which write letters beyond ASCII as UTF-7. */
const FOLDERS: Readonly<Record<string, string>> = {
  ...labels(
    'folders of spam',
    `${SPAM_NAMES}|Junk|Junk E-mail|Junk Email|Bulk Mail|Junk-E-Mail|Spamverdacht`,
  ),
  ...labels(
    'folders of deleted mails',
    `${DELETED_NAMES}|Deleted|Deleted Items|Deleted Messages|Gelöschte Elemente|Gelöschte Objekte|Gel&APY-schte Elemente|Gel&APY-schte Objekte`,
  ),
  ...labels(
    'folders of drafts and of what was never sent',
    `${DRAFTS_NAMES}|Draft|Entw&APw-rfe|Templates|Vorlagen|Unsent Messages|Outbox|Postausgang`,
  ),
}

function labels(rule: string, names: string): Record<string, string> {
  return Object.fromEntries(names.split('|').map((name) => [name.toLowerCase(), rule]))
}

/**
 * Why a folder within a mailbox is left out, by its name: `Trash`, `Trash.sbd`, `Junk.mbox`, `.INBOX.Trash`. Whoever wants
 * it names it among the files: then it is not within one.
 */
export function folderLeftOut(name: string): string | undefined {
  const [first = ''] = name.replace(/^\.?(?:INBOX\.)?/i, '').split('.')
  const own = first.normalize('NFC').toLowerCase()
  return Object.hasOwn(FOLDERS, own) ? FOLDERS[own] : undefined
}

/** Thunderbird deletes by a flag, until it compacts the folder. */
const EXPUNGED = 0x0008

/** Why a mail is left out, by its head; undefined for one that is imported. */
export function leftOut(email: Pick<Email, 'headers' | 'subject'>): string | undefined {
  const field = (name: string) => fieldOf(email, name)?.trim() ?? ''
  const mozilla = field('x-mozilla-status')
  if (/^[\da-f]{4}$/i.test(mozilla) && (Number.parseInt(mozilla, 16) & EXPUNGED) !== 0) return DELETED
  const flags = field('x-status')
  if (/^[A-Z]+$/.test(flags) && flags.includes('D')) return DELETED
  if (/^[A-Z]+$/.test(flags) && flags.includes('T')) return DRAFTS
  if (email.subject?.endsWith('FOLDER INTERNAL DATA') && field('x-imap') + field('x-imapbase') !== '')
    return 'marks of mail servers'
  const own = decodeWords(field('x-gmail-labels'))
    .split(',')
    .map((label) => label.trim().replaceAll('"', '').toLowerCase())
  const label = own.find((name) => Object.hasOwn(GMAIL, name))
  return label === undefined ? undefined : GMAIL[label]
}
