/** Pages for looking at, such as the demo page of the sandbox, each with a policy that allows exactly what is written in it. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { permissionsPolicy } from '../embed/headers.ts'

/** CSP sources of the inline elements of one kind. */
function hashes(html: string, element: 'script' | 'style'): string {
  return [...html.matchAll(new RegExp(`<${element}>([^]*?)</${element}>`, 'g'))]
    .map(([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
    .join(' ')
}

/**
 * A handler that answers with the page in `file`, read anew each time: it is for development and demonstration.
 * @param ancestors Who may show it in a frame, as a source of a policy.
 */
export function demoPage(file: string, ancestors = `'none'`): () => Response {
  return () => {
    const html = readFileSync(file, 'utf8')
    const policy = [
      `default-src 'none'`,
      `script-src 'self' ${hashes(html, 'script')}`,
      `style-src 'self' ${hashes(html, 'style')}`,
      `connect-src 'self'`,
      `frame-src 'self'`,
      `img-src data:`,
      `base-uri 'none'`,
      `form-action 'self'`,
      `frame-ancestors ${ancestors}`,
    ]
    return new Response(html, {
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': policy.join('; '),
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
        // The forms in these pages ask for files.
        'Permissions-Policy': permissionsPolicy(true),
        'Cache-Control': 'no-cache',
      },
    })
  }
}
