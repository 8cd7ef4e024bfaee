/** The module `/unread.js`: what the loader asks for where this device remembers a message, and nowhere else. */
import { watchUnread } from './conversation/unread.ts'

// Not `new URL('.', …)`: the bundler takes that for a file of ours, and puts its path there. As a source it lies in `widget/`.
watchUnread(import.meta.url.replace(/(widget\/)?[^/]*$/, ''))
