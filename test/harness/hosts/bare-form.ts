/** A form with one of everything, in which a polluted prototype has the most to say. */

const days = Object.fromEntries(['mon', 'tue', 'wed'].map((day) => [day, ['09:00-17:00']]))

/** One of everything that has properties of its own, each with as few as it may have. */
export const BARE = {
  site: 'demo',
  name: 'hidden',
  subject: 'hidden',
  topics: [
    { key: 'plain', label: 'Nothing' },
    { key: 'soon', label: 'An order', reply: { within: 2 } },
    { key: 'nothing', label: 'A reply without anything', reply: {} },
    { key: 'hours', label: 'Hours', reply: { hours: { timeZone: 'Etc/GMT-1', days } } },
    { key: 'due', label: 'Hours and due', reply: { within: 3, hours: { timeZone: 'Etc/GMT-1', days } } },
    { key: 'unknown', label: 'Unknown zone', reply: { within: 3, hours: { timeZone: 'No/Where', days } } },
    {
      key: 'fixed',
      label: 'Zone that every browser knows',
      reply: { within: 3, hours: { timeZone: 'No/Where', fixedZone: 'Etc/GMT-1', days } },
    },
  ],
  reply: {},
  fields: [
    { key: 'line', type: 'text', label: 'A line' },
    { key: 'count', type: 'number', label: 'A number' },
    { key: 'day', type: 'date', label: 'A day' },
    { key: 'one', type: 'select', label: 'One of', options: [{ value: 'a', label: 'A' }] },
    { key: 'some', type: 'checkboxes', label: 'Some of', options: [{ value: 'a', label: 'A' }] },
    { key: 'tick', type: 'checkbox', label: 'A box' },
    { key: 'hidden', type: 'hidden' },
  ],
  files: { max: 2, maxBytes: 1e6, types: ['image/png'] },
  consent: { mode: 'notice', text: 'We [read] it.', version: 'v1' },
  help: [{ label: 'Help', link: 'https://help.example/' }],
}
