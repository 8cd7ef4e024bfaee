/**
 * For pages that freeze what JavaScript brings along (R40): there an object cannot be assigned a property of which
 * `Object.prototype` has a frozen one, such as `toString`; it can be defined. `@preact/signals-core` assigns two while
 * it is loaded, and would take the form with it. Compiled like newer syntax for older browsers, for every library and
 * by its grammar: nothing here knows the text of one, and nothing breaks when that changes.
 */
import type { Plugin } from 'vite'

/** The names that such an object cannot be assigned. */
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype))

/** Turns `some.prototype.toString = …` at the top of a library's module into a definition. */
export const frozenPages: Plugin = {
  name: 'frozen-pages',
  transform: {
    filter: { id: /\/node_modules\// },
    handler(code) {
      let made = code
      // From the end, so that places before stay where they are.
      for (const statement of this.parse(code).body.toReversed()) {
        if (statement.type !== 'ExpressionStatement') continue
        const { expression } = statement
        if (expression.type !== 'AssignmentExpression' || expression.operator !== '=') continue
        const { left, right } = expression
        if (left.type !== 'MemberExpression' || left.computed) continue
        const { object, property } = left
        if (object.type !== 'MemberExpression' || object.computed) continue
        if (property.type !== 'Identifier' || !INHERITED.has(property.name)) continue
        const text = ({ start, end }: { start: number; end: number }) => code.slice(start, end)
        const definition = `Object.defineProperty(${text(object)},'${property.name}',{value:${text(right)}})`
        made = made.slice(0, expression.start) + definition + made.slice(expression.end)
      }
      return made === code ? undefined : { code: made, map: null }
    },
  },
}
