/** How much may arrive in one request, of all sites. */
import type { Config } from './config.ts'

/** Most bytes that the files of one message may have, of whichever site; 0 where none takes files. */
export function largestUpload(sites: Config['sites']): number {
  return Math.max(
    0,
    ...[...sites.values()].map(({ form: { files } }) => (files ? files.max * files.maxBytes : 0)),
  )
}
