/** Which files of the spool belong to which submission. */
import type { Sql, SqlValue } from './database.ts'
import type { StoredFile } from '../records.ts'
import { fileOf } from '../rows.ts'

/** Notes the files of a submission; to be called in the transaction that stores it. */
export function addFiles(sql: Sql, submission: string, files: readonly StoredFile[]): void {
  for (const [place, { file, name, type, size, digest }] of files.entries())
    sql.run(
      'INSERT INTO attachment (file, submission, place, name, type, size, digest) VALUES (?, ?, ?, ?, ?, ?, ?)',
      file,
      submission,
      place,
      name,
      type,
      size,
      digest,
    )
}

/** The files of a submission, in the order they were sent. */
export function filesOf(sql: Sql, submission: string): StoredFile[] {
  return sql.all('SELECT * FROM attachment WHERE submission = ? ORDER BY place', submission).map(fileOf)
}

/** Forgets the files of every submission for which the condition `which` holds. Returns their names in the spool. */
export function dropFiles(sql: Sql, which: string, ...params: SqlValue[]): string[] {
  const where = `submission IN (SELECT id FROM submission WHERE ${which})`
  const files = sql
    .all(`SELECT file FROM attachment WHERE ${where}`, ...params)
    .map(({ file }) => String(file))
  if (files.length > 0) sql.run(`DELETE FROM attachment WHERE ${where}`, ...params)
  return files
}

/** The files that something refers to. */
export function referredFiles(sql: Sql): Set<string> {
  return new Set(sql.all('SELECT file FROM attachment').map(({ file }) => String(file)))
}
