/**
 * The description of the API in OpenAPI 3.1, made from the schemas that requests are read by. What is a matter between the
 * widget and its proxy (documents, files of the widget) is not in it. Docs: docs/api.md.
 */
import { z } from 'zod'
import type { ProblemCode } from '../../contract/problems.ts'
import { STATUS } from '../../refusal.ts'
import { ANSWERS } from './answers.ts'
import { OPERATIONS, REQUESTS } from './operations.ts'
import type { Operation } from './operations.ts'

const address = (id: string) => `#/components/schemas/${id}`

/** Where the description has a schema. */
const refer = (schema: z.ZodType) => ({ $ref: address(z.globalRegistry.get(schema)?.id ?? '') })
const json = (schema: z.ZodType) => ({ 'application/json': { schema: refer(schema) } })

/** The refusals of an operation, one for each status; `internal` may be anybody's. */
function refusals(codes: readonly ProblemCode[]): [string, object][] {
  const all = [...codes, 'internal' as const]
  return [...new Set(all.map((code) => STATUS[code]))]
    .toSorted((one, other) => one - other)
    .map((status) => [
      String(status),
      {
        description: all
          .filter((code) => STATUS[code] === status)
          .map((code) => `\`${code}\``)
          .join(', '),
        content: json(ANSWERS.problem),
      },
    ])
}

/** `fields[order]=…`: as forms name what belongs together. */
const GROUPS = ['fields', 'context', 'facts', 'identity']
const encodingOf = (schema: z.ZodType) => ({
  encoding: Object.fromEntries(
    GROUPS.filter((name) => schema instanceof z.ZodObject && name in schema.shape).map((name) => [
      name,
      { style: 'deepObject', explode: true },
    ]),
  ),
})

const FILE = { type: 'string', contentMediaType: 'application/octet-stream' }

/** A body as pages and programs send it. */
function bodyOf({ body, files }: Operation): object | undefined {
  if (body === undefined) return undefined
  const schema = refer(REQUESTS[body])
  const encoding = encodingOf(REQUESTS[body])
  const parts = { allOf: [schema], properties: { files: { type: 'array', items: FILE } } }
  return {
    required: true,
    content: {
      'application/json': { schema },
      'application/x-www-form-urlencoded': { schema, ...encoding },
      'multipart/form-data': { schema: files ? parts : schema, ...encoding },
    },
  }
}

function answerOf({ status, answer, summary }: Operation): object {
  if (answer !== undefined) return { description: summary, content: json(ANSWERS[answer]) }
  return status === 204
    ? { description: summary }
    : { description: summary, content: { 'application/octet-stream': {} } }
}

function described(operation: Operation): object {
  const { id, summary, description, parameters, status, refused } = operation
  const requestBody = bodyOf(operation)
  return {
    operationId: id,
    summary,
    description,
    ...(parameters && { parameters }),
    ...(requestBody && { requestBody }),
    responses: Object.fromEntries([[String(status), answerOf(operation)], ...refusals(refused)]),
  }
}

/** The paths, with what can be done at each. */
function paths(): Record<string, object> {
  const found: Record<string, Record<string, object>> = {}
  for (const operation of OPERATIONS)
    found[operation.path] = { ...found[operation.path], [operation.method]: described(operation) }
  return found
}

/** The schemas that are spoken of; those of answers let later versions add to them. */
function schemas(): Record<string, object> {
  const made = z.toJSONSchema(z.globalRegistry, { io: 'input', unrepresentable: 'any', uri: address })
  return Object.fromEntries(
    Object.entries(made.schemas).map(([id, { $schema: _s, $id: _i, id: _id, ...schema }]) => [id, schema]),
  )
}

/** Of the package that this is in; a test compares. */
const VERSION = '0.1.0'

/** The description: made once, when this module is loaded by whoever asks first. */
export const API_DESCRIPTION: object = {
  openapi: '3.1.1',
  info: {
    title: 'Support proxy',
    version: VERSION,
    description:
      'Takes what visitors write, and shows them what became of it. Every request of a page has an `Origin` that its site allows. Every refusal is a `Problem` that says what to do.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/' }],
  security: [],
  paths: paths(),
  components: { schemas: schemas() },
}
