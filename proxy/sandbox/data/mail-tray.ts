/** Mails that would have been sent: `createMailTray` keeps the latest for the inbox page. */
import { insert, iso, str, type Desk } from './desk.ts'

/** Older ones go: nobody empties the tray. */
const KEPT = 200

export interface TrayMail {
  to: string
  subject: string
  /** Plain text. */
  text: string
}

export interface MailTray {
  put: (mail: TrayMail) => void
  /** The latest first. */
  list: () => Record<string, unknown>[]
}

export function createMailTray(desk: Desk): MailTray {
  const { sql } = desk
  return {
    put({ to, subject, text }) {
      const ulid = desk.ulid()
      sql.transaction(() => {
        const id = insert(sql, 'mails', {
          ulid,
          recipient: to,
          subject,
          body: text,
          created_at: desk.now(),
        })
        sql.run('delete from mails where id <= ?', id - KEPT)
      })
      desk.announce({ mail: ulid })
    },
    list: () =>
      sql.all('select * from mails order by id desc').map((row) => ({
        ulid: str(row, 'ulid'),
        to: str(row, 'recipient'),
        subject: str(row, 'subject'),
        text: str(row, 'body'),
        created_at: iso(Number(row['created_at'])),
      })),
  }
}
