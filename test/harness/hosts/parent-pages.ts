/** Pages of other people that embed the form: a real server, reached under any name below `localhost`. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

interface Parent {
  html: string
  headers?: Record<string, string>
}

/** A server of pages, gone after the test. */
export async function parents() {
  const pages = new Map<string, Parent>()
  const server = createServer((request, response) => {
    const page = pages.get(new URL(request.url ?? '', 'http://parent').pathname)
    response.writeHead(page ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8', ...page?.headers })
    response.end(page && `<!doctype html><link rel="icon" href="data:,"><title>Parent</title>${page.html}`)
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const { port } = server.address() as AddressInfo
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  let number = 0
  return {
    /** The origin of a host on this server. */
    origin: (host = 'localhost') => `http://${host}:${port}`,
    /** Puts up a page and returns its address. */
    page(
      html: string,
      { host = 'localhost', headers = {} }: { host?: string; headers?: Record<string, string> } = {},
    ) {
      const path = `/page-${number++}`
      pages.set(path, { html, headers })
      return `http://${host}:${port}${path}`
    },
  }
}
