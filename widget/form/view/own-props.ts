/**
 * Views have the properties that they are given, and inherit none. Preact reads those with `for … in`: of a polluted
 * `Object.prototype` every element of the form would have attributes and markup of whoever polluted it.
 */
import { h as make } from 'preact'
import { bare } from '../../api/bare.ts'

type Drawn = ReturnType<typeof make>
type Make = (type: unknown, given: object | null, ...children: unknown[]) => Drawn

/**
 * What JSX is made by. What is written in it is all there is before Preact copies it, for afterwards nobody can tell what
 * was given from what was inherited and happens to be the same; and so it is with the copy.
 */
export function h(type: unknown, given: object | null, ...children: unknown[]): Drawn {
  const view = (make as Make)(type, bare(given), ...children) // as: its many types are one function
  view.props = bare(view.props)
  return view
}

/** The types of JSX, where TypeScript looks for them. */
export declare namespace h {
  export import JSX = make.JSX
}
