/** The sources by the names that `--from` takes. Each is loaded when it is used. */
import type { ImportSource } from './source.ts'

export const SOURCES: Readonly<Record<string, () => Promise<ImportSource>>> = {
  jsonl: async () => (await import('./sources/json-lines.ts')).jsonLines,
  csv: async () => (await import('./sources/csv.ts')).csv,
  mail: async () => (await import('./sources/mail.ts')).mail,
  zendesk: async () => (await import('./sources/zendesk.ts')).zendesk,
  freshdesk: async () => (await import('./sources/freshdesk.ts')).freshdesk,
  helpscout: async () => (await import('./sources/help-scout.ts')).helpScout,
  freescout: async () => (await import('./sources/help-scout.ts')).freeScout,
  helpspot: async () => (await import('./sources/helpspot.ts')).helpspot,
  zammad: async () => (await import('./sources/zammad.ts')).zammad,
}
