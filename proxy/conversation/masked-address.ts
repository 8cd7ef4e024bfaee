/** An address of which enough is left for its owner to know it, and too little for anybody else. */

const first = (text: string): string => /^./su.exec(text)?.[0] ?? ''

/** `ada@example.com` as `a…@e….com`. */
export function maskedAddress(email: string): string {
  const [, local = '', domain = ''] = /^(.*)@(.*)$/s.exec(email) ?? []
  const [, name = domain, ending = ''] = /^(.*)(\.[^.]*)$/s.exec(domain) ?? []
  return `${first(local)}…@${first(name)}…${ending}`
}
