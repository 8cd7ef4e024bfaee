/** Where a piece of a text ends that begins at `at`: after `size` of it, and never within a character. */
export function pieceEnd(text: string, at: number, size: number): number {
  const end = at + size
  return (text.codePointAt(end - 1) ?? 0) > 0xffff ? end + 1 : end
}
