/**
 * HelpSpot: requests as its private API gives them (`private.request.get`), as XML or JSON, with their history. With
 * `fRawValues=1` its times are numbers and its people ids; what comes in words instead is taken as far as it is certain.
 */
import { textToHtml } from '../shape/clean-html.ts'
import type { ImportFile, ImportLine, ImportMessage } from '../line.ts'
import type { ImportSource, SourceItem } from '../source.ts'
import { isoTime } from '../time.ts'
import { placeOf } from '../read/attachments.ts'
import { fieldsOf, fullName, isTrue, itemsOf, present, textOf } from '../read/fields.ts'
import type { Fields } from '../read/fields.ts'
import { ownRecords } from '../read/export-kind.ts'
import { jsonRecords } from '../read/json-records.ts'
import { isXml, xmlRecords } from '../read/xml-records.ts'

/** Seconds since the epoch. Dates in words depend on the settings of whoever asked: they are not read. */
function secondsOf(record: Fields, name: string, lacks: Set<string>): string | undefined {
  const value = textOf(record, name)
  if (value === undefined || value === '0') return undefined
  if (/^\d{6,11}$/.test(value)) return isoTime(Number(value) * 1000)
  lacks.add('times as numbers: ask for the requests with fRawValues=1')
  return undefined
}

const fileOf = (record: Fields): ImportFile =>
  present({
    name: textOf(record, 'sFilename') ?? 'file',
    type: textOf(record, 'sFileMimeType'),
    ...placeOf(textOf(record, 'private_url', 'public_url', 'url'), textOf(record, 'xDocumentId')),
  })

/** Who wrote: 0 is the customer, a positive number is staff, a negative one is HelpSpot itself; else a name. */
function writerOf(
  item: Fields,
  request: Fields,
): { kind: 'customer' | 'staff' | 'system'; name: string | undefined } {
  const person = textOf(item, 'xPerson')
  const customer =
    textOf(request, 'fullname') ?? fullName(textOf(request, 'sFirstName'), textOf(request, 'sLastName'))
  if (person === undefined || person === '0' || person === customer)
    return { kind: 'customer', name: undefined }
  if (/^-\d+$/.test(person)) return { kind: 'system', name: 'HelpSpot' }
  return { kind: 'staff', name: /^\d+$/.test(person) ? `HelpSpot staff ${person}` : person }
}

function messageOf(item: Fields, request: Fields, lacks: Set<string>): ImportMessage {
  const { kind, name } = writerOf(item, request)
  const note = textOf(item, 'tNote') ?? ''
  const files = itemsOf(item, 'files', 'file').map(fileOf)
  const isPublic = isTrue(item, 'fPublic') && kind !== 'system'
  if (kind === 'staff') lacks.add('addresses of the staff: their names stay on what they wrote')
  return present({
    type: !isPublic ? 'note' : kind === 'customer' ? 'inbound' : 'outbound',
    body: isTrue(item, 'fNoteIsHTML') ? note : textToHtml(note),
    created_at: secondsOf(item, 'dtGMTChange', lacks),
    author_name: name,
    external_id: textOf(item, 'xRequestHistory'),
    files: files.length > 0 ? files : undefined,
  })
}

function convert(request: Fields, at: string, lacks: Set<string>): SourceItem {
  const id = textOf(request, 'xRequest')
  if (id === undefined) return { type: 'problem', at, why: 'the request has no xRequest' }
  if (isTrue(request, 'fTrash')) return { type: 'skipped', at, rule: 'in the trash of HelpSpot' }
  const history = itemsOf(request, 'request_history', 'item').filter(
    // The others say what has happened to the request, and nothing that somebody has written.
    (item) => textOf(item, 'tNote') !== undefined || itemsOf(item, 'files', 'file').length > 0,
  )
  const only = textOf(request, 'tNote')
  if (history.length === 0 && only === undefined)
    return { type: 'problem', at, why: `request ${id} has no history: ask for it by private.request.get` }
  if (history.length === 0) lacks.add('the history of some requests: there is only their first message')
  const first: Fields = { tNote: only, fPublic: '1', dtGMTChange: request['dtGMTOpened'] }
  const open = textOf(request, 'fOpen')
  const isSpam = textOf(request, 'xStatus', 'sStatus')?.toLowerCase() === 'spam'
  const line: ImportLine = present({
    external_id: `helpspot:${id}`,
    subject: textOf(request, 'sTitle'),
    status: isSpam
      ? ('spam' as const)
      : open === '0' || open?.toLowerCase() === 'closed'
        ? ('closed' as const)
        : ('open' as const),
    created_at: secondsOf(request, 'dtGMTOpened', lacks),
    closed_at: secondsOf(request, 'dtGMTClosed', lacks),
    from_contact: present({
      email: textOf(request, 'sEmail'),
      name:
        textOf(request, 'fullname') ?? fullName(textOf(request, 'sFirstName'), textOf(request, 'sLastName')),
      id: textOf(request, 'sUserId'),
    }),
    messages: (history.length > 0 ? history : [first])
      .map((item) => messageOf(item, request, lacks))
      // The newest comes first there.
      .toSorted((a, b) => ((a.created_at ?? '') < (b.created_at ?? '') ? -1 : 1)),
  })
  return { type: 'ticket', at, line }
}

export const helpspot: ImportSource = {
  name: 'helpspot',
  title: 'HelpSpot',
  async *read(files) {
    const lacks = new Set<string>()
    for (const file of files) {
      const records = (await isXml(file))
        ? xmlRecords(file, ['request'])
        : ownRecords(jsonRecords(file, ['request', 'requests']), 'helpspot')
      for await (const found of records) {
        if (found.type === 'problem') {
          yield found
          continue
        }
        // Some clients keep the element that JSON has around a single one.
        const inside = fieldsOf(found.record, 'request')
        yield convert('xRequest' in inside ? inside : found.record, found.at, lacks)
      }
    }
    for (const what of lacks) yield { type: 'lacks', what }
  },
}
