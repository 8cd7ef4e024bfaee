/**
 * The console's lines in a field of the form: an ordinary one of the site's own, so that the visitor sees every letter
 * before it is sent, and can change or delete it.
 */
import type { FormDefinition } from '../../proxy/contract/form.ts'
import { MESSAGE_MAX } from '../../proxy/contract/limits.ts'
import { bare } from '../api/bare.ts'
import { EVENT } from '../api/names.ts'
import { ask, warn } from './ask.ts'
import type { ConsoleLines } from './console-lines.ts'

/** The newest lines that fit, in their order. */
function newest(lines: readonly string[], max: number): string {
  const text = lines.join('\n')
  return text.length > max ? newest(lines.slice(1), max) : text
}

/**
 * From now on the field is filled whenever the form is opened; what the visitor wrote or deleted in it stays.
 * @param name What `prefill` calls the field.
 * @param form Asks the proxy for the site's form.
 */
export function fillConsoleField(lines: ConsoleLines, name: string, form: () => Promise<unknown>): void {
  // How much fits; undefined: nothing, as the owner of the page was told.
  let room: Promise<number | undefined> | undefined
  let isFilled = false
  // A retry must say the same as the first try, or the proxy takes it for another message.
  let isUnderWay = false

  const measure = async () => {
    const { fields = [] } = bare((await form()) as FormDefinition) // as: the proxy's
    const field = fields.map((one) => bare(one)).find(({ key, prefill = key }) => prefill === name)
    if (field?.type === 'textarea') return field.maxLength ?? MESSAGE_MAX
    warn(`this site has no textarea "${name}": nothing of the console is sent.`)
    return undefined
  }

  const fill = async () => {
    if (isUnderWay || (!isFilled && lines.read().length === 0)) return
    room ??= measure()
    const max = await room
    // Sent meanwhile.
    if (max === undefined || isUnderWay) return
    isFilled = true
    ask('prefill', { [name]: newest(lines.read(), max) })
  }

  addEventListener(EVENT + 'open', () => {
    fill().catch(() => {
      // The next time that the form is opened: what is missing here, the form itself says.
      room = undefined
    })
  })
  addEventListener(EVENT + 'submit', () => {
    isUnderWay = true
  })
  // It has been sent, or belongs to somebody else: another message begins without it.
  const begin = () => {
    isUnderWay = false
    lines.forget()
    if (isFilled) ask('prefill', { [name]: undefined })
    isFilled = false
  }
  for (const type of ['sent', 'reset']) addEventListener(EVENT + type, begin)
}
