/** Requests as HelpSpot’s private API gives them. */
import { describe, expect, it } from 'vitest'
import { checkLine } from '../../../../proxy/import/line.ts'
import { helpspot } from '../../../../proxy/import/sources/helpspot.ts'
import { aFile, found, linesOf } from '../../../harness/proxy/an-import.ts'

const json = (name: string, value: unknown, indent?: number) =>
  aFile(name, JSON.stringify(value, null, indent))

describe('a request of HelpSpot', () => {
  const XML = `<?xml version="1.0" encoding="iso-8859-1"?>
<requests><request>
  <xRequest>12489</xRequest><fOpen>0</fOpen><xStatus>1</xStatus><sTitle>Refund</sTitle><fTrash>0</fTrash>
  <dtGMTOpened>1704877200</dtGMTOpened><dtGMTClosed>1705136400</dtGMTClosed>
  <sFirstName>Tim</sFirstName><sLastName>Sm\u00efth</sLastName><sEmail>tim@customer.example</sEmail><fullname>Tim Sm\u00efth</fullname>
  <request_history>
    <item><xRequestHistory>4</xRequestHistory><xPerson>-1</xPerson><dtGMTChange>1704963800</dtGMTChange><fPublic>0</fPublic><tLog>Status changed</tLog><tNote/></item>
    <item><xRequestHistory>3</xRequestHistory><xPerson>7</xPerson><dtGMTChange>1704963700</dtGMTChange><fPublic>0</fPublic><fNoteIsHTML>0</fNoteIsHTML><tNote>internal &lt;x&gt;</tNote></item>
    <item><xRequestHistory>2</xRequestHistory><xPerson>7</xPerson><dtGMTChange>1704963600</dtGMTChange><fPublic>1</fPublic><fNoteIsHTML>1</fNoteIsHTML><tNote>&lt;p&gt;Done&lt;/p&gt;</tNote>
      <files><file><sFilename>a.pdf</sFilename><sFileMimeType>application/pdf</sFileMimeType><private_url>https://old.example/a</private_url></file></files></item>
    <item><xRequestHistory>1</xRequestHistory><xPerson>0</xPerson><dtGMTChange>1704877200</dtGMTChange><fPublic>1</fPublic><fNoteIsHTML>0</fNoteIsHTML><tNote>Please</tNote></item>
  </request_history>
</request></requests>`

  it('as XML in its encoding is a line, oldest first, without what only was logged', async () => {
    const all = await found(helpspot, [aFile('requests.xml', Buffer.from(XML, 'latin1'))])
    const [line] = linesOf(all)
    expect(checkLine(line)).toEqual({ line })
    expect(line).toMatchObject({
      external_id: 'helpspot:12489',
      subject: 'Refund',
      status: 'closed',
      created_at: '2024-01-10T09:00:00+00:00',
      closed_at: '2024-01-13T09:00:00+00:00',
      from_contact: { email: 'tim@customer.example', name: 'Tim Sm\u00efth' },
    })
    expect(line!.messages.map(({ type, body, author_name }) => [type, body, author_name])).toEqual([
      ['inbound', '<p>Please</p>', undefined],
      ['outbound', '<p>Done</p>', 'HelpSpot staff 7'],
      ['note', '<p>internal &lt;x&gt;</p>', 'HelpSpot staff 7'],
    ])
    expect(line!.messages[1]!.files).toEqual([
      { name: 'a.pdf', type: 'application/pdf', url: 'https://old.example/a' },
    ])
    expect(all.at(-1)).toEqual({ type: 'lacks', what: expect.stringContaining('addresses of the staff') })
  })

  it('as JSON may be in an object of that name', async () => {
    const request = { xRequest: 5, fOpen: 0, sEmail: 'a@b.example', tNote: 'Hi' }
    expect(linesOf(await found(helpspot, [json('r.json', { request })]))[0]!.external_id).toBe('helpspot:5')
  })

  it('as JSON has its history by ids, and times in words are not guessed', async () => {
    const request = {
      xRequest: 5,
      fOpen: '1',
      xStatus: 'Active',
      sTitle: 'Hi',
      sEmail: 'tim@customer.example',
      fullname: 'Tim S',
      dtGMTOpened: 'Jan 10 2024, 9:00 AM',
      request_history: {
        item: {
          8: { xRequestHistory: 8, xPerson: 'Tim S', fPublic: '1', fNoteIsHTML: '0', tNote: 'a' },
          9: { xRequestHistory: 9, xPerson: 'Sara', fPublic: '1', fNoteIsHTML: '0', tNote: 'b' },
        },
      },
    }
    const all = await found(helpspot, [json('r.json', request)])
    const [line] = linesOf(all)
    expect(line).not.toHaveProperty('created_at')
    expect(line!.messages.map(({ type, author_name }) => [type, author_name])).toEqual([
      ['inbound', undefined],
      ['outbound', 'Sara'],
    ])
    expect(all).toContainEqual({ type: 'lacks', what: expect.stringContaining('fRawValues=1') })
  })
})
