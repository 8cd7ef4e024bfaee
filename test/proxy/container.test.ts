/** What docs/container.md promises of the image, the compose file and the unit, as far as no container is needed. */
import { execFile, execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { VARIABLES } from '../../proxy/config/environment.ts'
import { aSandboxedProxy } from '../harness/proxy/proxy-process.ts'

const file = (path: string) => readFileSync(path, 'utf8')
const dockerfile = file('Dockerfile').replaceAll('\\\n', ' ')

/** Arguments of an instruction that is written as JSON. */
const commandOf = (instruction: string) =>
  JSON.parse(new RegExp(`^${instruction}.*?(\\[.*\\])$`, 'm').exec(dockerfile)![1]!) as string[]

describe('the image', () => {
  it('has a base that the package runs on, and ends as somebody who is not root', () => {
    const { engines } = JSON.parse(file('package.json')) as { engines: { node: string } }
    const [, least] = /^>=(\d+)\.\d+$/.exec(engines.node)!
    const [, major] = /^ARG BASE=\S*node:(\d+)/m.exec(dockerfile)!
    expect(Number(major)).toBeGreaterThanOrEqual(Number(least))
    const last = dockerfile.slice(dockerfile.lastIndexOf('FROM '))
    expect(last).toMatch(/^USER 1000:1000$/m)
    expect(last).not.toMatch(/^(ARG|ENV) .*(TOKEN|SECRET|PASSWORD)/m)
  })

  it('starts what the package starts, and asks for its health as it is', async () => {
    const { scripts } = JSON.parse(file('package.json')) as { scripts: { start: string } }
    expect(commandOf('CMD').join(' ')).toBe(scripts.start)
    const { port, stop } = await aSandboxedProxy()
    const [program, ...args] = commandOf('HEALTHCHECK')
    const ask = () =>
      promisify(execFile)(program!, args, { env: { PATH: process.env['PATH'], PORT: String(port) } }).then(
        () => 0,
        ({ code }: { code: number }) => code,
      )
    expect(await ask()).toBe(0)
    await stop()
    expect(await ask()).toBe(1)
  })

  it('is not called ill for the seconds that a busy machine takes to start a check, or the proxy', () => {
    const seconds = (option: string) => Number(new RegExp(`--${option}=(\\d+)s`).exec(dockerfile)![1])
    expect(seconds('timeout')).toBeGreaterThanOrEqual(20)
    expect(seconds('start-period')).toBeGreaterThanOrEqual(60)
    expect(seconds('interval')).toBeGreaterThanOrEqual(seconds('timeout'))
  })

  it('is told every variable by a name that there is', () => {
    const names = [
      ...(/^ENV (.*)$/m.exec(dockerfile)![1]!.match(/[A-Z_]+(?==)/g) ?? []),
      ...(file('compose.yaml').match(/^ {6}[A-Z_]+(?=:)/gm) ?? []).map((name) => name.trim()),
      ...(/^Environment=(.*)$/m
        .exec(file('docs/examples/servers/support-proxy.service'))![1]!
        .match(/[A-Z_]+(?==)/g) ?? []),
    ].filter((name) => !name.startsWith('POSTGRES_'))
    expect(names).toContain('DATABASE_URL')
    expect(names.filter((name) => !(name in VARIABLES))).toEqual([])
  })
})

describe('the systemd unit', () => {
  it.runIf(existsSync('/usr/bin/systemd-analyze'))('is one, and gives up most rights', () => {
    const unit = 'docs/examples/servers/support-proxy.service'
    const told = execFileSync('systemd-analyze', ['security', '--offline=true', '--threshold=25', unit])
    expect(told.toString()).toContain('OK')
  })
})
