/** The seam to libsql: what that lets pass in silence is an error here, and copies have every row. */
import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSqlite } from '../../../../proxy/store/sqlite/database.ts'
import { aFolder } from '../../../harness/proxy/builders.ts'

function aDatabase(options = { exclusive: true }) {
  const folder = aFolder()
  const sql = openSqlite(join(folder, 'a.db'), options)
  sql.run('CREATE TABLE note (id INTEGER, text TEXT)')
  return { folder, sql }
}

describe('a statement', () => {
  it('with too few or too many values is refused, and changes nothing', () => {
    const { sql } = aDatabase()
    const insert = 'INSERT INTO note VALUES (?, ?)'
    sql.run(insert, 1, 'of Ada')
    // libsql 0.5.29 would store "of Ada" once more for the first of these, and drop the 3 of the second.
    for (const values of [[2], [2, 'of Bob', 3], []])
      expect(() => sql.run(insert, ...values)).toThrow('2 values')
    expect(() => sql.all('SELECT * FROM note', 1)).toThrow('0 values')
    expect(() => sql.get('SELECT * FROM note WHERE id = ?')).toThrow('1 values')
    expect(sql.all('SELECT text FROM note').map(({ text }) => text)).toEqual(['of Ada'])
    sql.run(insert, 2, 'of Bob')
    sql.close()
  })

  it('of a database that is closed fails as the store’s fault, not as one of its caller', () => {
    const { sql } = aDatabase()
    sql.close()
    const tries = [
      () => sql.get('SELECT 1'),
      () => sql.all('SELECT 2'),
      () => sql.run('DELETE FROM note'),
      () => sql.transaction(() => 3),
    ]
    for (const attempt of tries) {
      expect(attempt).toThrow('The database is closed.')
      expect(attempt).not.toThrow(TypeError)
    }
  })

  it('may have question marks in its texts, names and comments', () => {
    const { sql } = aDatabase()
    sql.run(`INSERT INTO note VALUES (?, 'why? it''s ?') -- ?`, 1)
    expect(sql.get(`SELECT text AS "what?" FROM note WHERE id = ?`, 1)).toMatchObject({
      'what?': `why? it's ?`,
    })
    sql.close()
  })
})

describe('a copy', () => {
  it('of the one file that a stopped proxy leaves has every row', () => {
    const { folder, sql } = aDatabase()
    sql.run('INSERT INTO note VALUES (?, ?)', 1, 'x')
    sql.close()
    copyFileSync(join(folder, 'a.db'), join(folder, 'b.db'))
    const copy = openSqlite(join(folder, 'b.db'), { exclusive: true })
    expect(copy.all('SELECT * FROM note')).toHaveLength(1)
    copy.close()
  })

  it('of a running one has them with the log beside it, and lacks them without it', () => {
    const { folder, sql } = aDatabase()
    sql.run('INSERT INTO note VALUES (?, ?)', 1, 'x')
    for (const end of ['', '-wal']) copyFileSync(join(folder, `a.db${end}`), join(folder, `b.db${end}`))
    copyFileSync(join(folder, 'a.db'), join(folder, 'c.db'))
    const copy = openSqlite(join(folder, 'b.db'), { exclusive: true })
    expect(copy.all('SELECT * FROM note')).toHaveLength(1)
    const half = openSqlite(join(folder, 'c.db'), { exclusive: true })
    expect(() => half.all('SELECT * FROM note')).toThrow('no such table')
    for (const one of [copy, half, sql]) one.close()
  })

  it('is told by the docs to be of the whole directory', () => {
    expect(readFileSync('docs/operate.md', 'utf8')).toContain('`outbox.db-wal`')
  })
})
