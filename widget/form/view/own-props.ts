/**
 * Views have the properties that they are given, and inherit none. Preact reads those with `for … in`: of a polluted
 * `Object.prototype` each element of the form would have the attributes, and the markup, of whoever polluted it.
 */
import { options } from 'preact'

type Named = Record<string, unknown>

options.vnode = (node) => {
  const props = node.props as Named // as: asked by name
  // Preact has copied what they inherit by then.
  for (const name in {}) if (props[name] === ({} as Named)[name]) delete props[name]
  Object.setPrototypeOf(props, null)
}
