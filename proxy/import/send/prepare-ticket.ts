/** A ticket made ready to be sent: its files uploaded, and those that are not to be had waited for or named in a note. */
import type { Helpdesk, Upload } from '../../helpdesk/client.ts'
import type { ImportFile } from '../line.ts'
import { escapeHtml } from '../shape/clean-html.ts'
import { withoutPicture, withPicture } from '../shape/shape-message.ts'
import type { ImportBody, ImportBodyMessage, ShapedMessage, ShapedTicket } from '../shape/shaped-ticket.ts'
import type { AwayHosts } from './away-hosts.ts'
import { hostOf } from './fetch-file.ts'
import type { FileLook, OpenedFile } from './file-access.ts'
import { asking, insisting } from './insist.ts'
import type { InsistTools } from './insist.ts'
import type { FileLeftOut } from './journal.ts'

/** What becomes of a ticket of which a file is not to be had: it waits for a further run, or a note names the file. */
export type MissingRule = 'wait' | 'note'

export interface PrepareTools extends InsistTools {
  helpdesk: Pick<Helpdesk, 'upload'>
  open: (file: ImportFile) => Promise<OpenedFile>
  look: (file: ImportFile) => Promise<FileLook>
  away: AwayHosts
  missing: MissingRule
}

/** Why a ticket is not ready. */
type NotReady =
  | { type: 'undone'; state: 'held' | 'failed'; why: string }
  | { type: 'barred'; status: number }
  | { type: 'stopped' }

interface Prepared {
  type: 'prepared'
  body: ImportBody
  lost: FileLeftOut[]
  hasTokens: boolean
}

/** What came of a file. */
type FileEnd = Upload | Exclude<OpenedFile, { type: 'file' }> | { type: 'unsent'; why: string } | undefined

/** Opens a file; one of a server that is away fails at once. */
async function open(file: ImportFile, tools: PrepareTools) {
  const { away, waits } = tools
  const host = hostOf(file)
  if (host === undefined) return tools.open(file)
  const why = away.pass(host)
  if (why !== undefined) return { type: 'failed' as const, why }
  const tell = `file ${file.name} of ${host}`
  const ask = () => waits.during(tell, () => tools.open(file))
  const opened = await insisting(host, tools, ask, away.has(host) ? 1 : undefined)
  if (opened && opened.type !== 'stopped') away.note(host, opened.type === 'failed' ? opened.why : undefined)
  return opened
}

/** Uploads a file: its token, or why it has none. */
async function upload(file: ImportFile, tools: PrepareTools): Promise<FileEnd> {
  const opened = await open(file, tools)
  if (opened === undefined) return undefined
  // It may be there in an hour, or it may not: the rule for missing files says what becomes of its ticket.
  if (opened.type !== 'file') return opened.type === 'failed' ? { ...opened, type: 'lost' } : opened
  const result = await insisting('the helpdesk', tools, async () => {
    const outcome = await asking(tools, (at) => tools.helpdesk.upload(opened.blob, file.name, at))
    return outcome?.type === 'unsent' ? { type: 'failed' as const, why: outcome.why } : outcome
  })
  return result?.type === 'failed' ? { ...result, type: 'unsent' } : result
}

const held = ({ name }: ImportFile, why: string) => ({
  type: 'undone' as const,
  state: 'held' as const,
  why: `file ${name}: ${why}`,
})

/** A message with the tokens of its files. */
async function prepareMessage({ body, files }: ShapedMessage, tools: PrepareTools) {
  const tokens: string[] = []
  const lost: FileLeftOut[] = []
  let html = body.body
  const leaveOut = (index: number, name: string, why: string) => {
    lost.push({ name, why, late: true })
    html = withoutPicture(html, index, name)
  }
  for (const [index, file] of files.entries()) {
    const result = await upload(file, tools)
    switch (result?.type) {
      case undefined:
      case 'stopped':
      case 'limited':
        return { type: 'stopped' as const }
      case 'uploaded':
        tokens.push(result.token)
        html = withPicture(html, index, result.token)
        break
      case 'lost':
        if (tools.missing === 'wait') return held(file, result.why)
        leaveOut(index, file.name, result.why)
        break
      case 'unfit':
        leaveOut(index, file.name, result.why)
        break
      case 'refused':
        leaveOut(index, file.name, `the helpdesk refuses it (${result.why})`)
        break
      case 'rejected':
        return { type: 'barred' as const, status: result.status }
      case 'unsent':
      case 'failed':
        return {
          type: 'undone' as const,
          state: 'failed' as const,
          why: `file ${file.name}: ${result.why}`,
        }
    }
  }
  const message: ImportBodyMessage = {
    ...body,
    body: html,
    ...(tokens.length > 0 && { attachment_ids: tokens }),
  }
  return { type: 'ready' as const, message, lost }
}

/** The note at the end of a ticket that says what is not there. */
function noteOf(
  lost: readonly FileLeftOut[],
  remarks: readonly string[],
  last: ImportBodyMessage | undefined,
): ImportBodyMessage[] {
  if (lost.length + remarks.length === 0) return []
  const files = lost.map(({ name, why }) => `<li>${escapeHtml(`${name}: ${why}`)}</li>`).join('')
  const words = remarks.map((remark) => `<p>${escapeHtml(remark)}</p>`).join('')
  return [
    {
      type: 'note',
      body: `${files && `<p>Files that were not imported:</p><ul>${files}</ul>`}${words}`,
      author_name: 'Import',
      ...(last?.created_at !== undefined && { created_at: last.created_at }),
    },
  ]
}

/** Why a ticket has to wait, as far as that is known before anything is uploaded in vain. */
async function waitsFor({ messages }: ShapedTicket, tools: PrepareTools): Promise<NotReady | undefined> {
  if (tools.missing !== 'wait') return undefined
  for (const file of messages.flatMap(({ files }) => files)) {
    const look = await tools.look(file)
    if (look.type === 'lost') return held(file, look.why)
  }
  return undefined
}

/** The ticket with its files uploaded, or why not. */
export async function prepareTicket(ticket: ShapedTicket, tools: PrepareTools): Promise<Prepared | NotReady> {
  const waiting = await waitsFor(ticket, tools)
  if (waiting) return waiting
  const ready: ImportBodyMessage[] = []
  const lost: FileLeftOut[] = [...ticket.lost]
  for (const message of ticket.messages) {
    const prepared = await prepareMessage(message, tools)
    if (prepared.type !== 'ready') return prepared
    ready.push(prepared.message)
    lost.push(...prepared.lost)
  }
  return {
    type: 'prepared',
    body: { ...ticket.body, messages: [...ready, ...noteOf(lost, ticket.remarks, ready.at(-1))] },
    lost,
    hasTokens: ready.some(({ attachment_ids: ids = [] }) => ids.length > 0),
  }
}
