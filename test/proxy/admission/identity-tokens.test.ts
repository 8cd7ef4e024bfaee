/** Tokens as other programs write them: taken, or refused with what is wrong with them. */
import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { checkIdentity } from '../../../proxy/admission/identity.ts'
import { Refusal } from '../../../proxy/refusal.ts'

const SECRET = 'a-secret-of-the-shop-0123456789'
const NOW = Date.UTC(2026, 0, 1)
const LATER = NOW / 1000 + 600

/** A token of these very texts. */
function signed(claims: string, header = '{"alg":"HS256"}') {
  const text = [header, claims].map((part) => Buffer.from(part).toString('base64url')).join('.')
  return `${text}.${createHmac('sha256', SECRET).update(text).digest('base64url')}`
}

async function check(token: string) {
  const email = 'ada@example.com'
  try {
    return await checkIdentity({ email, identity: { token } }, { secrets: [SECRET], required: false }, NOW)
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
}

// Made by the libraries themselves, with aud as a list, and by PHP's json_encode with the time of Carbon or lcobucci/jwt.
it.each([
  ['jsonwebtoken 9.0.3 and fast-jwt 6.3.6', 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJlbWFpbCI6ImFkYUBleGFtcGxlLmNvbSIsIm5hbWUiOiJBZGEvTMO2dmUiLCJleHAiOjE3NjcyMjYyMDAsImF1ZCI6WyJzdXBwb3J0Iiwic2hvcCJdLCJzdWIiOiIxIn0.UH20-FJbmWsSkoKbd_RMFR7l-cbuXKzvupGO0uHS2sQ'],
  ['jws 4.0.1, which writes no typ', 'eyJhbGciOiJIUzI1NiJ9.eyJlbWFpbCI6ImFkYUBleGFtcGxlLmNvbSIsIm5hbWUiOiJBZGEvTMO2dmUiLCJleHAiOjE3NjcyMjYyMDAsImF1ZCI6WyJzdXBwb3J0Iiwic2hvcCJdLCJzdWIiOiIxIn0.H9r_VtI1haq_EQYEqwwqtGaCxMQoOH_BjsIIbM8HmqY'],
  ['jwt-simple 0.5.6', 'eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJlbWFpbCI6ImFkYUBleGFtcGxlLmNvbSIsIm5hbWUiOiJBZGEvTMO2dmUiLCJleHAiOjE3NjcyMjYyMDAsImF1ZCI6WyJzdXBwb3J0Iiwic2hvcCJdLCJzdWIiOiIxIn0.0yap_P6-f97SDXDvorhMxbdOG6mT3w4eYDbFT4Pifhk'],
  ['njwt 2.0.1', 'eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJlbWFpbCI6ImFkYUBleGFtcGxlLmNvbSIsIm5hbWUiOiJBZGEvTMO2dmUiLCJleHAiOjE3NjcyMjYyMDAsImF1ZCI6WyJzdXBwb3J0Iiwic2hvcCJdLCJzdWIiOiIxIiwianRpIjoiOGM3MWUyYTktOTNiZC00ODIwLWIwNWItMDljMjk5MWJiOTAwIiwiaWF0IjoxNzk1ODkzMDcwfQ.1xuSCiuOPCuN9QAeXWlvTsoft0lrUDTe5kyosKzRHL8'],
  ['PHP 8.2', 'eyJhbGciOiJIUzI1NiJ9.eyJlbWFpbCI6ImFkYUBleGFtcGxlLmNvbSIsIm5hbWUiOiJBZGFcL0xcdTAwZjZ2ZSIsImV4cCI6MTc2NzIyNjIwMC4xMjM0LCJhdWQiOiJzaG9wIiwibmFtZTIiOm51bGx9.avMmtlFo-q280lwZ6uspyuij8zzoQvzj2ePUfWxe_6s'],
])('a token of %s is taken', async (_, token) => {
  expect(await check(token)).toEqual({ verified: true, name: 'Ada/Löve' })
}) // prettier-ignore

const claims = (more: string) => `{"email":"ada@example.com"${more}}`

it.each([
  ['a fraction of a second', claims(`,"exp":${LATER}.25`)],
  ['an exponent', claims(`,"exp":1.7672262e9`)],
  ['a name that is null', claims(`,"exp":${LATER},"name":null,"context":null`)],
  ['escaped slashes', claims(`,"exp":${LATER},"iss":"https:\\/\\/shop.example\\/"`)],
  ['escaped letters', `{"email":"ada\\u0040example.com","exp":${LATER}}`],
  ['aud as text', claims(`,"exp":${LATER},"aud":"shop"`)],
  ['fractions everywhere', claims(`,"exp":${LATER},"iat":${NOW / 1000}.2,"nbf":${NOW / 1000}.5`)],
])('a token with %s is taken', async (_, text) => {
  expect(await check(signed(text))).toEqual({ verified: true })
})

describe('a token', () => {
  it.each([
    ['whose exp is text', claims(`,"exp":"${LATER}"`), 'exp of the identity token must be a number'],
    ['whose exp is null', claims(',"exp":null'), 'exp of the identity token must be a number'],
    ['whose iat is text', claims(`,"exp":${LATER},"iat":"yesterday"`), 'iat of the identity token must be'],
    ['without exp', claims(''), 'needs exp, a number of seconds'],
    ['whose exp is over by a fraction', claims(`,"exp":${NOW / 1000 - 30}.5`), undefined],
    ['whose exp is over', claims(`,"exp":${NOW / 1000 - 31}.5`), 'has expired'],
    [
      'whose nbf is text',
      claims(`,"exp":${LATER},"nbf":"${NOW / 1000}"`),
      'nbf of the identity token must be',
    ],
    ['whose nbf is to come', claims(`,"exp":${LATER},"nbf":${NOW / 1000 + 60}`), 'not valid yet'],
    ['without an address', `{"exp":${LATER}}`, 'needs email'],
    ['whose claims are a list', '[1]', 'not a JWT'],
    ['with a byte order mark', `\ufeff${claims(`,"exp":${LATER}`)}`, undefined],
  ])('%s: %#', async (_, text, why) => {
    const answer = await check(signed(text))
    if (why) expect(answer).toContain(why)
    else expect(answer).toEqual({ verified: true })
  })

  it('of plain base64 is refused with the reason', async () => {
    const text = ['{"alg":"HS256"}', claims(`,"exp":${LATER},"x":"???>>>"`)]
      .map((part) => Buffer.from(part).toString('base64'))
      .join('.')
    const mac = createHmac('sha256', SECRET).update(text).digest('base64')
    expect(await check(`${text}.${mac}`)).toContain('not a JWT')
  })
})
