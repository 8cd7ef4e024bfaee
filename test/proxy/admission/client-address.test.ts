import { describe, expect, it } from 'vitest'
import { createAddresses, isHop, networkOf } from '../../../proxy/admission/client-address.ts'

const incoming = (remoteAddress: string | undefined, forwarded?: string) => ({
  socket: { remoteAddress },
  headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
})

function clientOf(trusted: string[], remoteAddress: string | undefined, forwarded?: string) {
  const warned: string[] = []
  const of = createAddresses(trusted, (trouble) => warned.push(trouble))
  const { network } = of(incoming(remoteAddress, forwarded))
  of(incoming(remoteAddress, forwarded))
  return { network, warned }
}

describe('a network', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['::ffff:cb00:7109', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['1::', '1:0:0:0::/64'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})

describe('the client of a request', () => {
  it.each([
    ['is the socket when nothing is trusted', [], '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['is what the trusted hop says', ['10.0.0.1'], '10.0.0.1', '198.51.100.1', '198.51.100.1'],
    [
      'is what the last untrusted hop was, whatever the client wrote before it',
      ['10.0.0.0/8'],
      '10.0.0.1',
      '6.6.6.6, 198.51.100.1, 10.9.9.9',
      '198.51.100.1',
    ],
    ['is read past a port', ['10.0.0.1'], '10.0.0.1', '198.51.100.1:80', '198.51.100.1'],
    [
      'is read past ports of hops, too',
      ['10.0.0.0/8'],
      '10.0.0.1',
      '198.51.100.1:80, 10.9.9.9:443',
      '198.51.100.1',
    ],
    ['is read out of brackets', ['10.0.0.1'], '10.0.0.1', '[2001:db8:1:2::9]', '2001:db8:1:2::/64'],
    [
      'is read out of brackets with a port',
      ['10.0.0.1'],
      '10.0.0.1',
      '[2001:db8:1:2::9]:443',
      '2001:db8:1:2::/64',
    ],
    ['is read out of quotes', ['10.0.0.1'], '10.0.0.1', '"[2001:db8:1:2::9]:443"', '2001:db8:1:2::/64'],
    [
      'is a mapped address with a port',
      ['10.0.0.1'],
      '10.0.0.1',
      '[::ffff:198.51.100.1]:443',
      '198.51.100.1',
    ],
    [
      'is not what an untrusted hop wrote, readable or not',
      ['10.0.0.1'],
      '10.0.0.1',
      'unknown, 198.51.100.1',
      '198.51.100.1',
    ],
    [
      'is the socket of one that nobody trusts, whatever it writes',
      [],
      '203.0.113.9',
      'unknown',
      '203.0.113.9',
    ],
    ['is the socket when the header is empty', ['10.0.0.1'], '10.0.0.1', ' , ,', '10.0.0.1'],
    ['is a trusted IPv6 hop’s', ['::1'], '::1', '2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['is a mapped address’s own', ['loopback'], '::ffff:127.0.0.1', '198.51.100.1', '198.51.100.1'],
  ])('%s', (_, trusted, socket, forwarded, network) => {
    expect(clientOf(trusted, socket, forwarded)).toEqual({ network, warned: [] })
  })

  it('is unknown behind a near proxy that nobody named, and that is told once', () => {
    expect(clientOf([], '127.0.0.1', '198.51.100.1')).toEqual({
      network: undefined,
      warned: ['untrusted_proxy'],
    })
    expect(clientOf([], '127.0.0.1')).toEqual({ network: '127.0.0.1', warned: [] })
  })

  it.each([
    'unknown',
    '1',
    'unix:',
    '_hidden',
    '999.1.1.1:80',
    '[198.51.100.1',
    '2001:db8::1]:80',
    'for=1.2.3.4',
    '::1, x',
  ])('is unknown where a trusted hop writes "%s", and that is told once', (written) => {
    expect(clientOf(['10.0.0.1', '::1'], '10.0.0.1', written)).toEqual({
      network: undefined,
      warned: ['unreadable_hop'],
    })
  })

  it('is unknown without a connection', () => {
    expect(clientOf([], undefined).network).toBeUndefined()
    expect(createAddresses([], () => {})(undefined)).toEqual({ network: undefined })
  })
})

it.each([
  ['10.0.0.0/8', true],
  ['::1', true],
  ['uniquelocal', true],
  ['10.0.0.0/99', false],
  ['proxy.example', false],
  ['*', false],
])('%s as a trusted hop: %s', (hop, fine) => {
  expect(isHop(hop)).toBe(fine)
})
