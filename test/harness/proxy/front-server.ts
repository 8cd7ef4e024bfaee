/** Servers that stand in front of a proxy, each with its own program and the example of docs/examples/servers. */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { aFolder } from './builders.ts'
import { aPort } from './proxy-process.ts'

export const NAME = 'support.example.com'

/** What a test replaces in an example: addresses and files of a machine. */
interface Place {
  folder: string
  port: number
  proxy: number
  pem: string
  key: string
  both: string
}

interface Front {
  program: string
  file: string
  /** The whole configuration, around the example. */
  whole: (example: string, place: Place) => string
  args: (path: string, place: Place) => string[]
}

const placed = (example: string, { port, proxy, pem, key, both }: Place) =>
  example
    .replace('127.0.0.1:8787', `127.0.0.1:${proxy}`)
    .replace(/\b443\b/, String(port))
    .replace('/etc/ssl/support-and-key.pem', both)
    .replace('/etc/ssl/support.pem', pem)
    .replace('/etc/ssl/support.key', key)

const APACHE = ['mpm_event', 'authz_core', 'ssl', 'socache_shmcb', 'proxy', 'proxy_http']

export const FRONTS: Readonly<Record<string, Front>> = {
  Caddy: {
    program: '/usr/bin/caddy',
    file: 'Caddyfile',
    whole: (example, place) =>
      `{\n\tadmin off\n\tauto_https off\n\tstorage file_system ${place.folder}\n}\n${placed(
        example,
        place,
      ).replace(`${NAME} {`, `https://${NAME}:${place.port} {\n\ttls ${place.pem} ${place.key}`)}`,
    args: (path) => ['run', '--adapter', 'caddyfile', '--config', path],
  },
  nginx: {
    program: '/usr/sbin/nginx',
    file: 'nginx.conf',
    whole: (example, place) =>
      `pid ${place.folder}/pid;\nevents {}\nhttp {\naccess_log off;\nclient_body_temp_path ${place.folder}/body;\nproxy_temp_path ${place.folder}/proxy;\n${placed(example, place)}}\n`,
    args: (path, { folder }) => [
      '-p',
      folder,
      '-e',
      `${folder}/error.log`,
      '-g',
      'daemon off; user root;',
      '-c',
      path,
    ],
  },
  Apache: {
    program: '/usr/sbin/apache2',
    file: 'apache.conf',
    whole: (example, place) =>
      `ServerRoot ${place.folder}\nServerName ${NAME}\nPidFile ${place.folder}/pid\nMutex file:${place.folder}\nErrorLog ${place.folder}/error.log\nListen ${place.port}\n${APACHE.map(
        (name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so\n`,
      ).join('')}${placed(example, place)}`,
    args: (path) => ['-D', 'FOREGROUND', '-f', path],
  },
  HAProxy: {
    program: '/usr/sbin/haproxy',
    file: 'haproxy.cfg',
    whole: (example, place) => `global\n  maxconn 100\n${placed(example, place)}`,
    args: (path) => ['-f', path],
  },
}

export const isInstalled = ({ program }: Front) => existsSync(program)

/** A certificate that nobody trusts, and its key. */
function aCertificate(folder: string) {
  const [pem, key, both] = ['pem', 'key', 'both'].map((name) => join(folder, `support.${name}`)) as [
    string,
    string,
    string,
  ] // as: as many as names
  const subject = ['-subj', `/CN=${NAME}`, '-addext', `subjectAltName=DNS:${NAME}`]
  const made = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '2',
  ]
  execFileSync('openssl', [...made, '-keyout', key, '-out', pem, ...subject], { stdio: 'ignore' })
  writeFileSync(both, readFileSync(pem, 'utf8') + readFileSync(key, 'utf8'))
  return { pem, key, both }
}

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** A server in front of a proxy at a port, once it answers. Its visitors come from another address than it has itself. */
export async function aFront({ program, file, whole, args }: Front, proxy: number) {
  const folder = aFolder()
  for (const name of ['body', 'proxy']) mkdirSync(join(folder, name))
  const place = { folder, proxy, port: await aPort(), ...aCertificate(folder) }
  const path = join(folder, file)
  writeFileSync(path, whole(readFileSync(`docs/examples/servers/${file}`, 'utf8'), place))
  const child = spawn(program, args(path, place), { env: { PATH: process.env['PATH'], HOME: folder } })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        child.on('close', () => resolve())
        child.kill('SIGTERM')
      }),
  )
  const agent = new Agent({ localAddress: '127.0.0.2', rejectUnauthorized: false, servername: NAME })
  const ask = (
    url: string,
    {
      method = 'GET',
      headers = {},
      body,
    }: { method?: string; headers?: object; body?: Buffer | string } = {},
  ) =>
    new Promise<Answer>((resolve, reject) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port: place.port,
          path: url,
          method,
          agent,
          headers: { Host: NAME, ...headers },
        },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('end', () =>
            resolve({
              status: response.statusCode!,
              headers: response.headers,
              body: Buffer.concat(chunks).toString(),
            }),
          )
        },
      )
      sent.on('error', reject)
      sent.end(body)
    })
  await expect
    .poll(() =>
      ask('/health').then(
        ({ status }) => status,
        () => output,
      ),
    )
    .toBe(200)
  return { ask, output: () => output }
}
