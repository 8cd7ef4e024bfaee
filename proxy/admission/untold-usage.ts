/** What was let in here and the other processes have not been told of yet. */
import type { Counted } from '../store/records.ts'
import type { CounterStore } from '../store/store.ts'

export class UntoldUsage {
  #untold = new Map<string, Counted>()

  /** Less than 0 points take back what was told before. */
  add({ kind, key, points, endsInMs }: Counted): void {
    const name = `${kind} ${key}`
    const before = this.#untold.get(name)?.points ?? 0
    this.#untold.set(name, { kind, key, points: before + points, endsInMs })
  }

  /** Tells it, and resolves to what everybody has used; what could not be told is told the next time. */
  async tell(exchange: NonNullable<CounterStore['exchange']>): Promise<Counted[]> {
    const told = [...this.#untold.values()]
    this.#untold = new Map()
    try {
      return await exchange(told)
    } catch (error) {
      for (const one of told) this.add(one)
      throw error
    }
  }
}
