/**
 * The description of the API that is really there: `describeApi` makes an OpenAPI 3.1 document of the routes and of the
 * schemas that their bodies are checked against, so it cannot be out of date.
 */
import { z } from 'zod'
import type { Route } from '../api/router.ts'
import { yaml } from './yaml.ts'

export function describeApi(routes: readonly Route[], origin: string): Response {
  const document = {
    openapi: '3.1.0',
    info: { title: 'There There API, as the sandbox emulates it', version: '1.0.0' },
    servers: [{ url: `${origin}/sandbox/api` }],
    security: [{ bearerAuth: [] }],
    paths: pathsOf(routes),
    components: { securitySchemes: { bearerAuth: { type: 'http', scheme: 'bearer' } } },
  }
  return new Response(yaml(document).trimStart(), {
    headers: { 'Content-Type': 'application/yaml; charset=UTF-8', 'Cache-Control': 'no-cache' },
  })
}

/** Operations by path and method. */
function pathsOf(routes: readonly Route[]): Record<string, Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, path) }
  }
  return paths
}

function operation({ method, path: pattern, body }: Route, path: string): Record<string, unknown> {
  const named = [...pattern.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '')
  const [, tag = ''] = path.split('/')
  return {
    tags: [tag],
    operationId: `${method.toLowerCase()}${path.replaceAll(/\W+(\w?)/g, (_, first: string) => first.toUpperCase())}`,
    parameters: [
      { name: 'X-Workspace-Id', in: 'header', required: false, schema: { type: 'integer' } },
      ...named.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ],
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body) } } },
    }),
    responses: {
      default: { description: 'data, or message and errors', content: { 'application/json': {} } },
    },
  }
}

/** What goes in; rules that no schema can say are left out. */
function schemaOf(body: z.ZodType): unknown {
  const { $schema: _, ...schema } = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' })
  return schema
}
