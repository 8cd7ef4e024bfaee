/**
 * What is done when the address of a message is proven: its ticket says so, and its sender is sent a copy, where the site
 * wants either. A copy goes to nobody else: it would be a way to send strangers anything.
 */
import type { Site } from '../config/config.ts'
import { oneSpelling } from '../contract/email/spelling.ts'
import type { Value } from '../contract/form.ts'
import { wording } from '../contract/localized.ts'
import type { MailStyle, Proofs } from '../email/proofs.ts'
import { noteOf } from '../helpdesk/ticket.ts'
import { newMark, referenceOf } from '../reference.ts'
import type { Confirmation } from '../store/email/confirmation.ts'
import type { CheckedSubmission } from '../store/records.ts'

/** A message waits for its code no longer than this. */
export const HOLD_MS = 3_600_000

const NOTE =
  'Address confirmed: whoever wrote this has entered a code that was sent to the e-mail address, in the browser that the message came from.'

/** Whether the visitor has proven the address before, by a session or by the site's own signature. */
async function isProven({ email, session }: CheckedSubmission, site: Site, proofs: Proofs): Promise<boolean> {
  const address = session === undefined ? undefined : await proofs.addressOf(site.id, session)
  return address !== undefined && oneSpelling(address) === oneSpelling(email)
}

const shown = (value: Value): string => (typeof value === 'string' ? value : value.join(', '))

/** What was written, by the names that its writer knows. */
function writtenOf({ subject, message, fields = {} }: CheckedSubmission, { form }: Site, language: string) {
  const filled = Object.entries(fields).map(([key, value]): [string, string] => {
    const label = form.fields?.find((field) => field.key === key)?.label
    return [label === undefined ? key : wording(label, language, form.locale), shown(value)]
  })
  const words: [string | undefined, string][] = subject === undefined ? [] : [[undefined, subject]]
  return [...words, [undefined, message] as [undefined, string], ...filled]
}

/** Undefined where the site wants nothing of it, or the browser can prove nothing. */
export async function confirmationOf(
  submission: CheckedSubmission,
  site: Site,
  proofs: Proofs,
  style: (proofs: Proofs) => MailStyle,
): Promise<Confirmation | undefined> {
  const { id, email, browser, identity } = submission
  const { confirm, copy: wantsCopy } = site.confirm
  if (confirm === 'off' && !wantsCopy) return undefined
  // One that is wrong is refused by the admission, and nothing is stored.
  const isVouched = identity !== undefined && site.identity.secrets.length > 0
  const proven = isVouched || (await isProven(submission, site, proofs))
  if (!proven && browser === undefined) return undefined
  const note = confirm === 'off' || isVouched ? undefined : noteOf([NOTE], undefined, newMark())
  const copied = () => {
    const words = style(proofs)
    const written = writtenOf(submission, site, words.language)
    return proofs.copyOf({ id, to: email, reference: referenceOf(id), written }, words)
  }
  return {
    asker: browser === undefined ? '' : proofs.askerOf(browser),
    holdMs: confirm === 'before' ? HOLD_MS : 0,
    note,
    copy: wantsCopy ? copied() : undefined,
    isProven: proven,
  }
}
