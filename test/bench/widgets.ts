/** How a visit uses a widget in a page: where its parts are, by selectors that all work in open shadow roots. */
export interface VisitedWidget {
  /** What of the page has the shadow root. */
  host: string
  /** The end of the address of the script that the page includes. */
  script: string
  /** What is pressed, what says that a dialog is there, and the field that is filled first. */
  launcher: string
  dialog: string
  field: string
  /** What sends, what shows that something is missing, and what closes. */
  send: string
  wrong: string
  close: string
}

/** Ours. */
export const SUPPORT: VisitedWidget = {
  host: 'support-widget',
  script: '/support.js',
  launcher: '.trigger',
  dialog: '.close',
  field: 'textarea',
  send: '[type=submit]',
  wrong: '.notice',
  close: '.close',
}

/** Sentry's feedback. It has the browser say what is missing, and opens with its form or not at all. */
export const SENTRY: VisitedWidget = {
  host: '#sentry-feedback',
  script: '/sentry.js',
  launcher: '.widget__actor',
  dialog: '#name',
  field: '#name',
  send: '[type=submit]',
  wrong: '#message:invalid:focus',
  close: '.btn-group [type=button]',
}
