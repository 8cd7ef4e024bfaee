/** Knows what a site's form asks for, and whether all the parts that this needs are there. */
import type { FormDefinition } from '../proxy/contract.ts'
import type { Told } from './additions.ts'
import type { Cell, Cells } from './cells.ts'
import type { Failure } from './client.ts'

/** What is asked for, once the proxy has said so. */
export interface Asked {
  definition: Readonly<Cell<FormDefinition | undefined>>
  /** Asks the proxy, unless it has said so; `anew`: again. The answer, or nothing where none was needed. */
  ask: (anew?: boolean) => Promise<FormDefinition | Failure | undefined>
  /** Whether a part has not come that the visitor must see before the message can be sent. */
  lacks: () => boolean
  /** Brings what is missing. */
  complete: (told: Told) => Promise<void>
}

/**
 * @param first What the proxy has said already, in a document of its own.
 * @param form Asks the proxy.
 * @param bring Brings all the parts that the definition needs. `false`: one did not come.
 */
export function createAsked(
  { cell }: Cells,
  first: FormDefinition | undefined,
  form: () => Promise<FormDefinition | Failure>,
  bring: (told: Told) => Promise<boolean>,
): Asked {
  const definition = cell(first)
  let whole = false
  return {
    definition,
    async ask(anew) {
      if (definition.value && !anew) return undefined
      const answer = await form()
      if ('type' in answer) return answer
      whole = false
      return (definition.value = answer)
    },
    lacks() {
      const { topics, fields, files, consent } = definition.value ?? {}
      return !whole && !!(topics ?? fields ?? files ?? consent)
    },
    async complete(told) {
      const asked = definition.value
      const came = await bring(told)
      // Asked for anew meanwhile: there may be more to bring.
      if (asked === definition.value) whole = came
    },
  }
}
