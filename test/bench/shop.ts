/** The page of a shop with one script in it, and whatever files a bench serves from memory. */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The page, as that of ours is, with a script in the place of our tag. */
export const shopWith = (script: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Shop</title>
  <h1>Shop</h1><script defer src="${script}"></script></html>`

const answer = (response: ServerResponse, type: string, body: string | Buffer) =>
  response
    .writeHead(200, {
      'Content-Type': type,
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Headers': '*',
      ...(typeof body !== 'string' && { 'Content-Encoding': 'br' }),
    })
    .end(body)

/** Serves what `files` has by the end of the address, and takes whatever is reported. */
export async function serve(files: Map<string, string | Buffer>): Promise<string> {
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    for (const [end, body] of files)
      if (path.endsWith(end))
        return answer(response, end.endsWith('.js') ? 'text/javascript' : 'text/html', body)
    return answer(response, 'application/json', '{}')
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  server.unref()
  return `http://localhost:${(server.address() as AddressInfo).port}`
}
