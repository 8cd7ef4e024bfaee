/**
 * A view has the properties that it is given, and inherits none. Preact reads properties with `for … in`: of a polluted
 * `Object.prototype` every element of the form would have attributes and markup of whoever polluted it.
 */
import { h as make } from 'preact'
import { bare } from '../../api/bare.ts'

/**
 * What views inherit: nothing, and that under each name which every object inherits. Where it takes over the first view,
 * Preact empties all that `for … in` finds in an empty object and not in the view: no letter could be written any more
 * where a polluted `maxLength` is emptied.
 */
const nothing: object = bare()
for (const name in {}) Object.defineProperty(nothing, name, nothing)

type Drawn = ReturnType<typeof make>
type Make = (type: unknown, given: object | null, ...children: unknown[]) => Drawn

/**
 * What JSX is made by. What is written in it is all there is before Preact copies it, for afterwards nobody can tell what
 * was given from what was inherited and happens to be the same; and so it is with the copy.
 */
export function h(type: unknown, given: object | null, ...children: unknown[]): Drawn {
  const view = (make as Make)(type, bare(given, nothing), ...children) // as: its many types are one function
  view.props = bare(view.props, nothing)
  return view
}

/** The types of JSX, where TypeScript looks for them. */
export declare namespace h {
  export import JSX = make.JSX
}
