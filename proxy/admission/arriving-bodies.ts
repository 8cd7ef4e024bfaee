/**
 * Large bodies on their way in: together they may fill so much memory, and then whoever holds most gives way. What was
 * announced does not count: silent connections of one address kept everybody else out.
 */
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'

const BUDGET = 64 * 1024 * 1024

/** The most that is read at once: so much of a body may have come with what is before it. */
const CHUNK = 64 * 1024

/** A fast line brings some megabytes meanwhile. */
const TICK_MS = 100

const GIVE_WAY =
  'HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'

interface Body {
  socket: Socket
  network: string | undefined
  /** The most of it that is ever in memory. */
  largest: number
  /** What had come over the connection before, by earlier requests. */
  before: number
}

const held = ({ socket, largest, before }: Body) => Math.min(socket.bytesRead - before, largest)

export class ArrivingBodies {
  readonly #budget: number
  readonly #bodies = new Set<Body>()
  #timer: NodeJS.Timeout | undefined

  constructor(budget = BUDGET) {
    this.#budget = budget
  }

  /** Counts a body, until the connection ends or what is returned is called. */
  watch(
    { socket }: Pick<IncomingMessage, 'socket'>,
    network: string | undefined,
    largest: number,
  ): () => void {
    const body = { socket, network, largest, before: Math.max(0, socket.bytesRead - CHUNK) }
    this.#bodies.add(body)
    this.#timer ??= setInterval(() => this.relieve(), TICK_MS).unref()
    const stop = () => {
      socket.off('close', stop)
      this.#bodies.delete(body)
      if (this.#bodies.size > 0) return
      clearInterval(this.#timer)
      this.#timer = undefined
    }
    // A request that broke off may never be answered.
    socket.once('close', stop)
    return stop
  }

  /** Cuts off the largest body of the network that holds most, until the others fit. */
  relieve(): void {
    let total = 0
    for (const body of this.#bodies) total += held(body)
    while (total > this.#budget) {
      const body = this.#heaviest()
      if (!body) return
      total -= held(body)
      this.#bodies.delete(body)
      body.socket.end(GIVE_WAY)
      body.socket.destroySoon()
    }
  }

  #heaviest(): Body | undefined {
    const sums = new Map<string | undefined, number>()
    for (const body of this.#bodies) sums.set(body.network, (sums.get(body.network) ?? 0) + held(body))
    let heaviest: Body | undefined
    const weight = (body: Body) => [sums.get(body.network) ?? 0, held(body)] as const
    for (const body of this.#bodies) {
      const [sum, own] = weight(body)
      const [most, largest] = heaviest ? weight(heaviest) : [-1, -1]
      if (sum > most || (sum === most && own > largest)) heaviest = body
    }
    return heaviest
  }
}
