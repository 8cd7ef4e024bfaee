/**
 * Tells somebody what needs a person: by a signed post, by e-mail, or both. Of each kind once an hour at most, whichever
 * process sees it and however often it is started; what could not be sent is tried again every minute.
 */
import { hostname } from 'node:os'
import type { AlertRules } from '../../config/operation/alerts.ts'
import type { MailOutcome } from '../../email/mail.ts'
import { createMailer } from '../../email/mailer.ts'
import { createSignedPost, postOutcome } from '../../email/webhook.ts'
import type { Log } from '../../log.ts'
import type { AlertStore } from '../../store/operation/alerts.ts'
import type { Need, NeedKind } from '../readiness.ts'

/** What is sent of one kind. */
interface Alert {
  /** The same for every try of its hour. */
  id: string
  kind: NeedKind
  /** Sentences for an operator: nothing of a visitor. */
  texts: string[]
  /** Which proxy says so. */
  proxy: string
  /** ISO 8601. */
  at: string
}

interface AlertWay {
  name: 'webhook' | 'mail'
  send: (alert: Alert) => Promise<MailOutcome>
}

export interface AlertsOptions {
  rules: AlertRules
  store: AlertStore
  /** What the proxy is called: its address, else its machine. */
  proxy: string | undefined
  /** Milliseconds since the epoch. */
  now: () => number
  log: Log
}

const HOUR_MS = 3_600_000

/** For how long a try may take. Whoever is killed within it has told nobody, and another look must not wait for an hour. */
const TRY_MS = 300_000

/** Until another try of what could not be sent. A little less than the time between two looks. */
const AGAIN_MS = 50_000

/** What an e-mail of each kind is called. */
export const SUBJECTS: Record<NeedKind, string> = {
  store: 'messages cannot be stored',
  misconfigured: 'the helpdesk refuses token, workspace or channel',
  channel: 'a channel is gone',
  dead: 'messages were refused',
  damaged: 'the database is damaged',
  stuck: 'messages are stuck',
  partial: 'tickets are incomplete',
  files: 'room for files is nearly used up',
  late: 'the queue does not move',
  disk: 'the disk is nearly full',
  notice: 'something needs you',
}

function waysOf({ webhook, mail }: AlertRules): AlertWay[] {
  const ways: AlertWay[] = []
  if (webhook) {
    const post = createSignedPost(webhook)
    ways.push({
      name: 'webhook',
      send: ({ id, ...alert }) => postOutcome(post, id, { type: 'alert', ...alert }),
    })
  }
  if (mail) {
    const mailer = createMailer(mail.way)
    ways.push({
      name: 'mail',
      send: ({ id, kind, texts, proxy, at }) =>
        mailer.deliver({
          id,
          to: mail.to,
          subject: `Support proxy: ${SUBJECTS[kind]}`,
          text: `${[...texts, `${proxy}, ${at}. You hear of this again in an hour at the earliest, if it is still so.`].join('\n\n')}\n`,
          language: 'en',
        }),
    })
  }
  return ways
}

/** What there is to tell, one alert for each kind. */
function alertsOf(needs: readonly Need[], proxy: string, now: number): Alert[] {
  return [...new Set(needs.map(({ kind }) => kind))].map((kind) => ({
    id: `alert-${kind}-${Math.floor(now / HOUR_MS)}`,
    kind,
    texts: needs.filter((need) => need.kind === kind).map(({ text }) => text),
    proxy,
    at: new Date(now).toISOString(),
  }))
}

/** What was told lately. Where the store cannot say, which is what one alert is about, this process knows its own. */
class AlertClaims {
  readonly #store: AlertStore
  readonly #now: () => number
  readonly #own = new Map<string, number>()

  constructor(store: AlertStore, now: () => number) {
    this.#store = store
    this.#now = now
  }

  async take(name: string): Promise<boolean> {
    if ((this.#own.get(name) ?? 0) > this.#now()) return false
    const isTaken = await this.#store.claim(name, TRY_MS, HOUR_MS).catch(() => true)
    if (isTaken) this.#own.set(name, this.#now() + TRY_MS)
    return isTaken
  }

  async postpone(name: string, ms: number): Promise<void> {
    this.#own.set(name, this.#now() + ms)
    await this.#store.postpone(name, ms).catch(() => {})
  }
}

/** A function that tells of what it is given, unless that was told lately; undefined where nobody wants to hear. */
export function createAlerts(
  options: AlertsOptions,
): ((needs: readonly Need[]) => Promise<void>) | undefined {
  const { rules, store, proxy = hostname(), now, log } = options
  const ways = waysOf(rules)
  if (ways.length === 0) return undefined
  const claims = new AlertClaims(store, now)
  const tell = async ({ name, send }: AlertWay, alert: Alert) => {
    const claimed = `${name} ${alert.kind}`
    if (!(await claims.take(claimed))) return
    const outcome = await send(alert)
    // First: a crash in between has it told once more, and never not at all.
    await claims.postpone(claimed, outcome.type === 'later' ? AGAIN_MS : HOUR_MS)
    const facts = { step: name, why: alert.kind }
    switch (outcome.type) {
      case 'sent':
        log('info', 'alert', facts)
        return
      case 'later':
        log('warn', 'alert_not_sent', { ...facts, state: outcome.reason })
        return
      case 'refused':
      case 'unsure':
        log('warn', 'alert_not_sent', { ...facts, state: `${outcome.type} ${outcome.reason}` })
    }
  }
  return async (needs) => {
    const alerts = alertsOf(needs, proxy, now())
    await Promise.all(ways.flatMap((way) => alerts.map((alert) => tell(way, alert))))
  }
}
