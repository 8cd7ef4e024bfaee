/** A delivery that finds rows by the ids of their messages, as tests know them. */
import type { EntryRow, Lead, Store } from '../../../proxy/store/store.ts'

type After<Work extends (entry: EntryRow, ...rest: never[]) => unknown> =
  Parameters<Work> extends [EntryRow, ...infer Rest]
    ? (entry: EntryRow | string, ...rest: Rest) => ReturnType<Work>
    : never

export type LeadById = Omit<Lead, 'begin' | 'settle'> & {
  begin: After<Lead['begin']>
  settle: After<Lead['settle']>
}

/** A message that is not there is a row that never was. */
export function byId(store: Pick<Store, 'operator'>, lead: Lead): LeadById {
  const rowOf = async (entry: EntryRow | string) =>
    typeof entry === 'string'
      ? { id: entry, acceptedAt: (await store.operator.show(entry))?.acceptedAt ?? -1 }
      : entry
  return {
    ...lead,
    begin: async (entry, ...rest) => lead.begin(await rowOf(entry), ...rest),
    settle: async (entry, ...rest) => lead.settle(await rowOf(entry), ...rest),
  }
}
