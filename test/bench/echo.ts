/** The yardstick of the benchmark: a bare Hono server that answers with the body it was sent. */
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

const app = new Hono()
app.post('/api/tickets', async (c) => c.text(await c.req.text(), 202))
serve({ fetch: app.fetch, port: Number(process.env['PORT']), hostname: '127.0.0.1' })
