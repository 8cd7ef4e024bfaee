// Preloaded into the proxy by a test: makes commits as durable as `synchronous=OFF`, to prove that the test would see it.
import Database from 'libsql'

const original = Object.getOwnPropertyDescriptor(Database.prototype, 'pragma').value
Database.prototype.pragma = function pragma(source, options) {
  return Reflect.apply(original, this, [source.replace(/^synchronous=.*/, 'synchronous=OFF'), options])
}
