// Preloaded into the proxy by a test: a data directory of a file system that knows no Unix sockets, as FAT and some
// shared folders are. What the system says then is said; all else stays.
import { Server } from 'node:net'

const original = Object.getOwnPropertyDescriptor(Server.prototype, 'listen').value
Server.prototype.listen = function listen(where, ...rest) {
  if (!where?.path) return Reflect.apply(original, this, [where, ...rest])
  const error = new Error(`listen EPERM: operation not permitted ${where.path}`)
  process.nextTick(() => this.emit('error', Object.assign(error, { code: 'EPERM', syscall: 'listen' })))
  return this
}
