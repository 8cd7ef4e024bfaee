/** Every type of a field that a visitor writes into. */
import type { FieldType } from '../../../proxy/contract/form.ts'

export const FIELD_TYPES: readonly FieldType[] = ['text', 'textarea', 'email', 'url', 'tel', 'number', 'date']
