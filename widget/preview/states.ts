/** Every state of the form that the preview shows, and how each comes about. */

/** How the proxy answers a message in a state; `offline` and `cut` do not reach it, `wait` never comes back. */
type Answer = 'offline' | 'cut' | 'wait' | { status: number; body: unknown; headers?: Record<string, string> }

/** One state. */
export interface State {
  label: string
  /** What is typed; without it the form stays as it opens. */
  write?: { message?: string; email?: string }
  /** Leaves the e-mail field. */
  leave?: true
  /** How the proxy answers; without it nothing is sent. */
  answer?: Answer
  /** Is left closed. */
  closed?: true
  /** Presses the button that sends although nothing is answered: what is wrong shows. */
  send?: true
}

const written = { message: 'The mug arrived with a crack. Can I get another one?', email: 'ada@example.com' }
const failed = (code: string, status: number): Answer => ({ status, body: { code, message: '' } })

/** By the name that stands in the address of a stage. */
export const STATES: Readonly<Record<string, State>> = {
  closed: { label: 'Closed', closed: true },
  open: { label: 'Open' },
  written: { label: 'Nearly full', write: { ...written, message: `${written.message} `.repeat(180) } },
  suggestion: { label: 'Slip in the address', write: { ...written, email: 'ada@gmial.com' }, leave: true },
  errors: { label: 'Nothing filled', send: true },
  sending: { label: 'Sending', write: written, answer: 'wait' },
  sent: {
    label: 'Sent',
    write: written,
    answer: { status: 202, body: { reference: 'SY0CKZDX52AS', state: 'queued' } },
  },
  offline: { label: 'Offline', write: written, answer: 'offline' },
  unreachable: { label: 'Blocked', write: written, answer: 'cut' },
  limited: {
    label: 'Too many',
    write: written,
    answer: { status: 429, body: { code: 'rate_limited', message: '' }, headers: { 'Retry-After': '90' } },
  },
  unavailable: { label: 'Not available', write: written, answer: failed('store_unavailable', 503) },
  broken: { label: 'Broken', write: written, answer: failed('internal', 500) },
  conflict: { label: 'Sent before', write: written, answer: failed('conflict', 409) },
  refused: { label: 'Not set up', write: written, answer: failed('origin_denied', 403) },
}

/** A site that asks for everything, for those who have not set up theirs. */
export const SHOWCASE = {
  site: 'showcase',
  name: 'optional',
  subject: 'hidden',
  contactEmail: 'help@example.com',
  reply: {
    within: 4,
    hours: {
      timeZone: 'Europe/Brussels',
      days: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, ['09:00-17:30']])),
    },
  },
  consent: {
    mode: 'notice',
    text: {
      en: 'We use your address to answer you, and for nothing else.',
      de: 'Wir verwenden Ihre Adresse, um Ihnen zu antworten, und für nichts anderes.',
      ar: 'نستخدم عنوانك للرد عليك ولا شيء غير ذلك.',
      ja: 'メールアドレスはお返事にのみ使用します。',
    },
    link: 'https://example.com/privacy',
    version: '1',
  },
} as const
