/**
 * Five kinds of bots and a crowd of people, all at the same time, on one site. People use the widget's own client and
 * solver; bots do what bots do, and one kind really works.
 */
import { pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'
import { retryAfter } from '../../../proxy/contract/retry-after.ts'
import { createClient } from '../../../widget/form/send/client.ts'
import { solve } from '../../../widget/parts/challenge-solver.ts'
import { Generator } from './random-requests.ts'

export interface Crowd {
  /** Address of the proxy. */
  url: string
  /** Messages of bots, a fifth of each kind. */
  bots: number
  people: number
  seed: number
}

/** How a kind of bot fared. */
interface Fared {
  tried: number
  through: number
  refused: Record<string, number>
}

export interface Outcome {
  bots: Record<string, Fared>
  /** Keys that the working bots derived, about a sixth of a millisecond of one core each. */
  tries: number
  people: number
  /** People who were told of any failure, or waited too long: what happened to them. */
  hindered: string[]
  /** The longest wait after pressing send, in milliseconds. */
  longestWait: number
}

/** How long a person may wait for "Message sent" before it counts as a hindrance, in milliseconds. */
const PATIENCE_MS = 5000

/** People who write from one office, behind one address. */
const OFFICE = 5

const SITE = 'demo'
const MESSAGE = 'Buy now, very cheap, limited offer: https://casino.example/'
const deriveKey = promisify(pbkdf2)
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** An address of a network of its own. */
const network = (kind: number, i: number) => `2001:db8:${kind.toString(16)}:${i.toString(16)}::1`

/** One message of a bot. @returns The status, and the code of a refusal. */
export async function post(
  { url }: Pick<Crowd, 'url'>,
  from: string,
  fields: Record<string, unknown>,
): Promise<{ status: number; code: string; challenge?: string }> {
  const response = await fetch(`${url}/api/tickets`, {
    method: 'POST',
    headers: { Origin: url, 'Content-Type': 'application/json', 'X-Forwarded-For': from },
    body: JSON.stringify({ site: SITE, message: MESSAGE, ...fields }),
  })
  return { code: '', ...((await response.json()) as object), status: response.status }
}

async function formOf({ url }: Crowd, from: string): Promise<string> {
  const response = await fetch(`${url}/api/form?site=${SITE}`, {
    headers: { Origin: url, 'X-Forwarded-For': from },
  })
  return ((await response.json()) as { challenge: string }).challenge
}

/** What bots can afford: the keys that one core derives in the time of the attack. */
class Budget {
  tries = 0
  readonly #max: number
  constructor(max: number) {
    this.#max = max
  }

  /** The payload, or nothing when the money is gone. */
  async solve(text: string): Promise<string | undefined> {
    const { parameters } = JSON.parse(text) as {
      parameters: Record<'nonce' | 'salt' | 'keyPrefix', string> & { cost: number }
    }
    const salt = Buffer.from(parameters.salt, 'hex')
    for (let counter = 0; this.tries < this.#max; counter++, this.tries++) {
      const password = Buffer.concat([Buffer.from(parameters.nonce, 'hex'), Buffer.alloc(4)])
      password.writeUInt32BE(counter, 16)
      const derivedKey = (await deriveKey(password, salt, parameters.cost, 32, 'sha256')).toString('hex')
      if (derivedKey.startsWith(parameters.keyPrefix))
        return btoa(`{"challenge":${text},"solution":${JSON.stringify({ counter, derivedKey })}}`)
    }
    return undefined
  }
}

type Bot = (i: number) => ReturnType<typeof post>

/** The five kinds. Each knows the form, the allowed origin and the limits as well as we do. */
function kinds(crowd: Crowd, random: Generator, budget: Budget): Record<string, Bot> {
  const fields = () => ({ id: random.uuid(), email: `${random.uuid()}@bot.example` })
  let bought: Promise<string | undefined> | undefined
  return {
    flood: () => post(crowd, network(1, 0), fields()),
    swarm: (i) => post(crowd, network(2, i), fields()),
    filler: async (i) => {
      const from = network(3, i % 200)
      await formOf(crowd, from)
      const more = { name: 'Casino', topic: 'Casino', website: 'https://casino.example' }
      return post(crowd, from, { ...fields(), ...more })
    },
    replayer: async (i) => {
      const from = network(4, i % 100)
      bought ??= formOf(crowd, from).then((text) => budget.solve(text))
      return post(crowd, from, { ...fields(), challenge: await bought })
    },
    worker: async (i) => {
      const from = network(5, i % 20)
      const message = { ...fields(), challenge: await budget.solve(await formOf(crowd, from)) }
      const answer = await post(crowd, from, message)
      if (answer.challenge === undefined) return answer
      const challenge = await budget.solve(answer.challenge)
      return challenge === undefined ? answer : post(crowd, from, { ...message, challenge })
    },
  }
}

/** Sends all messages of one kind, ten at a time. */
async function attack(bot: Bot, count: number): Promise<Fared> {
  const fared: Fared = { tried: 0, through: 0, refused: {} }
  const line = async () => {
    while (fared.tried < count) {
      const { status, code } = await bot(fared.tried++)
      if (status === 202) fared.through++
      else fared.refused[code] = (fared.refused[code] ?? 0) + 1
    }
  }
  await Promise.all(Array.from({ length: 10 }, line))
  return fared
}

/** One person: opens the form, writes for a while or pastes, sends. @returns How long it took, or what went wrong. */
async function person({ url }: Crowd, i: number, random: Generator): Promise<number | string> {
  const from = i % 5 === 0 ? network(6, Math.floor(i / 5 / OFFICE)) : network(7, i)
  const end = new AbortController().signal
  const client = createClient({
    base: `${url}/`,
    fetch: (input, init) => {
      const headers = { ...(init?.headers as Record<string, string>), Origin: url, 'X-Forwarded-For': from }
      return fetch(input, { ...init, headers, keepalive: false })
    },
    online: () => true,
    wait: async (header) => retryAfter(header, Date.now()) ?? 0,
    warn: () => undefined,
    solve: (challenge) => solve(challenge, end),
    end,
  })
  const message = { id: random.uuid(), email: `person${i}@example.com`, message: 'Where is my order?' }
  const writing = random.random() < 0.2 ? 300 : 2000 + random.int(6000)
  const form = await client.form(SITE)
  if ('type' in form) return `form: ${form.type}`
  client.prepare()
  await rest(writing)
  const start = performance.now()
  const { type } = await client.send({ ...message, site: SITE })
  const took = performance.now() - start
  if (type !== 'accepted') return type
  return took > PATIENCE_MS ? `waited ${Math.round(took)} ms` : took
}

/** Lets all of them loose; people come one after the other as long as the attack lasts. */
export async function simulate(crowd: Crowd): Promise<Outcome> {
  const random = new Generator(crowd.seed)
  // One core for a quarter of a minute for 2,000 messages, were each to cost the same.
  const budget = new Budget(crowd.bots * 10)
  let over = false
  const bots = Promise.all(
    Object.entries(kinds(crowd, random, budget)).map(
      async ([kind, bot]) => [kind, await attack(bot, crowd.bots / 5)] as const,
    ),
  ).finally(() => (over = true))
  const journeys: Promise<number | string>[] = []
  const pause = (crowd.bots * 2) / crowd.people
  for (let i = 0; i < crowd.people; i++) {
    journeys.push(person(crowd, i, random).catch((error: Error) => error.message))
    if (!over) await rest(random.int(2 * pause))
  }
  const results = await Promise.all(journeys)
  return {
    bots: Object.fromEntries(await bots),
    tries: budget.tries,
    people: crowd.people,
    hindered: results.filter((result) => typeof result === 'string'),
    longestWait: Math.max(0, ...results.filter((result) => typeof result === 'number')),
  }
}
