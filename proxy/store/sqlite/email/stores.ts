/** Codes, mails and sessions on SQLite, as the store tells them. */
import type { CodeStore, MailStore, SessionStore } from '../../email/email-store.ts'
import type { Sql } from '../database.ts'
import { CodeRows } from './codes.ts'
import { MailRows } from './mails.ts'
import { SessionRows } from './sessions.ts'

interface EmailStores {
  codes: CodeStore
  mails: MailStore
  sessions: SessionStore
}

export function emailStoresOf(sql: Sql, now: () => number, present: () => void): EmailStores {
  const codes = new CodeRows(sql, now)
  const mails = new MailRows(sql, now)
  const sessions = new SessionRows(sql, now)
  return {
    codes: {
      async ask(asked, dues) {
        present()
        return codes.ask(asked, dues)
      },
      recognise: async (asked) => codes.recognise(asked),
      async open(attempt) {
        present()
        return codes.open(attempt)
      },
    },
    mails: {
      take: async () => mails.take(),
      giveBack: async (id, waitMs) => mails.giveBack(id, waitMs),
      forget: async (id) => mails.forget(id),
      nextDue: async () => mails.nextDue(),
    },
    sessions: {
      addressOf: async (hash, site) => sessions.addressOf(hash, site),
      end: async (hash, site) => sessions.end(hash, site),
      list: async (after) => sessions.list(after),
      revoke: async (which) => sessions.revoke(which),
    },
  }
}
