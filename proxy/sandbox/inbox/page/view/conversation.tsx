/** The messages of a ticket. Bodies are documents of their own in frames without scripts: see `../../message-frame.ts`. */
import { h } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Attachment, Message as MessageData, Recipients } from '../state/api.ts'
import type { OpenTicket } from '../state/open-ticket.ts'
import { capital, fileSize, personName } from '../state/words.ts'
import { Ago, Avatar } from './marks.tsx'

const FRAME_MIN = 24
const FRAME_MAX = 1600

/** Makes a frame as high as its document, within reason: a hostile one must not push everything away. */
function fit(frame: HTMLIFrameElement): void {
  const page = frame.contentDocument?.documentElement
  if (!page) return
  frame.style.blockSize = '0'
  frame.style.blockSize = `${Math.min(Math.max(page.scrollHeight, FRAME_MIN), FRAME_MAX)}px`
}

/** The body: no scripts, forms, pop-ups and foreign requests in it. */
function Body({ message, name }: { message: MessageData; name: string }) {
  const frame = useRef<HTMLIFrameElement>(null)
  useLayoutEffect(() => {
    let width = -1
    const observer = new ResizeObserver(([entry]) => {
      // Of its own height it must not hear, or it would go on for ever.
      if (frame.current && entry && entry.contentRect.width !== width) fit(frame.current)
      width = entry?.contentRect.width ?? width
    })
    if (frame.current) observer.observe(frame.current)
    return () => observer.disconnect()
  }, [])
  return (
    <iframe
      ref={frame}
      src={`/sandbox/messages/${message.ulid}`}
      sandbox="allow-same-origin"
      title={`Message of ${name}`}
      referrerpolicy="no-referrer"
      onLoad={(event) => fit(event.currentTarget)}
    />
  )
}

function RecipientList({ recipients }: { recipients: Recipients }) {
  return (
    <p class="recipients">
      {(['to', 'cc', 'bcc'] as const)
        .filter((way) => recipients[way].length > 0)
        .map((way) => (
          <span key={way}>
            {capital(way)} {recipients[way].join(', ')}
          </span>
        ))}
    </p>
  )
}

function Files({ files }: { files: readonly Attachment[] }) {
  return (
    <ul class="files" aria-label="Attachments">
      {files.map(({ ulid, url, name, size }) => (
        <li key={ulid}>
          <a href={new URL(url).pathname} target="_blank" rel="noopener noreferrer">
            <bdi>{name}</bdi>
          </a>{' '}
          <span>{fileSize(size)}</span>
        </li>
      ))}
    </ul>
  )
}

function kindOf({ type, is_forward: isForward }: MessageData): string {
  if (type === 'note') return 'Internal note'
  if (isForward) return 'Forward'
  return type === 'outbound' ? 'Reply' : ''
}

function Message({ message, recipients }: { message: MessageData; recipients: Recipients | undefined }) {
  const name = personName(message.sender)
  const kind = kindOf(message)
  return (
    <li class={`message ${message.type}`}>
      <p class="from">
        <Avatar name={name} />
        <strong>
          <bdi>{name}</bdi>
        </strong>
        {kind && <span class="kind">{kind}</span>}
        <Ago at={message.created_at} />
      </p>
      {recipients && <RecipientList recipients={recipients} />}
      <Body message={message} name={name} />
      {message.attachments.length > 0 && <Files files={message.attachments} />}
    </li>
  )
}

export function Conversation({ ticket }: { ticket: OpenTicket }) {
  return (
    <ol class="conversation" aria-label="Conversation">
      {ticket.messages.map((message) => (
        <Message key={message.ulid} message={message} recipients={ticket.recipients[message.ulid]} />
      ))}
    </ol>
  )
}
