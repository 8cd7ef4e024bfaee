/** What visits cost, as a table: a line for each kind of visit, a column for each figure. */
import { median, print } from './process.ts'
import type { Cost } from './visit.ts'

export interface CostColumn {
  title: string
  of: (cost: Cost) => number
  /** After the point; one where nothing is said. */
  digits?: number
}

/** The figures that every table has. */
export const FORM: CostColumn = { title: 'form ms', of: ({ form }) => form }
export const LOADER: CostColumn = { title: 'loader ms', of: ({ evaluation }) => evaluation }
export const TASK: CostColumn = { title: 'task ms', of: ({ longestTask }) => longestTask }
export const INP: CostColumn = { title: 'INP ms', of: ({ inp }) => inp }
export const CLS: CostColumn = { title: 'CLS', of: ({ cls }) => cls, digits: 3 }

/** @param wide Letters of the first column, and of each other one. */
export function costTable(columns: readonly CostColumn[], wide: { name: number; figure: number }) {
  const line = (name: string, cells: string[]) =>
    print(name.padEnd(wide.name) + cells.map((cell) => cell.padStart(wide.figure)).join(''))
  return {
    line,
    head: (name: string) =>
      line(
        name,
        columns.map(({ title }) => title),
      ),
    row: (name: string, figures: number[]) =>
      line(
        name,
        figures.map((figure, at) => figure.toFixed(columns[at]?.digits ?? 1)),
      ),
    /** Of every column, over some visits. */
    medians: (costs: Cost[]) => columns.map(({ of }) => median(costs.map(of))),
  }
}
