/** The dialog with the mail tray. It shows what comes while it is open. */
import { h } from 'preact'
import { mails, type ShownMail } from '../state/mails.ts'
import { Dialog } from './dialog.tsx'
import { Ago, Nothing } from './marks.tsx'

function Mail({ mail: { to, subject, text, created_at: at } }: { mail: ShownMail }) {
  return (
    <li class="mail">
      <h3 dir="auto">{subject}</h3>
      <p>
        To <bdi>{to}</bdi>
        <Ago at={at} />
      </p>
      <pre dir="auto">{text}</pre>
    </li>
  )
}

export function MailsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog id="mails" title="Mail tray" narrow onClose={onClose}>
      {mails.value.length === 0 ? (
        <Nothing title="No mails" words="What the product would send by e-mail is kept here instead." />
      ) : (
        <ul class="body mails">
          {mails.value.map((mail) => (
            <Mail key={mail.ulid} mail={mail} />
          ))}
        </ul>
      )}
    </Dialog>
  )
}
