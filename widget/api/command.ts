/** What a page can ask for by `SupportWidget(command, …)`. */

/** Something a page can ask for. Arguments come from the page: nothing is known of them. */
export type Command = (first?: unknown, second?: unknown, around?: unknown) => unknown
