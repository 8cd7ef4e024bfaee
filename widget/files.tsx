/** Files. */
import type { Part } from './extras.tsx'

/** The part. */
export const files: Part = { css: '', places: {} }
