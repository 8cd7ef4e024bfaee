/** The open ticket: its head with what can be changed, the conversation, the answer, what was done to it. */
import { h } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { STATUSES, type Activity, type Named } from '../state/api.ts'
import { backToList } from '../state/navigation.ts'
import {
  change,
  changeProblem,
  pane,
  type Choices,
  type OpenTicket,
  type TicketChange,
} from '../state/open-ticket.ts'
import { capital, personName } from '../state/words.ts'
import { Composer } from './composer.tsx'
import { Conversation } from './conversation.tsx'
import { Field, Select, type SelectOptions } from './fields.tsx'
import { Ago, Avatar, Nothing } from './marks.tsx'

interface TicketProps {
  ticket: OpenTicket
  choices: Choices
}

/** Options of a list with one for none. */
const withNone = (none: string, list: readonly Named[]): SelectOptions => [
  ['', none],
  ...list.map(({ ulid, name }) => [ulid, name] as const),
]

function Tags({ ticket, choices, apply }: TicketProps & { apply: (step: TicketChange) => void }) {
  const free = choices.tags.filter((tag) => !ticket.tags.some(({ ulid }) => ulid === tag.ulid))
  const add = (ulid: string) => ulid && apply({ method: 'POST', path: `/tags/${ulid}`, done: 'Tag added' })
  const remove = (ulid: string) => apply({ method: 'DELETE', path: `/tags/${ulid}`, done: 'Tag removed' })
  return [
    free.length > 0 && (
      <Field key="add" label="Add tag">
        <Select id="add-tag" options={withNone('Choose', free)} value="" onChange={add} />
      </Field>
    ),
    ticket.tags.length > 0 && (
      <ul key="tags" class="tags" aria-label="Tags">
        {ticket.tags.map(({ ulid, name }) => (
          <li key={ulid}>
            <button
              type="button"
              class="chip tag"
              aria-label={`Remove tag ${name}`}
              onClick={() => remove(ulid)}
            >
              {name} <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
      </ul>
    ),
  ]
}

function Controls({ ticket, choices }: TicketProps) {
  const apply = (step: TicketChange) => void change(ticket, step)
  const put = (path: `/${string}`, body: object, done: string) => apply({ method: 'PUT', path, body, done })
  return (
    <div class="controls">
      <Field label="Status">
        <Select
          id="status"
          options={STATUSES.map((status) => [status, capital(status)] as const)}
          value={ticket.status}
          onChange={(status) => put('/status', { status }, `Status is ${status}`)}
        />
      </Field>
      <Field label="Assignee">
        <Select
          id="assignee"
          options={withNone('Nobody', choices.members)}
          value={ticket.assignee?.ulid ?? ''}
          onChange={(ulid) => put('/assignee', { assignee_ulid: ulid || null }, 'Assignee changed')}
        />
      </Field>
      <Field label="Team">
        <Select
          id="team"
          options={withNone('None', choices.teams)}
          value={ticket.assigned_team?.ulid ?? ''}
          onChange={(ulid) => put('/team', { team_ulid: ulid || null }, 'Team changed')}
        />
      </Field>
      <Tags ticket={ticket} choices={choices} apply={apply} />
    </div>
  )
}

function Head({ ticket, choices, moveFocus }: TicketProps & { moveFocus: boolean }) {
  const subject = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => {
    if (moveFocus) subject.current?.focus()
  }, [])
  const name = personName(ticket.contact)
  return (
    <header class="head">
      <h2 id="subject" tabIndex={-1} ref={subject} dir="auto">
        {ticket.subject}
      </h2>
      <div class="person">
        <Avatar name={name} />
        <p>
          <strong>
            <bdi>{name}</bdi>
          </strong>
          <span class="address">{ticket.contact.email}</span>
        </p>
        <p class="facts">
          <span>#{ticket.id}</span>
          <span>{ticket.channel.name}</span>
          <Ago at={ticket.created_at} />
          <code title="ULID of the ticket">{ticket.ulid}</code>
        </p>
      </div>
      <Controls ticket={ticket} choices={choices} />
      <p class="error" role="alert">
        {changeProblem}
      </p>
    </header>
  )
}

function Log({ activities }: { activities: readonly Activity[] }) {
  return (
    <details class="log">
      <summary>Activity</summary>
      <ol>
        {activities.map(({ description, user, created_at: at }, index) => (
          <li key={activities.length - index}>
            {description} {user && <span class="by">{user.name}</span>} <Ago at={at} />
          </li>
        ))}
      </ol>
    </details>
  )
}

const Back = () => (
  <button type="button" class="back" onClick={backToList}>
    All tickets
  </button>
)

function Content() {
  const shown = pane.value
  switch (shown.type) {
    case 'nothing':
      return (
        <Nothing
          title="No ticket open"
          words="Choose one from the list. Arrow keys walk through it, Enter opens, Escape comes back."
        />
      )
    case 'problem':
      return [<Back key="back" />, <Nothing key="why" title="Cannot show this ticket" words={shown.words} />]
    case 'ticket': {
      const { ticket } = shown
      return [
        <Back key="back" />,
        <Head key={`head ${ticket.ulid}`} {...shown} />,
        <Conversation key={`conversation ${ticket.ulid}`} ticket={ticket} />,
        <Composer key={`composer ${ticket.ulid}`} ticket={ticket} />,
        <Log key={`log ${ticket.ulid}`} activities={ticket.activities} />,
      ]
    }
  }
}

/** Where the ticket is, or says why there is none. Escape leads back to the list. */
export function TicketPane() {
  const shown = pane.value
  const ulid = shown.type === 'ticket' ? shown.ticket.ulid : shown.type
  const section = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    if (section.current) section.current.scrollTop = 0
  }, [ulid])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape, wherever the focus is in it
    <section
      class="pane"
      id="pane"
      aria-label="Ticket"
      ref={section}
      onKeyDown={(event) => event.key === 'Escape' && backToList()}
    >
      <Content />
    </section>
  )
}
