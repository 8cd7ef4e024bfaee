/**
 * Refusals in the form in which a Laravel API answers them: `ApiError` carries the status and the JSON body.
 * Statuses and bodies are those of the reference's introduction ("Errors") and of there-there-api.md.
 */

/** Field in dot notation → what is wrong with it. */
export type FieldErrors = Record<string, string[]>

/** Thrown by handlers; the router answers with it. */
export class ApiError extends Error {
  readonly status: number
  readonly headers: Record<string, string>
  readonly errors: FieldErrors | undefined

  constructor(
    status: number,
    message: string,
    more: { errors?: FieldErrors; headers?: Record<string, string> } = {},
  ) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.errors = more.errors
    this.headers = more.headers ?? {}
  }

  /** The answer to send. */
  toResponse(): Response {
    const body = this.errors ? { message: this.message, errors: this.errors } : { message: this.message }
    return Response.json(body, { status: this.status, headers: this.headers })
  }
}

/** 404 for something that does not exist or that the token may not see: the two are not told apart. */
export function notFound(what: string): ApiError {
  return new ApiError(404, `${what} not found.`)
}

/** 422 with every error; the message is the first one and counts the rest, as Laravel words it. */
export function invalid(errors: FieldErrors): ApiError {
  const all = Object.values(errors).flat()
  const rest = all.length - 1
  const more = rest > 0 ? ` (and ${rest} more ${rest === 1 ? 'error' : 'errors'})` : ''
  return new ApiError(422, `${all[0] ?? 'The given data was invalid.'}${more}`, { errors })
}
