/** The mail tray: what would have been sent by e-mail. */
import { signal } from '@preact/signals'
import { read } from './api.ts'

export interface ShownMail {
  ulid: string
  to: string
  subject: string
  text: string
  created_at: string
}

/** The latest first. */
export const mails = signal<readonly ShownMail[]>([])

export async function loadMails(): Promise<void> {
  mails.value = await read<ShownMail[]>('/mails')
}
