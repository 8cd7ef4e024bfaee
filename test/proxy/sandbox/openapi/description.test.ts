/** The served description of the API: it names every call, and what a body needs. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { yaml } from '../../../../proxy/sandbox/openapi/yaml.ts'
import { startSandbox, type TestSandbox } from '../../../harness/proxy/sandbox-server.ts'

let desk: TestSandbox
beforeEach(async () => {
  desk = await startSandbox()
})
afterEach(() => desk.stop())

describe('openapi.yaml', () => {
  it('is served without a token, and costs no call', async () => {
    const answer = await desk.api('GET', '/openapi.yaml', undefined, { token: null })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Content-Type')).toBe('application/yaml; charset=UTF-8')
    expect(answer.headers.get('X-RateLimit-Remaining')).toBeNull()
    expect(answer.text).toMatch(/^"openapi": "3.1.0"\n/)
    for (const path of ['/tickets/{ticket}/reply', '/contacts/{contact}', '/teams/{team}/members/{user}'])
      expect(answer.text).toContain(`  "${path}":\n`)
    expect(answer.text).toMatch(/"on_no_reply"/)
  })

  it('is written in a YAML that reads back as what it was', () => {
    expect(yaml({ a: [1, { b: 'x: "y"' }, []], c: {}, d: null, e: undefined })).toBe(
      '\n"a":\n  - 1\n  -\n    "b": "x: \\"y\\""\n  - []\n"c": {}\n"d": null\n',
    )
  })
})
