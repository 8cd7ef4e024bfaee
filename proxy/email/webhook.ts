/**
 * Mail by the site's own backend: `webhookMailer` posts it, signed as Standard Webhooks has it (headers `webhook-id`,
 * `webhook-timestamp`, `webhook-signature`), and the backend sends it in its own way. The id is the same for each try.
 */
import { createHmac } from 'node:crypto'
import type { Mailer, MailOutcome } from './mail.ts'

export interface WebhookSettings {
  url: string
  /** At least 24 bytes; `whsec_` and base64, as the standard writes it, or any text. */
  secret: string
  fetch?: typeof globalThis.fetch
  /** Milliseconds since the epoch. */
  now?: () => number
  timeoutMs?: number
}

/** Answers after which a repetition can help. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429])

/** Posts a body under an id, signed; rejects when there is no answer. */
export type SignedPost = (id: string, body: string) => Promise<Response>

export function createSignedPost(settings: WebhookSettings): SignedPost {
  const { url, secret, fetch = globalThis.fetch, now = Date.now, timeoutMs = 15_000 } = settings
  return (id, body) => {
    const seconds = String(Math.floor(now() / 1000))
    return fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'Content-Type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': seconds,
        'webhook-signature': sign(secret, `${id}.${seconds}.${body}`),
      },
      body,
    })
  }
}

/** What came of it, as far as the answer tells. */
export async function postOutcome(post: SignedPost, id: string, body: object): Promise<MailOutcome> {
  try {
    const response = await post(id, JSON.stringify(body))
    await response.body?.cancel()
    return outcomeOf(response.status)
  } catch {
    // It may have arrived all the same; the id tells the backend that it has.
    return { type: 'later', reason: 'no answer' }
  }
}

export function webhookMailer(settings: WebhookSettings): Mailer {
  const { now = Date.now } = settings
  const post = createSignedPost(settings)
  return {
    deliver: ({ id, ...mail }) => postOutcome(post, id, { type: 'mail', ...mail }),
    async check() {
      const reason = await post(`check-${now()}`, JSON.stringify({ type: 'check' })).then(
        async (response) => {
          await response.body?.cancel()
          return response.ok ? undefined : String(response.status)
        },
        () => 'no answer',
      )
      return reason === undefined
        ? { ok: true }
        : {
            ok: false,
            detail: reason,
            advice: 'The backend must answer with 2xx to a signed request of the type "check".',
          }
    },
  }
}

function outcomeOf(status: number): MailOutcome {
  if (status >= 200 && status < 300) return { type: 'sent' }
  const isFinal = status >= 400 && status < 500 && !PASSING.has(status)
  return { type: isFinal ? 'refused' : 'later', reason: String(status) }
}

/** The signature of a message, in the standard's first version. */
function sign(secret: string, message: string): string {
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : secret
  return `v1,${createHmac('sha256', key).update(message).digest('base64')}`
}
