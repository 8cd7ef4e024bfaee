/** Archives that unpack to gigabytes, and files that are two things at once: passed on byte for byte, never opened. */
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { expectFiles, shopFile, shopOn } from '../harness/browser/full-site.ts'
import { aSandboxedProxy } from '../harness/proxy/proxy-process.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')

/** A ZIP archive of one entry that says it has four gigabytes, and has a hundred megabytes. */
function zipOf(content: Buffer): Buffer {
  const packed = deflateRawSync(content)
  const local = Buffer.alloc(30)
  local.write('PK\x03\x04', 'latin1')
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(0xfffffffe, 22)
  local.writeUInt16LE(1, 26)
  return Buffer.concat([local, bytes('a'), packed, bytes('PK\x05\x06'), Buffer.alloc(18)])
}

/** A picture of 65,535 by 65,535 pixels: 17 GB for whoever draws it. */
function hugePicture(): Buffer {
  const header = Buffer.alloc(25)
  header.writeUInt32BE(13, 0)
  header.write('IHDR', 4)
  header.writeUInt32BE(65_535, 8)
  header.writeUInt32BE(65_535, 12)
  header.set([8, 6], 16)
  const pixels = deflateSync(Buffer.alloc(1_000_000))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(pixels.length)
  return Buffer.concat([bytes('\x89PNG\r\n\x1a\n'), header, length, bytes('IDAT'), pixels, Buffer.alloc(4)])
}

const ZEROS = Buffer.alloc(100_000_000)
const SCRIPT = '<script>alert(document.domain)</script>'

const FILES: [name: string, mimeType: string, buffer: Buffer][] = [
  ['bomb.zip', 'application/zip', zipOf(ZEROS)],
  ['nested.zip', 'application/zip', zipOf(zipOf(ZEROS))],
  ['bomb.gz', 'application/gzip', Buffer.concat(Array.from({ length: 5 }, () => gzipSync(ZEROS)))],
  ['huge.png', 'image/png', hugePicture()],
  ['pdf-and-zip.pdf', 'application/pdf', Buffer.concat([bytes('%PDF-1.7\n'), zipOf(bytes('two'))])],
  ['gif-and-script.gif', 'image/gif', bytes('GIF89a/*' + '\0'.repeat(20) + '*/=1;alert(1)')],
  ['png-and-page.png', 'image/png', Buffer.concat([hugePicture(), bytes(SCRIPT)])],
  [
    'jpeg-and-zip.jpg',
    'image/jpeg',
    Buffer.concat([bytes('\xff\xd8\xff\xe0\0\x10JFIF\0'), zipOf(bytes(SCRIPT))]),
  ],
  ['pdf-and-page.pdf', 'application/pdf', bytes('%PDF-1.7\n' + SCRIPT)],
]

it('zip bombs and polyglots are passed on as they are, and cost no more than their own bytes', async () => {
  const SITES_FILE = shopFile({ files: { max: 10, types: ['*'] } })
  const shop = shopOn(await aSandboxedProxy({ SITES_FILE }))
  const files = FILES.map(([name, mimeType, buffer]) => ({ name, mimeType, buffer }))
  const form = new FormData()
  const fields = {
    id: randomUUID(),
    site: 'shop',
    email: 'ada@example.com',
    message: 'See these',
    topic: 'repair',
  }
  for (const [name, value] of Object.entries({ ...fields, 'fields[broken]': 'All' })) form.append(name, value)
  for (const { name, mimeType, buffer } of files)
    form.append('files', new File([new Uint8Array(buffer)], name, { type: mimeType }))
  const peak = () =>
    existsSync('/proc/self/status')
      ? Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${shop.pid()}/status`, 'utf8'))?.[1]) / 1000
      : 0
  const before = peak()
  const headers = { Origin: 'https://shop.example' }
  const answer = await fetch(`${shop.url}/api/tickets`, { method: 'POST', body: form, headers })
  expect(answer.status).toBe(202)
  const ticket = await shop.ticket()
  await expectFiles(ticket.messages[0]!, files)
  // With the sandbox in the same process. Whoever opened only one of them would need 100 MB and more.
  expect(peak() - before).toBeLessThan(90)
})
