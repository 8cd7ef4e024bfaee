/**
 * Names that are public or that several files must agree on. Plain constants, which the build writes where they are
 * used: a download pays for a name as if it stood there. The style sheets repeat the tags, a test compares them.
 */

/** Tag of the launcher's element: the button and its dialog. */
export const WIDGET_TAG = 'support-widget'

/**
 * The launcher's own element, wherever the page has others of that name: visitors may leave one in front of it, also in
 * what is called `html` inside SVG or MathML.
 */
export const LAUNCHER = ':root>' + WIDGET_TAG

/** Tag of the form inside the page. */
export const FORM_TAG = 'support-form'

/** Before the name of every event that pages hear of. */
export const EVENT = 'support-'

/** What of a page opens the form (R91); the last works without support for commands, too. */
export const TRIGGERS = '[data-support-open],[href="#support"],[commandfor=support]'

/** Dialogs of the page. Ours is in a shadow root, where this does not look. */
export const MODALS = '[aria-modal=true],[role=dialog],[role=alertdialog]'

/**
 * What the keys of drafts in sessionStorage begin with, and the names of the channels on which tabs speak of them; the
 * site follows after a colon. `reset` removes all that begins like this.
 */
export const DRAFT = 'support-draft'

/**
 * What the keys begin with under which receipts are kept, in the tab or on the device; the site follows. Begins as
 * `DRAFT`, and is no longer than it must be: the loader looks there.
 */
export const RECEIPTS = 'support-drafts:'

/** The same for when an answer was looked for last, and what was found: see conversation/unread.ts. */
export const UNREAD = 'support-draft-unread:'

/** Likewise of the session that a code by e-mail has opened, and of the secret of this browser: codes count here only. */
export const SESSION = 'support-draft-session:'
export const BROWSER = 'support-draft-browser:'
