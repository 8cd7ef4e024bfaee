import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkLine, importSchema } from '../../../proxy/import/line.ts'
import { aLine } from '../../harness/proxy/an-import.ts'

describe('a line', () => {
  it('is taken with the fields of the helpdesk’s page, and its files', () => {
    const line = aLine({
      channel: '01HX9F3K2M4N5P6Q7R8S9T0V1W',
      created_at: '2024-01-10T09:00:00+00:00',
      closed_at: '2024-01-12',
      assignee_email: 'sara@example.com',
      tags: ['billing'],
      messages: [
        {
          type: 'outbound',
          body: '<p>Done.</p>',
          created_at: '2024-01-11 11:00:00',
          author_email: 'sara@example.com',
          author_name: 'Sara',
          external_id: 'm1',
          files: [{ name: 'a.png', type: 'image/png', path: 'files/a.png', content_id: 'a' }],
        },
      ],
    })
    expect(checkLine(line)).toEqual({ line })
  })

  it.each([
    [{ external_id: undefined }, 'external_id'],
    [{ external_id: '' }, 'external_id'],
    [{ external_id: 'x'.repeat(246) }, 'external_id'],
    [{ status: 'solved' }, 'status'],
    [{ created_at: 'yesterday' }, 'created_at: must be a time such as 2024-01-10T09:00:00Z'],
    [{ messages: [] }, 'messages'],
    [{ attachments: [] }, 'attachments'],
    [{ messages: [{ type: 'reply', body: 'x' }] }, 'messages.0.type'],
    [{ messages: [{ type: 'note', body: 'x', files: [{ name: 'a' }] }] }, 'names one of path, url, content'],
    [
      { messages: [{ type: 'note', body: 'x', files: [{ name: 'a', path: 'a', content: '' }] }] },
      'names one of path, url, content',
    ],
  ])('is refused with %o, and told why by the name of the field', (changes, words) => {
    const checked = checkLine({ ...aLine(), ...changes })
    expect('why' in checked && checked.why).toContain(words)
  })

  it.each(['aGVsbG8', 'aGVsb', 'aGVsbG8=x', 'aGVs*G8=', '====', 'a===', 'data:text/plain;base64,aGVsbG8='])(
    'with a file whose base64 is broken or cut off is refused: %s',
    (content) => {
      const checked = checkLine(
        aLine({ messages: [{ type: 'note', body: 'x', files: [{ name: 'a', content }] }] }),
      )
      expect('why' in checked && checked.why).toBe(
        'messages.0.files.0.content: must be base64, whole and with its padding',
      )
    },
  )

  it.each(['', 'aGVsbG8=', 'aGVs\r\nbG8=', '-_8=', 'A'.repeat(30_000_000)])(
    'with a file in base64 is taken, however long',
    (content) => {
      expect(
        checkLine(aLine({ messages: [{ type: 'note', body: 'x', files: [{ name: 'a', content }] }] })),
      ).toHaveProperty('line')
    },
  )

  it('that is wrong in many ways is told by the first three', () => {
    const checked = checkLine({})
    expect(checked).toEqual({
      why: expect.stringMatching(/^external_id: .*; status: .*; from_contact: .*; and 1 more$/),
    })
  })

  it('has a published schema that is the one it is checked by: run "npm run schema"', () => {
    expect(JSON.parse(readFileSync('import.schema.json', 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(importSchema())),
    )
  })
})
