/**
 * The help articles that are always there: `BRAINS` and `ARTICLES`, some public and some for the team only, so
 * that a client which shows articles to visitors can prove that it leaves the private ones out.
 */

export const BRAINS = [
  {
    ulid: '01KE6Q8AER46Y8XFM3P1H6788X',
    name: 'Help centre',
    description: 'Answers for customers, and what the team knows besides.',
  },
  { ulid: '01KE6QA61002FQT8KGCNAT7DJ7', name: 'Runbook', description: 'For the team only.' },
] as const

/** `brain` is the place of the brain in `BRAINS`, counted from one. */
export const ARTICLES = [
  {
    ulid: '01KE6QC1K8QYCRNZKMFT603XH5',
    brain: 1,
    title: 'Reset your password',
    body: '# Reset your password\n\n1. Open the sign-in page and choose **Forgot password**.\n2. Enter your e-mail address.\n3. Follow the link in our message within one hour.\n\nNo message? Look in the spam folder, then write to us.',
    isPublic: true,
  },
  {
    ulid: '01KE6QDX5GD0BC1TPG4M8V23ZT',
    brain: 1,
    title: 'Change the card you pay with',
    body: '# Change your card\n\nGo to *Settings → Billing* and choose **Replace card**. The next invoice is charged to the new card.',
    isPublic: true,
  },
  {
    ulid: '01KE6QFRQRBN7QX36TJQS93YPZ',
    brain: 1,
    title: 'Export your data',
    body: '# Export your data\n\n*Settings → Data → Export* prepares a ZIP archive. We send a link when it is ready, usually within ten minutes.',
    isPublic: true,
  },
  {
    ulid: '01KE6QHMA0HKT19XW9CFV7CYFJ',
    brain: 1,
    title: 'Refunds: what we may promise',
    body: 'Internal. Up to 30 days: refund without asking. Later: ask Ines.',
    isPublic: false,
  },
  {
    ulid: '01KE6QKFW815J2ZSHW6QV7CN35',
    brain: 2,
    title: 'When the importer is stuck',
    body: 'Internal. Restart the worker, then look at the queue length.',
    isPublic: false,
  },
] as const
