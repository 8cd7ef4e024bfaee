/**
 * The inbox page: `pageHtml` and `ASSETS`, the files that it loads. All of it is text in modules, so that it is
 * there after compiling. The scripts put everything that a visitor wrote on the page as text; message bodies
 * are documents of their own in frames without scripts (see `../message-frame.ts`).
 */
import { domScript } from './dom.ts'
import { listScript } from './list.ts'
import { panelsScript } from './dialogs.ts'
import { inboxStyles, messageStyles } from './styles.ts'
import { ticketScript } from './ticket.ts'

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#4f46e5"/>' +
  '<path d="M8 18v5.5h16V18h-5a3 3 0 0 1-6 0z" fill="#fff"/><path d="M8 18l3-9.5h10l3 9.5" fill="none" ' +
  'stroke="#fff" stroke-width="2.2" stroke-linejoin="round"/></svg>'

/** Name below `/sandbox/assets/` → content. */
export const ASSETS: Readonly<Record<string, { type: string; text: string }>> = {
  'inbox.css': { type: 'text/css; charset=UTF-8', text: inboxStyles },
  'message.css': { type: 'text/css; charset=UTF-8', text: messageStyles },
  'icon.svg': { type: 'image/svg+xml', text: icon },
  'inbox.js': { type: 'text/javascript; charset=UTF-8', text: listScript },
  'ticket.js': { type: 'text/javascript; charset=UTF-8', text: ticketScript },
  'panels.js': { type: 'text/javascript; charset=UTF-8', text: panelsScript },
  'dom.js': { type: 'text/javascript; charset=UTF-8', text: domScript },
}

const statuses = ['open', 'waiting', 'closed', 'spam']
  .map(
    (status) =>
      `<label><input type="radio" name="status" value="${status}"><span>${status[0]?.toUpperCase()}${status.slice(1)}</span></label>`,
  )
  .join('')

const head = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Sandbox inbox</title>
<link rel="icon" href="/sandbox/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/sandbox/assets/inbox.css">
<script type="module" src="/sandbox/assets/inbox.js"></script>
</head>`

const bar = `<header class="bar">
<h1><img src="/sandbox/assets/icon.svg" alt="" width="26" height="26">Inbox</h1>
<p class="notice"><strong>Sandbox</strong><span>Nothing leaves this machine. No e-mail is sent.</span></p>
<div class="tools">
<button type="button" id="open-connect">Tokens &amp; IDs</button>
<button type="button" id="open-faults">Faults <span id="fault-state" class="state">off</span></button>
</div>
</header>`

const list = `<section class="list" aria-labelledby="list-title">
<h2 id="list-title" class="hidden">Tickets</h2>
<form id="filter" role="search">
<label class="hidden" for="search">Search tickets</label>
<input type="search" id="search" placeholder="Search text, people, references" autocomplete="off" spellcheck="false">
<fieldset class="choice"><legend class="hidden">Status</legend>
<label><input type="radio" name="status" value="" checked><span>All</span></label>${statuses}
</fieldset>
</form>
<p id="count" class="count" role="status"></p>
<ul id="tickets" class="tickets"></ul>
<button type="button" id="more" class="more" hidden>Show more</button>
</section>`

const dialogs = `<dialog id="connect" class="panel" aria-labelledby="connect-title">
<div class="top"><h2 id="connect-title">Tokens &amp; IDs</h2><button type="button" class="close" data-close>Close</button></div>
<div class="body" id="connect-body"></div>
</dialog>
<dialog id="faults" class="panel narrow" aria-labelledby="faults-title">
<div class="top"><h2 id="faults-title">Faults on demand</h2><button type="button" class="close" data-close>Close</button></div>
<form id="faults-form" class="body" novalidate></form>
</dialog>`

/** The document at `/sandbox`. */
export const pageHtml = `${head}
<body>
${bar}
<main class="desk" id="desk">
${list}
<section class="pane" id="pane" aria-label="Ticket"></section>
</main>
${dialogs}
<p id="announcer" class="hidden" role="status"></p>
<noscript><p class="empty">The inbox needs JavaScript. The API is at <code>/sandbox/api</code>.</p></noscript>
</body>
</html>
`
