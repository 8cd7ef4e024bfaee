/**
 * From request to handler and back: a `Route` is a method, a path and a function from `Call` to `Response`;
 * `mountRoutes` puts a table of them under a prefix, with Laravel's answers for unknown paths (404), wrong
 * methods (405), bodies that are too large (413) and thrown errors.
 */
import type { Hono } from 'hono'
import type { z } from 'zod'
import type { Who } from './auth.ts'
import { readBody } from './body.ts'
import type { Desk } from '../data/desk.ts'
import { ApiError } from './errors.ts'
import type { Input } from './validation.ts'

/** One request, as a handler sees it. */
export interface Call {
  desk: Desk
  who: Who
  request: Request
  url: URL
  /** Where the sandbox answers, for absolute links: `http://localhost:8787/sandbox`. */
  base: string
  /** Tickets younger than this are not found by lists (a fault on demand). */
  staleSearchMs: number
  param: (name: string) => string
  /** The cleaned fields of the body, whatever its content type. */
  input: () => Promise<Input>
}

type Handler = (call: Call) => Response | Promise<Response>

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  handler: Handler
  /** The fields of the body, for the description of the API. */
  body?: z.ZodType
}

/** What stands between a request and its handler. */
export interface ApiGate {
  desk: Desk
  /** Says who calls, or throws the refusal. `path` is the pattern of the route. */
  admit: (request: Request, route: Route) => { who: Who; headers: Record<string, string> }
  staleSearchMs: () => number
}

/** `{"data": …}` with 200, or with the status given. */
export function data(value: unknown, status = 200): Response {
  return Response.json({ data: value }, { status })
}

/** 204. */
export function noContent(): Response {
  return new Response(null, { status: 204 })
}

/** Mounts the routes on the app below `prefix`. */
export function mountRoutes(app: Hono, prefix: string, routes: readonly Route[], gate: ApiGate): void {
  for (const route of routes) {
    app.on(route.method, prefix + route.path, (context) => {
      const request = context.req.raw
      return answered(async () => {
        const { who, headers } = gate.admit(request, route)
        const call = callOf(gate, who, request, (name) => context.req.param(name) ?? '')
        const answer = await answered(() => route.handler(call))
        for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value)
        return answer
      })
    })
  }
  app.all(`${prefix}/*`, (context) => refuseUnknown(context.req.raw, prefix, routes))
}

/** What `work` answers, or the refusal that it throws. */
async function answered(work: () => Response | Promise<Response>): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ApiError) return error.toResponse()
    throw error
  }
}

function callOf(gate: ApiGate, who: Who, request: Request, param: (name: string) => string): Call {
  const url = new URL(request.url)
  return {
    desk: gate.desk,
    who,
    request,
    url,
    base: `${url.origin}/sandbox`,
    staleSearchMs: gate.staleSearchMs(),
    param,
    input: () => readBody(request),
  }
}

/** Laravel's 404 for a path without a route, its 405 for one with other methods. */
function refuseUnknown(request: Request, prefix: string, routes: readonly Route[]): Response {
  const path = new URL(request.url).pathname
  const methods = routes
    .filter((route) => pattern(prefix + route.path).test(path))
    .flatMap((route) => (route.method === 'GET' ? ['GET', 'HEAD'] : [route.method]))
  const name = path.replace(/^\/sandbox\//, '')
  if (methods.length === 0) return new ApiError(404, `The route ${name} could not be found.`).toResponse()
  const headers = { Allow: methods.join(', ') }
  if (request.method === 'OPTIONS') return new Response(null, { status: 200, headers })
  return new ApiError(
    405,
    `The ${request.method} method is not supported for route ${name}. Supported methods: ${headers.Allow}.`,
    { headers },
  ).toResponse()
}

function pattern(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`)
}
