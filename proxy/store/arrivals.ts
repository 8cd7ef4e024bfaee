/** Messages whose files are arriving: whose they are, and who gives way when there is no room for all of them. */

export interface ArrivingFiles {
  /** The client's network, if it is known. */
  network: string | undefined
  files: string[]
  /** Whether its files were removed, to make room for somebody else's. */
  gaveWay: boolean
}

/**
 * Which arrival gives way to `newcomer`, which needs `bytes` more: the largest of the network that holds most, when that
 * is more than the newcomer's own would then have. None where clients are not told from each other.
 */
export function whoGivesWay(
  arrivals: Iterable<ArrivingFiles>,
  newcomer: ArrivingFiles,
  bytes: number,
  sizeOf: (file: string) => number,
): ArrivingFiles | undefined {
  const held = ({ files }: ArrivingFiles) => files.reduce((sum, file) => sum + sizeOf(file), 0)
  const sums = new Map<string, number>()
  const largest = new Map<string, ArrivingFiles>()
  for (const arrival of arrivals) {
    const { network } = arrival
    if (network === undefined) continue
    sums.set(network, (sums.get(network) ?? 0) + held(arrival))
    const other = largest.get(network)
    if (!other || held(arrival) > held(other)) largest.set(network, arrival)
  }
  if (newcomer.network === undefined) return undefined
  const own = (sums.get(newcomer.network) ?? 0) + bytes
  const [most] = [...sums].toSorted(([, a], [, b]) => b - a)
  return most && most[1] > own ? largest.get(most[0]) : undefined
}
