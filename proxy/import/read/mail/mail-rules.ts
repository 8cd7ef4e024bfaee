/** Mails that a mailbox still has and that nobody would call its own: deleted ones, drafts, spam, marks of programs. */
import { decodeWords } from 'postal-mime'
import type { Email } from 'postal-mime'
import { fieldOf } from './mail-message.ts'

const DELETED = 'deleted in the mailbox'
const DRAFTS = 'drafts, never sent'

/** Gmail's own folders, as Takeout calls them in the language of the account. */
const GMAIL: Readonly<Record<string, string>> = {
  ...labels('spam in Gmail', 'Spam'),
  ...labels(
    DELETED,
    'Trash|Bin|Papierkorb|Corbeille|Papelera|Cestino|Prullenbak|Lixeira|Lixo|Kosz|Papirkurv',
  ),
  ...labels(DRAFTS, 'Drafts|Entwürfe|Brouillons|Borradores|Bozze|Concepten|Rascunhos|Wersje robocze|Kladder'),
}

function labels(rule: string, names: string): Record<string, string> {
  return Object.fromEntries(names.split('|').map((name) => [name.toLowerCase(), rule]))
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
