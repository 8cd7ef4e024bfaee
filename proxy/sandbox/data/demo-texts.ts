/** The words of the demo tickets: `CONVERSATIONS`, invented people with ordinary questions. */

export interface Conversation {
  subject: string
  status: 'open' | 'waiting' | 'closed' | 'spam'
  channel: 1 | 2 | 3
  name: string
  email: string
  assignee?: number
  tags?: string[]
  minutesAgo: number
  messages: { type: 'inbound' | 'outbound' | 'note'; minutesAgo: number; body: string; user?: number }[]
}

export const CONVERSATIONS: readonly Conversation[] = [
  {
    subject: 'Two charges for the October invoice',
    status: 'open',
    channel: 3,
    name: 'Priya Raman',
    email: 'priya@northwind-books.example',
    assignee: 3,
    tags: ['billing', 'urgent'],
    minutesAgo: 12,
    messages: [
      {
        type: 'inbound',
        minutesAgo: 12,
        body: '<p>Hello,</p><p>my card was charged <strong>twice</strong> for invoice 2026-1041, once on the 1st and again on the 3rd. Could you give one of them back?</p><p>Thanks,<br>Priya</p>',
      },
      {
        type: 'note',
        minutesAgo: 8,
        body: '<p>The second charge is a retry after a time-out at the bank. Refund is on its way.</p>',
        user: 3,
      },
    ],
  },
  {
    subject: 'Cannot sign in after changing my e-mail',
    status: 'open',
    channel: 1,
    name: 'Jonas Weber',
    email: 'jonas.weber@kaffee-kontor.example',
    tags: ['bug'],
    minutesAgo: 47,
    messages: [
      {
        type: 'inbound',
        minutesAgo: 47,
        body: '<p>Since I changed my e-mail address this morning, the sign-in page says “unknown account”, with the old address and with the new one.</p><ul><li>Firefox 152 on Windows</li><li>no error in the console</li></ul><hr><table><tr><td>Page</td><td>https://app.example/sign-in</td></tr><tr><td>Language</td><td>de</td></tr></table>',
      },
    ],
  },
  {
    subject: 'Do you have a plan for schools?',
    status: 'waiting',
    channel: 2,
    name: 'Marguerite Okafor',
    email: 'm.okafor@lakeside-school.example',
    assignee: 1,
    minutesAgo: 60 * 5,
    messages: [
      {
        type: 'inbound',
        minutesAgo: 60 * 5,
        body: '<p>We are a school with 40 teachers. Is there a discount, and can we pay once a year by bank transfer?</p>',
      },
      {
        type: 'outbound',
        minutesAgo: 60 * 4,
        body: '<p>Hi Marguerite,</p><p>yes to both: schools pay half, and a yearly invoice by bank transfer is fine. How many accounts would you need in September?</p><p>Ada</p>',
      },
    ],
  },
  {
    subject: 'Export stops at 99 %',
    status: 'open',
    channel: 1,
    name: 'Tomás Herrera',
    email: 'tomas@fotolab-sur.example',
    assignee: 1,
    tags: ['bug'],
    minutesAgo: 60 * 26,
    messages: [
      {
        type: 'inbound',
        minutesAgo: 60 * 26,
        body: '<p>The export of our 12,000 pictures stops at 99 % every time. I have waited two hours.</p>',
      },
      {
        type: 'outbound',
        minutesAgo: 60 * 25,
        body: '<p>Hello Tomás, we see the job and restarted it with more memory. You will get the link by e-mail within the hour.</p>',
      },
      {
        type: 'inbound',
        minutesAgo: 60 * 2,
        body: '<p>The link came, but the archive ends with a broken file: <code>IMG_11984.tif</code>.</p>',
      },
    ],
  },
  {
    subject: 'Merci !',
    status: 'closed',
    channel: 1,
    name: 'Élodie Laurent',
    email: 'elodie@atelier-lumiere.example',
    assignee: 2,
    tags: ['feedback'],
    minutesAgo: 60 * 24 * 3,
    messages: [
      {
        type: 'inbound',
        minutesAgo: 60 * 24 * 3,
        body: '<p>Juste un petit mot pour vous remercier, le nouveau calendrier est parfait.</p>',
      },
      {
        type: 'outbound',
        minutesAgo: 60 * 24 * 3 - 30,
        body: '<p>Merci beaucoup Élodie, je transmets à l’équipe !</p>',
        user: 2,
      },
    ],
  },
  {
    subject: 'Boost your ranking today',
    status: 'spam',
    channel: 1,
    name: 'Growth Team',
    email: 'offers@best-rank.example',
    minutesAgo: 60 * 24 * 6,
    messages: [
      {
        type: 'inbound',
        minutesAgo: 60 * 24 * 6,
        body: '<p>Dear webmaster, be number one in seven days!</p>',
      },
    ],
  },
]
