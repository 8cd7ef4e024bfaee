/** The script of the document `/embed/SITE`. */
import { startDocument } from './iframe/document.ts'

// The proxy's address: this file is in a folder of it.
startDocument(new URL(/* @vite-ignore */ '..', import.meta.url).href)
