/** What an operator reads of an error that ends the process: a sentence where the system is to blame, else all of it. */
export function wordsOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && ['EMFILE', 'ENFILE'].includes(String(error.code)))
    return 'The process may not open as many files as it needs. Raise the limit, at least to 1024. Example: ulimit -n 4096'
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
