import { createServer } from 'node:http'
import { expect, it } from 'vitest'
import { harden, serverOptions } from '../../../proxy/http/node-server.ts'
import { VARIABLES } from '../../../proxy/config/environment.ts'
import { page } from '../../pages.ts'

it('gives headers half of the time that REQUEST_TIMEOUT_MS gives a request, as is told', () => {
  expect(VARIABLES.REQUEST_TIMEOUT_MS).toContain('its headers half of that')
  expect(serverOptions(30_000).headersTimeout).toBe(15_000)
})

it('takes as many connections as docs/servers.md says, and waits no longer than three times for a reader', () => {
  const server = createServer()
  harden(server, 30_000)
  const [, most = ''] = /refuses more than ([\d,]+) at once/.exec(page('docs/servers.md')) ?? []
  expect(server.maxConnections).toBe(Number(most.replace(',', '')))
  expect(server.timeout).toBe(90_000)
})
