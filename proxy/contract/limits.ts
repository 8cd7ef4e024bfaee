/**
 * The numbers that the widget and the proxy must agree on. Imports nothing: the widget bundles this file.
 * Lengths of text count Unicode code points, on both sides (acceptance R66).
 */

/** Longest message, in code points. */
export const MESSAGE_MAX = 10_000

/** Longest subject, in code points: the helpdesk's own limit (the helpdesk's page "Tickets", under "Create Ticket"). */
export const SUBJECT_MAX = 255

/** Longest name, in code points. */
export const NAME_MAX = 200

/** Longest e-mail address, in characters (RFC 5321 §4.5.3.1.3 leaves 254 for the address itself). */
export const EMAIL_MAX = 254

/** Longest page address, in characters. */
export const PAGE_MAX = 2048

/** Longest topic or locale tag, in characters. */
export const TAG_MAX = 64

/**
 * Largest request body, in bytes. 10,000 code points are at most 40 kB of UTF-8, 120 kB when percent-encoded;
 * the rest is room for the other fields and the multipart framing.
 */
export const BODY_MAX = 256 * 1024

/** How long the widget waits for the proxy's answer, in milliseconds (acceptance R70). */
export const SEND_TIMEOUT_MS = 15_000

/** Most files of one message: the helpdesk's own limit (there-there-api.md, "Create a ticket"). */
export const FILES_MAX = 10

/** What people call a megabyte, in bytes. */
export const MEGABYTE = 1_000_000

/** Largest file, in bytes. The helpdesk says 25 MB, which is at least this much. */
export const FILE_BYTES_MAX = 25 * MEGABYTE

/** Most fields of a site's own. */
export const FIELDS_MAX = 40

/** Most facts that a page may add (`context`), and the longest of their values. */
export const CONTEXT_MAX = 20
export const CONTEXT_VALUE_MAX = 255
