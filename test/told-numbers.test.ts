/**
 * Numbers that the docs promise in words, beside the constant that makes each true. What a constant does is tested
 * where it is used, mostly by a clock that is moved far; only here is it held that it is as much as a page says.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { page } from './pages.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const MEBIBYTE = 1024 * 1024

/** Sentences of each page; then the constants of them, by file and name, and how much each is. */
const TOLD: Record<string, [words: string, ...constants: [where: string, much: number][]][]> = {
  'docs/operate.md': [
    ['at most 61 s for each', ['proxy/operator/doctor.ts PATIENCE_MS', 61 * SECOND]],
    ['at the start and every hour', ['proxy/operator/every-now-and-then.ts CLEAN_EVERY_MS', HOUR]],
    ['looks at most once a second', ['proxy/proxy.ts READY_EVERY_MS', SECOND]],
    ['from nine tenths on', ['proxy/operator/readiness.ts NEARLY', 0.9]],
    ['waits after eight tries', ['proxy/store/records.ts STUCK_TRIES', 8]],
    ['of earlier versions for 90 days', ['proxy/http/assets/asset-archive.ts KEPT_MS', 90 * DAY]],
  ],
  'docs/status-page.md': [
    ['at least 16 characters', ['proxy/config/operation/operator.ts SHORTEST', 16]],
    ['The cookie lasts 8 hours', ['proxy/operator/page/session.ts LIFE_MS', 8 * HOUR]],
    ['It is counted at most once a minute', ['proxy/operator/page/status-page.ts COUNT_EVERY_MS', MINUTE]],
    [
      'Ten wrong secrets from one network, or a thousand from all, close the log-in for a quarter of an hour',
      ['proxy/operator/page/session.ts WRONG_MAX', 10],
      ['proxy/operator/page/session.ts WRONG_TOTAL', 1000],
      ['proxy/operator/page/session.ts WINDOW_MS', 15 * MINUTE],
    ],
  ],
  'docs/alerts.md': [
    ['looks at itself every minute', ['proxy/operator/every-now-and-then.ts WATCH_EVERY_MS', MINUTE]],
    ['Of each kind once an hour', ['proxy/operator/alerts/alerts.ts HOUR_MS', HOUR]],
    ['told again after five minutes', ['proxy/operator/alerts/alerts.ts TRY_MS', 5 * MINUTE]],
    ['less than 500 MB are left', ['proxy/operator/alerts/disk.ts LEAST_BYTES', 500e6]],
    ['at least 24 bytes', ['proxy/config/mail.ts SECRET_BYTES', 24]],
  ],
  'docs/metrics.md': [
    ['at least 16 characters', ['proxy/config/operation/metrics.ts SHORTEST', 16]],
    [
      'has looked at in the last two minutes',
      ['proxy/conversation/desk/ticket-reader.ts LOOKING_MS', 2 * MINUTE],
    ],
  ],
  'docs/identity.md': [
    ['at least 16 characters each', ['proxy/config/secrets.ts SHORTEST', 16]],
    ['up to ten short values', ['proxy/admission/identity.ts CONTEXT_MAX', 10]],
  ],
  'docs/servers.md': [['more than 5,000 at once', ['proxy/http/node-server.ts CONNECTIONS_MAX', 5000]]],
  'docs/spam.md': [
    ['is good for two hours', ['proxy/admission/challenge.ts CHALLENGE_LIFE_MS', 2 * HOUR]],
    ['Beyond a hundred connections', ['proxy/http/node-server.ts CROWD', 100]],
    ['costs ten of the sender', ['proxy/admission/admission.ts SUSPICION', 10]],
    ['One line every ten seconds', ['proxy/log.ts REPORT_EVERY_MS', 10 * SECOND]],
    ['within two seconds of opening', ['proxy/admission/challenge-policy.ts FILL_MIN_MS', 2 * SECOND]],
  ],
  'docs/mail.md': [
    [
      'It counts for ten minutes, for five tries',
      ['proxy/contract/email/code.ts CODE_MINUTES', 10],
      ['proxy/store/email/email-store.ts CODE_TRIES', 5],
    ],
    [
      '30 days after the last use',
      ['proxy/contract/email/code.ts SESSION_DAYS', 30],
      ['proxy/store/email/email-store.ts SESSION_IDLE_MS', 30 * DAY],
    ],
    // Measured: 0.1 s at this level.
    ['costs the browser a tenth of a second of work', ['proxy/admission/challenge-policy.ts CODE_LEVEL', 6]],
    ['when none could be sent for a minute', ['proxy/email/mail-delivery.ts FAILING_MS', MINUTE]],
    [
      'waits for the code, an hour at most',
      ['proxy/intake/confirmation.ts HOLD_MS', HOUR],
      ['proxy/store/email/email-rows.ts HOLD_MAX_MS', HOUR],
    ],
    ['from the same address, for a day', ['proxy/store/email/confirmation.ts CONFIRM_LIFE_MS', DAY]],
  ],
  'docs/privacy.md': [
    ['replaced twice a minute', ['proxy/admission/create-admission.ts SAVE_EVERY_MS', 30 * SECOND]],
    ['of the newest 20 messages', ['widget/conversation/kept-receipts.ts KEPT_MAX', 20]],
    ['or for 24 hours', ['widget/form/state/draft.ts LIFE_MS', DAY]],
    ['or for 7 days', ['widget/parts/keep/kept-message.ts LIFE_MS', 7 * DAY]],
    ['200 characters at most', ['proxy/contract/help/articles.ts SOUGHT_MAX', 200]],
    ['the last 50 lines', ['widget/addons/console-lines.ts LINES_MAX', 50]],
  ],
  'docs/embed.md': [
    ['the last 50 calls', ['widget/addons/console-lines.ts LINES_MAX', 50]],
    ['at most 2,000 characters', ['widget/addons/prepared-text.ts TEXT_MAX', 2000]],
  ],
  'docs/conversation.md': [
    ['not within five minutes of the last time', ['widget/conversation/unread.ts PAUSE_MS', 5 * MINUTE]],
    ['asks every 5 seconds', ['proxy/conversation/shown.ts USUAL', 5]],
    ['at most once a minute then', ['widget/conversation/watch.ts DELAY_MAX', 60]],
    ['for ten minutes at most', ['proxy/delivery/sending.ts WAITED_MS', 10 * MINUTE]],
    ['at most 2,000 characters', ['proxy/contract/conversation/rating.ts RATING_WORDS_MAX', 2000]],
    ['three seconds at most', ['widget/form/mount.tsx LATE', 3 * SECOND]],
  ],
  'docs/forms.md': [
    ['Fields of your own, at most 40', ['proxy/contract/limits.ts FIELDS_MAX', 40]],
    ['at most three links', ['proxy/contract/help/help.ts SHOWN_MAX', 3]],
    ['at most three articles', ['proxy/articles/article-index.ts FOUND_MAX', 3]],
    ['Read every 15 minutes', ['proxy/articles/articles.ts EVERY_MS', 15 * MINUTE]],
    ['Half a second after the last letter', ['widget/parts/articles/articles.tsx PAUSE_MS', SECOND / 2]],
    ['the last 200 characters', ['proxy/contract/help/articles.ts SOUGHT_MAX', 200]],
    [
      'waits for an hour of tries in vain (half of one, where it was tried twenty times before)',
      ['proxy/delivery/upload-files.ts PATIENCE_MS', HOUR],
      ['proxy/delivery/upload-files.ts TRIES_MANY', 20],
    ],
  ],
  'docs/delivery.md': [
    [
      'tried again after 2 seconds, doubling to 15 minutes',
      ['proxy/delivery/waits.ts BACKOFF_FIRST_MS', 2 * SECOND],
      ['proxy/delivery/waits.ts BACKOFF_MAX_MS', 15 * MINUTE],
    ],
    ['to six hours apart', ['proxy/delivery/waits.ts REST_MAX_MS', 6 * HOUR]],
    ['for a second, doubling to a minute', ['proxy/delivery/waits.ts PAUSE_MAX_MS', MINUTE]],
    [
      'calls stop for five minutes at a time',
      ['proxy/delivery/misconfiguration.ts MISCONFIGURED_MS', 5 * MINUTE],
    ],
    [
      'is laid aside after five calls, so that others have their turns, and ends after 1,000 candidates or 40 pages',
      ['proxy/delivery/searches.ts CALLS', 5],
      ['proxy/helpdesk/ticket-search.ts CANDIDATES_MAX', 1000],
      ['proxy/helpdesk/ticket-search.ts PAGES_MAX', 40],
    ],
    ['A 403 counts as that after four tries', ['proxy/delivery/next-step.ts FORBIDDEN_TRIES', 4]],
    [
      'is tried eight times, a quarter of an hour, before it counts as failed, and with 400, 413, 415 or 422 twice',
      ['proxy/delivery/next-of-step.ts STEP_REFUSALS_MAX', 8],
      ['proxy/delivery/next-of-step.ts CERTAIN_REFUSALS_MAX', 2],
    ],
    ['is tried twenty times', ['proxy/delivery/next-of-step.ts STEP_ATTEMPTS_MAX', 20]],
    ['without the site after a day', ['proxy/delivery/configured.ts SITE_BACK_MS', DAY]],
  ],
  'docs/several-machines.md': [
    [
      'for 15 seconds and renews it every five',
      ['proxy/store/postgres/lease.ts LEASE_MS', 15 * SECOND],
      ['proxy/store/postgres/lease.ts RENEW_MS', 5 * SECOND],
    ],
    // The lease, and a look of the others.
    ['takes over within 16 seconds', ['proxy/store/postgres/lead.ts LOOK_EVERY_MS', SECOND]],
    ['takes from it after five seconds', ['proxy/store/postgres/database.ts IDLE_MS', 5 * SECOND]],
    ['opens ten connections at most', ['proxy/store/postgres/database.ts CONNECTIONS', 10]],
    ['hears of the others every second', ['proxy/admission/create-admission.ts SHARE_EVERY_MS', SECOND]],
    ['finds within half a minute', ['proxy/email/mail-delivery.ts LOOK_EVERY_MS', 30 * SECOND]],
    ['after three seconds each', ['proxy/store/postgres/accepting.ts WAIT_MS', 3 * SECOND]],
    ['in parts of a megabyte', ['proxy/store/postgres/files.ts PART_BYTES', MEBIBYTE]],
    [
      'after a quarter of an hour without its topic',
      ['proxy/delivery/configured.ts TOPIC_BACK_MS', 15 * MINUTE],
    ],
    [
      'The doctor warns at a minute',
      ['proxy/operator/database-check.ts CLOCK_MS', MINUTE],
      ['proxy/operator/doctor.ts CLOCK_MS', MINUTE],
    ],
  ],
  'docs/import.md': [
    ['ten tickets as they will look', ['proxy/import/survey.ts TICKETS_SHOWN', 10]],
    ['asks each server of files for three', ['proxy/import/file-survey.ts TRIED_OF_EACH', 3]],
    [
      'one that eight calls in a row brought no answer for. After three of those in a row the run stops',
      ['proxy/import/send/insist.ts TRIES', 8],
      ['proxy/import/send/run-import.ts GIVEN_UP_MAX', 3],
    ],
    ['More than 200 messages', ['proxy/import/shape/shape.ts MESSAGES_MAX', 200]],
    ['Over 50 tags', ['proxy/import/shape/shape.ts TAGS_MAX', 50]],
    ['one before 1971 is left out', ['proxy/import/time.ts EARLIEST', 1971]],
    [
      '8 MB, 200,000 elements',
      ['proxy/import/shape/clean-html.ts HTML_MAX', 8 * MEBIBYTE],
      ['proxy/import/shape/clean-html.ts TAGS_MAX', 200_000],
    ],
    ['then for one file a minute', ['proxy/import/send/away-hosts.ts ASKED_AGAIN_MS', MINUTE]],
  ],
}

/** How much a constant is: a number, or a product of some; of a date its year. */
function constantOf(where: string): number {
  const [file = '', name = ''] = where.split(' ')
  const [, written = ''] =
    RegExp(`const ${name}(?:: number)? = (?:Date\\.UTC\\()?([\\d_.* /]+)`).exec(readFileSync(file, 'utf8')) ??
    []
  const [first = NaN, ...others] = written.replaceAll('_', '').split('*').map(Number)
  return others.reduce((product, factor) => product * factor, first)
}

describe.each(Object.entries(TOLD))('%s', (name, sentences) => {
  it.each(sentences)('says rightly: %s', (words, ...constants) => {
    expect(page(name)).toContain(words)
    for (const [where, much] of constants) expect(constantOf(where), where).toBe(much)
  })
})
