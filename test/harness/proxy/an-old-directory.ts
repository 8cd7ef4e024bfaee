/** What an earlier release left behind. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openSqlite } from '../../../proxy/store/sqlite/database.ts'
import { aFolder } from './builders.ts'

const RELEASE = new URL('release-0.1.0.sql', import.meta.url)

/** A data directory as release 0.1.0 left it. */
export function anOldDirectory(folder = aFolder()) {
  const sql = openSqlite(join(folder, 'outbox.db'), { exclusive: false })
  const text = readFileSync(RELEASE, 'utf8').replace(/^--.*$/m, '')
  for (const statement of text.split(/;\n/).filter((one) => one.trim() !== '')) sql.run(statement)
  return { folder, sql }
}
