// Preloaded into the proxy by a test: makes commits as durable as `synchronous=OFF`, to prove that the test would see it.
import Database from 'libsql'

const { pragma } = Database.prototype
Database.prototype.pragma = function (source, options) {
  return pragma.call(this, source.replace(/^synchronous=.*/, 'synchronous=OFF'), options)
}
