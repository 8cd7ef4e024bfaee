/** Styles of the inbox page and of the message bodies in its frames. */

const colours = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --back: #f5f5f7; --raised: #ffffff; --line: #e3e3e8; --strong-line: #8a8a96;
  --ink: #1b1b22; --soft: #5c5c6b; --accent: #4f46e5; --on-accent: #ffffff; --wash: #eeedfd;
  --note: #fff8e6; --note-line: #f0dca6; --reply: #f3f3fd; --warn: #8a4b00; --warn-wash: #fff1d6; --bad: #b42318;
  --open: #0f6b3f; --open-wash: #e2f6ea; --waiting: #8a4b00; --waiting-wash: #fff1d6;
  --closed: #50505e; --closed-wash: #ececf1; --spam: #b42318; --spam-wash: #fde8e6;
  --shadow: 0 1px 2px rgb(20 20 40 / 6%), 0 8px 24px rgb(20 20 40 / 6%);
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #17171c; --back: #0f0f13; --raised: #1e1e25; --line: #2c2c36; --strong-line: #757585;
    --ink: #ececf1; --soft: #a3a3b3; --accent: #a5a0ff; --on-accent: #14122e; --wash: #25244a;
    --note: #2a2416; --note-line: #55481f; --reply: #20203a; --warn: #ffc876; --warn-wash: #3a2a0e; --bad: #ff9a8f;
    --open: #7be0a8; --open-wash: #12321f; --waiting: #ffc876; --waiting-wash: #3a2a0e;
    --closed: #b8b8c6; --closed-wash: #2a2a33; --spam: #ff9a8f; --spam-wash: #3f1a17;
    --shadow: 0 1px 2px rgb(0 0 0 / 40%), 0 8px 24px rgb(0 0 0 / 30%);
  }
}
`

/** `message.css`: what a mail looks like when it brings no styles of its own. */
export const messageStyles = `${colours}
html { background: transparent; }
body { margin: 0; color: var(--ink); font: 15px/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
main { display: flow-root; padding: 1px; }
main > :first-child { margin-block-start: 0; }
main > :last-child { margin-block-end: 0; }
p, ul, ol, table { margin-block: 0 12px; }
ul, ol { padding-inline-start: 22px; }
a { color: var(--accent); }
img { max-inline-size: 100%; block-size: auto; border-radius: 6px; }
hr { border: 0; border-block-start: 1px solid var(--line); margin-block: 14px; }
table { border-collapse: collapse; font-size: 13px; color: var(--soft); }
td, th { padding: 3px 14px 3px 0; text-align: start; vertical-align: top; }
blockquote { margin: 0 0 12px; padding-inline-start: 12px; border-inline-start: 3px solid var(--line); color: var(--soft); }
code, pre { font: 13px/1.5 ui-monospace, monospace; }
pre { overflow: auto; }
`

const base = `
*, ::before, ::after { box-sizing: border-box; }
html { block-size: 100%; }
body { margin: 0; block-size: 100dvh; display: flex; flex-direction: column; background: var(--back); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; -webkit-text-size-adjust: 100%; }
h1, h2, p, ul, ol, dl, dd, fieldset, legend { margin: 0; padding: 0; border: 0; }
ul, ol { list-style: none; }
code { font: 12.5px/1.4 ui-monospace, SFMono-Regular, Menlo, monospace; }
button, input, select, textarea { font: inherit; color: inherit; }
button, select, input, textarea { border: 1px solid var(--strong-line); border-radius: 9px; background: var(--raised); min-block-size: 36px; padding: 6px 12px; }
button { cursor: pointer; font-weight: 500; }
button:hover, select:hover { border-color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
.error { color: var(--bad); font-size: 14px; }
.error:empty { display: none; }
.chip { display: inline-flex; align-items: center; gap: 4px; border-radius: 99px; padding: 1px 8px; font-size: 12px; line-height: 18px; background: var(--closed-wash); color: var(--closed); white-space: nowrap; }
.chip.status { text-transform: capitalize; font-weight: 600; }
.chip.open { background: var(--open-wash); color: var(--open); }
.chip.waiting { background: var(--waiting-wash); color: var(--waiting); }
.chip.spam { background: var(--spam-wash); color: var(--spam); }
.chip.tag { background: transparent; box-shadow: inset 0 0 0 1px var(--line); color: var(--soft); }
.chip.fresh { background: var(--accent); color: var(--on-accent); font-weight: 600; }
.avatar { flex: none; inline-size: 36px; block-size: 36px; border-radius: 50%; display: grid; place-items: center; font-size: 13px; font-weight: 600; color: #fff; }
.hue-0 { background: #4f46e5; } .hue-1 { background: #0e7490; } .hue-2 { background: #a21caf; }
.hue-3 { background: #b45309; } .hue-4 { background: #15803d; } .hue-5 { background: #be185d; }
.empty { display: grid; gap: 4px; justify-items: center; text-align: center; padding: 56px 24px; color: var(--soft); }
.empty strong { color: var(--ink); font-size: 16px; }
.choice { display: flex; gap: 2px; padding: 3px; border-radius: 10px; background: var(--back); box-shadow: inset 0 0 0 1px var(--line); }
.choice label { position: relative; flex: 1; cursor: pointer; }
.choice input { position: absolute; inset: 0; inline-size: 100%; min-block-size: 0; block-size: 100%; margin: 0; opacity: 0; cursor: pointer; }
.choice span { display: block; text-align: center; padding: 4px 8px; border-radius: 8px; font-size: 13px; color: var(--soft); white-space: nowrap; }
.choice :checked + span { background: var(--raised); color: var(--ink); font-weight: 600; box-shadow: 0 0 0 1px var(--line), 0 1px 2px rgb(0 0 0 / 8%); }
.choice :focus-visible + span { outline: 2px solid var(--accent); outline-offset: 1px; }
`

const layout = `
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; padding: 10px 16px; background: var(--paper); border-block-end: 1px solid var(--line); }
.bar h1 { display: flex; align-items: center; gap: 10px; font-size: 17px; letter-spacing: -0.01em; }
.notice { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 10px; font-size: 13px; color: var(--soft); }
.notice strong { padding: 2px 10px; border-radius: 99px; background: var(--warn-wash); color: var(--warn); }
.tools { display: flex; gap: 8px; margin-inline-start: auto; font-size: 14px; }
.tools button { border-color: var(--line); }
.tools .state { color: var(--soft); font-weight: 400; }
.tools .state.on { color: var(--bad); font-weight: 600; }
.desk { flex: 1; min-block-size: 0; display: grid; grid-template-columns: minmax(320px, 400px) 1fr; }
.list { display: flex; flex-direction: column; min-block-size: 0; background: var(--paper); border-inline-end: 1px solid var(--line); overflow-y: auto; }
#filter { position: sticky; inset-block-start: 0; z-index: 1; display: grid; gap: 10px; padding: 14px 14px 10px; background: var(--paper); }
#search { inline-size: 100%; }
#search::placeholder, textarea::placeholder, .field ::placeholder { color: var(--soft); opacity: 1; }
.count { padding: 0 16px 6px; font-size: 12.5px; color: var(--soft); }
.tickets { display: grid; padding: 0 8px 8px; gap: 1px; }
.row { display: grid; grid-template-columns: 36px 1fr auto; grid-template-areas: "face who when" "face subject subject" "face preview preview" "face chips chips";
  column-gap: 12px; padding: 11px 10px; border-radius: 12px; color: inherit; text-decoration: none; }
.row .avatar { grid-area: face; }
.row:hover { background: var(--back); }
.row[aria-current] { background: var(--wash); }
.row:focus-visible { outline-offset: -2px; }
.who { grid-area: who; font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.when { grid-area: when; display: flex; gap: 6px; align-items: center; font-size: 12.5px; color: var(--soft); }
.row .subject { grid-area: subject; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.row.new .subject { font-weight: 600; }
.preview { grid-area: preview; font-size: 13.5px; color: var(--soft); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.chips { grid-area: chips; display: flex; flex-wrap: wrap; gap: 5px; margin-block-start: 6px; }
.row[aria-current] .chip.tag { box-shadow: inset 0 0 0 1px var(--strong-line); color: var(--ink); }
.row[aria-current] :is(.when, .preview) { color: var(--ink); }
.more { margin: 4px 16px 20px; }
.pane { min-block-size: 0; overflow-y: auto; padding: 26px clamp(16px, 4vw, 44px) 40px; }
.pane > .empty { padding-block-start: 16vh; }
.pane > * { max-inline-size: 780px; margin-inline: auto; }
.back { display: none; margin: 0 0 14px; border-color: var(--line); }
.close, .actions button:not(.primary) { border-color: var(--line); }
.back::before { content: "← "; }
@media (max-width: 799px) {
  .bar { padding: 8px 14px; }
  .notice { order: 3; flex-basis: 100%; gap: 2px 8px; font-size: 12px; }
  .notice strong { padding-inline: 8px; }
  .tools button { padding-inline: 10px; }
  .desk { grid-template-columns: 1fr; }
  .list { border: 0; }
  [data-view="ticket"] .list, [data-view="list"] .pane { display: none; }
  .pane { padding-block-start: 16px; }
  .back { display: block; }
  button, select, input, textarea { min-block-size: 42px; font-size: 16px; }
}
`

const ticket = `
.head { display: grid; gap: 14px; padding-block-end: 18px; }
.head h2 { font-size: 23px; line-height: 1.25; letter-spacing: -0.015em; overflow-wrap: anywhere; }
.head h2:focus { outline: none; }
.person { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 12px; }
.person p:first-of-type { display: grid; line-height: 1.35; }
.address { font-size: 13.5px; color: var(--soft); overflow-wrap: anywhere; }
.facts { margin-inline-start: auto; display: flex; flex-wrap: wrap; gap: 2px 12px; font-size: 13px; color: var(--soft); }
.controls { display: flex; flex-wrap: wrap; gap: 10px 14px; align-items: end; }
.field { display: grid; gap: 4px; font-size: 14px; }
.field > span { font-size: 12.5px; color: var(--soft); font-weight: 500; }
.tags { display: flex; flex-wrap: wrap; gap: 6px; padding-block-end: 6px; }
.tags button { min-block-size: 26px; padding: 2px 10px; border: 0; }
.conversation { display: grid; gap: 14px; }
.message { padding: 14px 18px 16px; background: var(--raised); border: 1px solid var(--line); border-radius: 16px; box-shadow: var(--shadow); }
.message.outbound { background: var(--reply); margin-inline-start: clamp(0px, 5vw, 48px); }
.message.note { background: var(--note); border-color: var(--note-line); box-shadow: none; margin-inline-start: clamp(0px, 5vw, 48px); }
.from { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; margin-block-end: 10px; }
.from .avatar { inline-size: 28px; block-size: 28px; font-size: 11px; }
.from time { margin-inline-start: auto; font-size: 13px; color: var(--soft); }
.kind { font-size: 12.5px; color: var(--soft); }
.note .kind { color: var(--warn); font-weight: 600; }
.recipients { display: flex; flex-wrap: wrap; gap: 2px 14px; font-size: 13px; color: var(--soft); margin-block: -6px 8px; overflow-wrap: anywhere; }
.message iframe { display: block; inline-size: 100%; block-size: 24px; border: 0; background: transparent; }
.files { display: flex; flex-wrap: wrap; gap: 8px; margin-block-start: 12px; }
.files li { border: 1px solid var(--line); border-radius: 9px; padding: 6px 12px; font-size: 13.5px; background: var(--paper); overflow-wrap: anywhere; }
.files a { color: var(--accent); } .files span { color: var(--soft); }
.composer { display: grid; gap: 10px; margin-block-start: 20px; padding: 14px; background: var(--raised); border: 1px solid var(--line); border-radius: 16px; box-shadow: var(--shadow); }
.composer.note { background: var(--note); border-color: var(--note-line); box-shadow: none; }
.composer .choice { justify-self: start; }
.composer textarea { inline-size: 100%; resize: vertical; min-block-size: 104px; padding: 10px 12px; }
.send { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 14px; font-size: 13px; color: var(--soft); }
.send button { margin-inline-start: auto; min-inline-size: 110px; font-size: 14px; }
.log { margin-block-start: 22px; font-size: 13.5px; color: var(--soft); }
.log summary { cursor: pointer; padding: 6px 0; font-weight: 500; }
.log ol { display: grid; gap: 6px; padding-block: 6px; }
.log .by::before { content: "by "; }
`

const panels = `
.panel { inline-size: min(720px, 100vw - 24px); max-block-size: min(820px, 100dvh - 24px); padding: 0; border: 1px solid var(--line); border-radius: 18px; background: var(--paper); color: var(--ink); box-shadow: 0 24px 80px rgb(0 0 0 / 30%); }
.panel.narrow { inline-size: min(520px, 100vw - 24px); }
.panel::backdrop { background: rgb(15 15 25 / 45%); }
.panel > .top { position: sticky; inset-block-start: 0; display: flex; align-items: center; justify-content: space-between; gap: 12px; padding: 14px 20px; background: var(--paper); border-block-end: 1px solid var(--line); }
.panel h2 { font-size: 18px; letter-spacing: -0.01em; }
.panel .body { display: grid; gap: 16px; padding: 18px 20px 22px; }
.panel p { color: var(--soft); font-size: 14px; }
.panel p.error { color: var(--bad); }
.panel .field > * { inline-size: 100%; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 14px; }
.pairs { display: grid; grid-template-columns: auto 1fr; gap: 6px 16px; align-items: center; font-size: 14px; }
.pairs dt { color: var(--soft); }
.actions { display: flex; justify-content: flex-end; gap: 10px; padding-block-start: 4px; }
.panel table { inline-size: 100%; border-collapse: collapse; font-size: 14px; }
.panel caption { text-align: start; font-weight: 600; padding-block-end: 4px; }
.panel th { text-align: start; font-weight: 500; font-size: 12.5px; color: var(--soft); padding: 2px 12px 2px 0; }
.panel td { padding: 3px 12px 3px 0; border-block-start: 1px solid var(--line); vertical-align: middle; }
.panel td:last-child, .panel th:last-child { padding-inline-end: 0; }
.value { display: flex; align-items: center; justify-content: space-between; gap: 10px; overflow-wrap: anywhere; }
.value .copy { flex: none; min-block-size: 28px; padding: 1px 10px; font-size: 12.5px; border-color: var(--line); }
@media (max-width: 519px) { .panel td:first-child { inline-size: 34%; } .panel .wide td:first-child { inline-size: 48%; } .pair { grid-template-columns: 1fr; } }
@media (forced-colors: active) { .choice :checked + span, .row[aria-current] { outline: 2px solid Highlight; } }
`

/** `inbox.css`. */
export const inboxStyles = colours + base + layout + ticket + panels
