/** Texts to see how work on them grows. */

/** What expressions stumble over: long runs of what they repeat, and at the end something that does not fit. */
export const PIECES = [
  '.',
  ' ',
  '\n',
  '\t',
  '-',
  '@',
  '/',
  '\\',
  '<',
  '&',
  ',',
  ';',
  '"',
  '%',
  '%22',
  'a',
  'a.',
  '.a',
  ' .',
  'a@',
  '\n\t',
  '\r\n',
  'a-',
  'S',
  '1',
  '_',
  'x/',
  '[',
  ':',
  'for=a,',
  'for="a\\',
  ' GMT,',
  'border-style:solid none none;',
  'border-top:solid ',
  ';display:',
  '\nContent-Type: a; charset=x-b',
  'y.',
  ') ',
  // Scripts that write no spaces, and marks of which each goes before the last.
  '好',
  'ก',
  '\u0301\u0323',
  '\u200c',
  '\u202e',
  // Numbered, where they are, since what is the same twice may be refused at once.
  '_a',
  '<?',
  '<!--',
  '<![CDATA[',
  '- ',
  '<img ',
  '<img src="https://p.example/#">',
  '<img src="cid:#">',
  '<img src="data:image/png;base64,">',
  '"/api/v1/ticket_attachment/1/1/#"',
  '-#',
  ',#',
  '.#',
]

/** At least `length` characters of a piece. */
export const repeated = (piece: string, length: number): string => {
  const numbered = (at: number) => piece.replace('#', `a${at.toString(36).padStart(5, '0')}`)
  return Array.from({ length: Math.ceil(length / numbered(0).length) }, (_, at) => numbered(at)).join('')
}
