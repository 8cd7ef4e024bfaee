/**
 * Views have the properties that they are given, and inherit none. Preact reads those with `for … in`: of a polluted
 * `Object.prototype` each element of the form would have the attributes, and the markup, of whoever polluted it.
 */
import { h as make, options } from 'preact'

type Make = (type: unknown, given: object | null, ...children: unknown[]) => ReturnType<typeof make>

/**
 * What JSX is made by. What is written in it is said to be all there is before Preact copies it: afterwards nobody can tell
 * what was given from what was inherited and happens to be the same.
 */
export function h(type: unknown, given: object | null, ...children: unknown[]): ReturnType<typeof make> {
  return (make as Make)(type, given && inheritNothing(given), ...children) // as: its many types are one function
}

/** The types of JSX, where TypeScript looks for them. */
export declare namespace h {
  export import JSX = make.JSX
}

/**
 * Makes it one that inherits nothing. So must be what Preact takes for what was drawn before anything was, since it compares
 * with that, and leaves out what is the same: of a polluted `type` that was `button`, each button of the form became one
 * that sends it. Preact hands it to the first component as its context.
 */
export const inheritNothing = <T extends object>(from: T): T => Object.setPrototypeOf(from, null) as T // as: the same one

// Preact's own copy.
options.vnode = ({ props }) => void inheritNothing(props as object) // as: a text has some, too
