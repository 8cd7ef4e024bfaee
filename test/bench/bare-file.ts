/** The yardstick for files: a bare Hono server that answers with the same bytes under the same headers, from memory. */
import { readFileSync } from 'node:fs'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { here } from './process.ts'

const bytes = readFileSync(here('../../../public/support.js.br'))
const headers = JSON.parse(process.env['HEADERS'] ?? '{}') as Record<string, string> // as: our own

const app = new Hono()
app.get('/support.js', (c) => c.body(bytes, 200, headers))
serve({ fetch: app.fetch, port: Number(process.env['PORT']), hostname: '127.0.0.1' })
