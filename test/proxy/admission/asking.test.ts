import { expect, it } from 'vitest'
import { createAddresses } from '../../../proxy/admission/client/client-address.ts'
import { createAsking } from '../../../proxy/admission/asking.ts'
import { aClock } from '../../harness/proxy/builders.ts'

const from = (remoteAddress: string) => ({ incoming: { headers: {}, socket: { remoteAddress } } })

it('lets a client ask in vain a few times, and nobody pays for another', () => {
  const clock = aClock()
  const asking = createAsking(
    createAddresses([], () => {}),
    clock.now,
  )
  for (let i = 0; i < 30; i++) {
    asking.check(from('203.0.113.1'))
    asking.countWrong(from('203.0.113.1'))
  }
  expect(() => asking.check(from('203.0.113.1'))).toThrow('Ask again in 300 seconds')
  asking.check(from('203.0.113.2'))
  asking.check(undefined)
  clock.pass(300_000)
  asking.check(from('203.0.113.1'))
})
