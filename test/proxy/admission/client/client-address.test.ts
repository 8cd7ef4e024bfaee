import { describe, expect, it } from 'vitest'
import { createAddresses, hopProblem, networkOf } from '../../../../proxy/admission/client/client-address.ts'

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

it.each(['10.0.0.0/8', '::1', 'uniquelocal', '10.0.0.0/255.0.0.0', '2001:DB8::/32', '::ffff:10.0.0.1'])(
  '%s can be a trusted hop',
  (hop) => expect(hopProblem(hop)).toBeUndefined(),
)

it.each([
  ['10.0.0.0/99', 'neither'],
  ['proxy.example', 'neither'],
  ['*', 'neither'],
  ['toString', 'neither'],
  ['0.0.0.0/0', 'believe everybody'],
  ['::/0', 'believe everybody'],
  ['127.1', 'no whole address'],
  ['10', 'no whole address'],
  ['0x7f000001', 'no whole address'],
  ['10.1/16', 'no whole address'],
  ['010.0.0.1', 'no whole address'],
])('%s can be none: %s', (hop, why) => {
  expect(hopProblem(hop)).toContain(why)
})

describe('what servers in front write', () => {
  const networkFrom = (headers: Record<string, string | string[]>) => {
    const warned: string[] = []
    const of = createAddresses(['10.0.0.0/8', 'fe80::/10'], (trouble) => warned.push(trouble))
    return of({ socket: { remoteAddress: '10.0.0.1' }, headers }).network ?? warned[0]
  }

  it.each([
    ['x-forwarded-for', '198.51.100.1:_http', '198.51.100.1'],
    ['x-forwarded-for', '198.51.100.1 , "10.0.0.2"', '198.51.100.1'],
    ['x-forwarded-for', '2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['x-forwarded-for', '198.51.100.1, fe80::1%eth0', '198.51.100.1'],
    ['x-forwarded-for', '[fe80::1%eth0]:80, 10.0.0.2', 'fe80:0:0:0::/64'],
    ['x-forwarded-for', '198.51.100.1,,10.0.0.2', '198.51.100.1'],
    ['x-forwarded-for', '198.51.100.1, unknown', 'unreadable_hop'],
    ['x-forwarded-for', '[[::1]]', 'unreadable_hop'],
    ['forwarded', 'for=198.51.100.1', '198.51.100.1'],
    ['forwarded', 'For="198.51.100.1:47011"', '198.51.100.1'],
    [
      'forwarded',
      'for=192.0.2.43, for=198.51.100.17;by=203.0.113.60;proto=http;host=example.com',
      '198.51.100.17',
    ],
    [
      'forwarded',
      'proto=https;host="a,b;for=6.6.6.6";FOR="[2001:db8:1:2:cafe::17]:4711"',
      '2001:db8:1:2::/64',
    ],
    ['forwarded', 'for = 198.51.100.1 ; proto = https,for=10.0.0.9', '198.51.100.1'],
    ['forwarded', 'for="\\1\\98.51.100.1"', '198.51.100.1'],
    ['forwarded', 'for=_hidden, for=198.51.100.1', '198.51.100.1'],
    ['forwarded', 'for=198.51.100.1, for=_hidden', 'unreadable_hop'],
    ['forwarded', 'for=unknown', 'unreadable_hop'],
    ['forwarded', 'proto=https', 'unreadable_hop'],
    ['forwarded', 'for="198.51.100.1', 'unreadable_hop'],
    ['x-real-ip', '198.51.100.1', '198.51.100.1'],
    ['x-real-ip', '[2001:db8:1:2::9]:80', '2001:db8:1:2::/64'],
    ['x-real-ip', 'unix:', 'unreadable_hop'],
  ])('%s: %s', (name, value, expected) => {
    expect(networkFrom({ [name]: value })).toBe(expected)
  })

  it('in several headers of one name is one list, and of several names X-Forwarded-For', () => {
    const more = { forwarded: 'for=203.0.113.5', 'x-real-ip': '203.0.113.6' }
    expect(networkFrom({ 'x-forwarded-for': ['6.6.6.6', '198.51.100.1'], ...more })).toBe('198.51.100.1')
    expect(networkFrom(more)).toBe('203.0.113.5')
  })

  it('is told where nobody named the server, whatever the header', () => {
    const warned: string[] = []
    const of = createAddresses([], (trouble) => warned.push(trouble))
    for (const headers of [{ forwarded: 'for=203.0.113.5' }, { 'x-real-ip': '203.0.113.6' }])
      expect(of({ socket: { remoteAddress: '127.0.0.1' }, headers }).network).toBeUndefined()
    expect(warned).toEqual(['untrusted_proxy'])
  })
})
