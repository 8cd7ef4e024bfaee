/** Every type of a field that a visitor writes into. */
import { FIELD_TYPES, isWritten, type FieldType } from '../../../proxy/contract/field-types.ts'

export const WRITTEN_TYPES = (Object.keys(FIELD_TYPES) as FieldType[]) // as: the table's own names
  .filter(isWritten)
