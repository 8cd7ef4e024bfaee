/** The people of an export, who are named there once and by their ids everywhere else. */
import type { Scratch } from './scratch.ts'

export interface ExportPerson {
  email?: string | undefined
  name?: string | undefined
  /** Whether of the team; undefined when the export does not tell. */
  agent?: boolean | undefined
}

export interface People {
  add: (id: string, person: ExportPerson) => void
  find: (id: string | undefined) => ExportPerson | undefined
}

/** Those found last are kept at hand: the same agents answer everywhere. */
const AT_HAND = 1000

export function openPeople(scratch: Scratch): People {
  const known = new Map<string, ExportPerson | undefined>()
  return {
    add(id, person) {
      known.delete(id)
      scratch.put('person', id, person)
    },
    find(id) {
      if (id === undefined) return undefined
      if (!known.has(id)) {
        if (known.size >= AT_HAND) known.clear()
        // as: written here only
        known.set(id, scratch.get('person', id) as ExportPerson | undefined)
      }
      return known.get(id)
    },
  }
}
