import { describe, expect, it } from 'vitest'
import { proofOf } from '../../../proxy/conversation/proof.ts'

const site = {
  id: 'shop',
  identity: { secrets: [], required: false },
  conversation: { conversation: 'confirmed' as const },
}

describe('a session', () => {
  const sessions = async ({ site: id, session }: { site: string; session: string }) =>
    id === 'shop' && session === 'good' ? 'ada@example.com' : undefined

  it('proves the address that it was made for, and opens all of its requests', async () => {
    const proof = await proofOf({ session: 'good' }, site, sessions, 0)
    expect(proof).toEqual({ email: 'ada@example.com', opensAll: true })
  })

  it('is refused when it is over, of another site, or where no codes are sent', async () => {
    const refused = { code: 'proof_required' }
    await expect(proofOf({ session: 'old' }, site, sessions, 0)).rejects.toMatchObject(refused)
    await expect(proofOf({ session: 'good' }, { ...site, id: 'blog' }, sessions, 0)).rejects.toMatchObject(
      refused,
    )
    await expect(proofOf({ session: 'good' }, site, undefined, 0)).rejects.toMatchObject(refused)
  })

  it.each([
    ['state', undefined],
    ['confirmed', 'ada@example.com'],
    ['receipt', 'ada@example.com'],
  ] as const)('at a site with "conversation": "%s" proves %s', async (conversation, email) => {
    const proof = await proofOf({ session: 'good' }, { ...site, conversation: { conversation } }, sessions, 0)
    expect(proof?.email).toBe(email)
  })
})

it('is nothing where nothing was brought, and where a site signs nothing', async () => {
  expect(await proofOf({}, site, undefined, 0)).toBeUndefined()
  expect(await proofOf({ identity: { token: 'x' } }, site, undefined, 0)).toBeUndefined()
})
