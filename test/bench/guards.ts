/**
 * What the guards cost: how fast the built proxy accepts with all of them on (limits that count, a challenge that is
 * checked and spent with each message) beside one with all of them off, in turns, in one run.
 */
import { pbkdf2Sync } from 'node:crypto'
import { post, run } from './load.ts'
import { cpuOf, fields, median, print, start, stopAll } from './process.ts'

const ROUNDS = 5
const MESSAGES = 1500
const CONNECTIONS = 50
const ORIGIN = 'https://bench.example'

const OFF = {
  CHALLENGE: 'off',
  LIMIT_ADDRESS: '0',
  LIMIT_EMAIL: '0',
  LIMIT_SITE: '0',
  LIMIT_TOTAL: '0',
  LIMIT_BACKLOG: '0',
}

/**
 * A challenge of the form, solved. Its connection ends with it: beside those of the messages the kept ones were a crowd,
 * in which every message needs a connection of its own, and only the guarded proxy had them.
 */
async function solved(port: number): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/api/form`, {
    headers: { Origin: ORIGIN, Connection: 'close' },
  })
  const { challenge } = (await response.json()) as { challenge: string }
  const { parameters } = JSON.parse(challenge) as {
    parameters: { nonce: string; salt: string; cost: number; keyPrefix: string }
  }
  const password = Buffer.concat([Buffer.from(parameters.nonce, 'hex'), Buffer.alloc(4)])
  for (let counter = 0; ; counter++) {
    password.writeUInt32BE(counter, 16)
    const salt = Buffer.from(parameters.salt, 'hex')
    const derivedKey = pbkdf2Sync(password, salt, parameters.cost, 32, 'sha256').toString('hex')
    if (derivedKey.startsWith(parameters.keyPrefix))
      return btoa(`{"challenge":${challenge},"solution":${JSON.stringify({ counter, derivedKey })}}`)
  }
}

/** Messages as JSON, with what each brings. */
const messages = (more: (i: number) => object) =>
  Array.from({ length: MESSAGES }, (_, i) =>
    post('/api/tickets', 'application/json', JSON.stringify({ ...fields(), ...more(i) })),
  )

interface Case {
  name: string
  port: number
  pid: number | undefined
  rates: number[]
  cpu: number[]
}

async function round({ port, pid, rates, cpu }: Case, queue: Buffer[]): Promise<void> {
  const before = cpuOf(pid)
  const { rate, statuses } = await run({
    port,
    connections: CONNECTIONS,
    ms: 60_000,
    next: () => queue.pop(),
  })
  rates.push(rate)
  cpu.push((cpuOf(pid) - before) / MESSAGES)
  if (statuses['202'] !== MESSAGES)
    throw new Error(`Not everything was accepted: ${JSON.stringify(statuses)}`)
}

async function main(): Promise<void> {
  const desk = { THERE_THERE_RATE: '1' }
  const open: Case = { name: 'guards off', ...(await start({ ...desk, ...OFF })), rates: [], cpu: [] }
  const guarded: Case = {
    name: 'guards on',
    ...(await start({ ...desk, CHALLENGE: 'always' })),
    rates: [],
    cpu: [],
  }
  for (let i = 0; i <= ROUNDS; i++) {
    const challenges: string[] = []
    while (challenges.length < MESSAGES)
      challenges.push(...(await Promise.all(Array.from({ length: 50 }, () => solved(guarded.port)))))
    // No person is as fast as this: see FILL_MIN_MS.
    await new Promise((resolve) => setTimeout(resolve, 2100))
    await round(
      open,
      messages(() => ({})),
    )
    await round(
      guarded,
      messages((at) => ({ challenge: challenges[at] })),
    )
    // The first is for warming up.
    if (i === 0) for (const { rates, cpu } of [open, guarded]) rates.length = cpu.length = 0
  }
  print(`\n${CONNECTIONS} connections, median of ${ROUNDS} rounds of ${MESSAGES} messages, in turns\n`)
  for (const { name, rates, cpu } of [open, guarded])
    print(
      `${name.padEnd(20)}${median(rates).toFixed(0).padStart(8)}/s   ${median(cpu).toFixed(2)} ms of CPU each`,
    )
  const ratios = guarded.rates.map((rate, i) => rate / (open.rates[i] ?? NaN))
  print(`guards on / guards off: rate ${median(ratios).toFixed(2)}`)
}

try {
  await main()
} finally {
  stopAll()
}
process.exit()
