/** Where receipts come from: whoever has one may read the conversation that begins with its message. */

/** `RECEIPT_BYTES` of the contract, a test compares: who has sent nothing yet need not load what else is there. */
const BYTES = 32

/** What opens the conversation later: 32 random bytes in base64url. Made beside the id, the same for every retry. */
export const newReceipt = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(BYTES))))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace('=', '')
