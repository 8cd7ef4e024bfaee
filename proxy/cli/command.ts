/** What a command is, and what it is given. A command is one file here and one line in `main.ts`. */
import type { Config } from '../config/config.ts'

/** Exit codes: 0 all is well, 1 something is not, 2 the command or the configuration is wrong. */
export type ExitCode = 0 | 1 | 2

/** Thrown to end a command with a message and a code. */
export class Exit extends Error {
  readonly code: ExitCode
  constructor(code: ExitCode, message: string) {
    super(message)
    this.code = code
  }
}

/** Asks the operator's routes: of the running proxy, else of the database itself. Throws `Exit` for a refusal. */
export type Ask = (path: string, body?: unknown) => Promise<unknown>

/** An option as `parseArgs` takes it. `usage` is for one that several commands share: help tells it once. */
interface Option {
  type: 'string' | 'boolean'
  usage?: string
}
export type CliOptions = Readonly<Record<string, Option>>

/** What was given for them. */
type Values<O extends CliOptions> = {
  [Name in keyof O]?: (O[Name]['type'] extends 'string' ? string : boolean) | undefined
}

/** A command as it was called. */
interface Call<O extends CliOptions> {
  /** What stands after the command's name. */
  id: string | undefined
  /** All that stands there, for a command that takes many. */
  names: readonly string[]
  options: Values<O> & { json?: boolean | undefined }
  /** Reads the environment. Throws a `ConfigError`. */
  config: () => Config
  ask: Ask
  stdout: (text: string) => void
  stderr: (text: string) => void
}

interface Definition<O extends CliOptions> {
  /** One word or two. */
  name: string
  /** How it is called and what it does then, for each way to call it. */
  usage: readonly (readonly [how: string, does: string])[]
  options: O
  /** Whether more than one thing may stand after its name. */
  takesMany?: true
  run: (call: Call<O>) => Promise<ExitCode>
}

/** A command of which the options are not known: its own, as `main.ts` lists them all. */
export type CliCommand = Definition<CliOptions>

/** Defines a command whose `run` knows its options by their names. */
export function command<const O extends CliOptions>(definition: Definition<O>): CliCommand {
  // as: it is called with what was parsed by the same options.
  return definition as unknown as CliCommand
}
