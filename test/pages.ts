/** The docs as tests read them: pages, their chapters, and the rows of their tables. */
import { readdirSync, readFileSync } from 'node:fs'

/** Every page that a reader may land on. */
export const PAGES = [
  'README.md',
  'SECURITY.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

/** The text of a page; with a heading, the chapter under it, to the next heading of its level or above. */
export function page(name: string, heading?: string): string {
  const text = readFileSync(name, 'utf8')
  if (heading === undefined) return text
  const [, hashes = ''] = /^(#+) /.exec(heading) ?? []
  const from = text.indexOf(`\n${heading}\n`)
  if (hashes === '' || from === -1) throw new Error(`${name} has no heading "${heading}".`)
  const rest = text.slice(from + heading.length + 2)
  const end = rest.search(new RegExp(`^#{1,${hashes.length}} `, 'm'))
  return end === -1 ? rest : rest.slice(0, end)
}

/** The rows of tables whose first cell is one word in backquotes, or several: what is in it, and the other cells. */
export function rows(text: string): Map<string, string[]> {
  return new Map(
    text
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .filter(([, first]) => /^`[^`]+`(, `[^`]+`)*$/.test(first ?? ''))
      .map(([, first = '', ...cells]) => [first.slice(1, -1), cells]),
  )
}

/** The words in backquotes of the first cells of tables, each for itself. */
export const names = (text: string): string[] => [...rows(text).keys()].flatMap((name) => name.split('`, `'))

/** The blocks of code of a language, without their fences. */
export function blocks(text: string, language: string): string[] {
  return [...text.matchAll(/^```(\w+)\n([^]*?)^```$/gm)]
    .filter(([, kind]) => kind === language)
    .map(([, , code]) => code!)
}
