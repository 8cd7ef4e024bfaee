/**
 * The customer's side of a ticket: `customerRoute` adds an inbound message, as an answer by e-mail does. The documented
 * API has no such call, so only the inbox page does.
 */
import { attachFiles, checkUploads } from '../api/attachments.ts'
import { Note } from '../api/messages.ts'
import { data, type Call, type Route } from '../api/router.ts'
import { ticketOr404 } from '../api/tickets.ts'
import { validate } from '../api/validation.ts'
import { int, str } from '../data/desk.ts'
import { oneMessageJson } from '../data/ticket-json.ts'
import { addMessage, changeStatus, recordActivity } from '../data/ticket-writer.ts'
import { runWorkflows } from '../workflows/run.ts'

export const customerRoute: Route = {
  method: 'POST',
  path: '/tickets/:ticket/customer-reply',
  handler: answer,
}

/** 201 with the message. A ticket that was closed or waiting is open again; spam stays spam. */
async function answer(call: Call): Promise<Response> {
  const { desk, who } = call
  const ticket = ticketOr404(call)
  const ticketId = int(ticket, 'id')
  const input = await call.input()
  const fields = validate(Note, input, (report) =>
    checkUploads(call, input['attachment_ids'], 'attachment_ids', report),
  )
  const id = desk.sql.transaction(() => {
    const messageId = addMessage(desk, ticketId, {
      type: 'inbound',
      body: fields.body,
      createdAt: desk.now(),
      contactId: int(ticket, 'contact_id'),
      userId: null,
    })
    attachFiles(desk, who, messageId, fields.attachment_ids)
    recordActivity(desk, ticketId, null, { type: 'customer_replied', description: 'Answered by e-mail' })
    if (['closed', 'waiting'].includes(str(ticket, 'status'))) changeStatus(desk, ticket, 'open', null)
    runWorkflows(desk, ticketId, { trigger: 'on_inbound_message' })
    return messageId
  })
  desk.announce({ ticket: str(ticket, 'ulid'), kind: 'changed' })
  return data(oneMessageJson(desk, call.base, id), 201)
}
