// Preloaded into the proxy by a test: errors that nobody waits for, as a bug of ours would make them.
process.on('SIGUSR2', () => {
  void Promise.reject(new Error('a stray promise'))
  setImmediate(() => {
    throw new Error('a stray error')
  })
})

process.on('SIGHUP', () => {
  void Promise.reject(
    Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_FSYNC', rawCode: 1034 }),
  )
})
