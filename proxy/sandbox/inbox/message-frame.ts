/**
 * A message body as a document of its own for the inbox's frames: `messageDocument`. Whatever HTML a ticket
 * carries, the policy of this answer stops scripts, forms, pop-ups, refreshes and every request except for
 * attachments of the sandbox, also when the address is opened without a frame.
 */
import { permissionsPolicy } from '../../embed/headers.ts'
import type { Desk } from '../data/desk.ts'
import { oneMessageJson } from '../data/ticket-json.ts'

/**
 * `allow-same-origin` lets the inbox measure the height of the frame; without `allow-scripts` nothing inside can
 * make use of it.
 */
const POLICY =
  "default-src 'none'; img-src 'self'; style-src 'unsafe-inline' 'self'; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'self'; sandbox allow-same-origin"

/** The message with this id, which exists. */
export function messageDocument(desk: Desk, base: string, id: number): Response {
  const html = String(oneMessageJson(desk, base, id)['body_html'])
  const document =
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark">' +
    '<title>Message</title><link rel="stylesheet" href="/sandbox/assets/message.css">' +
    `<base target="_blank"><body><main dir="auto">${html}</main>`
  return new Response(document, {
    headers: {
      'Content-Type': 'text/html; charset=UTF-8',
      'Content-Security-Policy': POLICY,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Permissions-Policy': permissionsPolicy(false),
      'Cache-Control': 'no-store',
    },
  })
}
