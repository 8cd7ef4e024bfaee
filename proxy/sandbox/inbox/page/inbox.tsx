/** The inbox page at `/sandbox`, to play the agent. What visitors wrote is put on it as text. */
import { h, render } from 'preact'
import { announcement } from './state/announcements.ts'
import { start } from './state/navigation.ts'
import { opened } from './state/open-ticket.ts'
import { Bar } from './view/bar.tsx'
import { List } from './view/list.tsx'
import { TicketPane } from './view/ticket.tsx'

function Inbox() {
  return [
    <Bar key="bar" />,
    <main key="desk" class="desk" id="desk" data-view={opened.value ? 'ticket' : 'list'}>
      <List />
      <TicketPane />
    </main>,
    <p key="announcer" id="announcer" class="hidden" role="status">
      {announcement}
    </p>,
  ]
}

render(<Inbox />, document.body)
await start()
