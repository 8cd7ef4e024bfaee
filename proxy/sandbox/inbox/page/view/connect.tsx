/** The dialog with what a client of the sandbox has to know: address, tokens, ULIDs. */
import { h } from 'preact'
import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { announce } from '../state/announcements.ts'
import { read, type Named } from '../state/api.ts'
import { capital } from '../state/words.ts'
import { Dialog } from './dialog.tsx'

interface About {
  api: string
  rate: number
  tokens: { token: string; about: string }[]
}

export interface Connections {
  about: About
  lists: { name: string; items: Named[] }[]
}

const LISTS = ['channels', 'members', 'teams', 'tags', 'brains']

export async function readConnections(): Promise<Connections> {
  const [about, ...lists] = await Promise.all([
    read<About>('/about'),
    ...LISTS.map(async (name) => {
      const pages = name === 'channels' ? '?per_page=100' : ''
      return { name, items: await read<Named[]>(`/inbox/${name}${pages}`) }
    }),
  ])
  return { about, lists }
}

/** A value with a button that copies it. */
function Copied({ value }: { value: string }) {
  const [isCopied, setCopied] = useState(false)
  const code = useRef<HTMLElement>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value)
      setCopied(true)
      announce('Copied')
    } catch {
      // Without HTTPS there is no clipboard: it is selected, for the keyboard.
      if (code.current) getSelection()?.selectAllChildren(code.current)
    }
  }
  return (
    <span class="value">
      <code ref={code}>{value}</code>
      <button type="button" class="copy" aria-label={`Copy ${value}`} onClick={() => void copy()}>
        {isCopied ? 'Copied' : 'Copy'}
      </button>
    </span>
  )
}

interface TableProps {
  caption: string
  heads: [string, string]
  wide?: boolean
  rows: { name: string; value: string }[]
}

function Table({ caption, heads, rows, wide = false }: TableProps) {
  return (
    <table class={wide ? 'wide' : undefined}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, value }) => (
          <tr key={value}>
            <td>{name}</td>
            <td>
              <Copied value={value} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Pair({ term, children }: { term: string; children: ComponentChildren }) {
  return [<dt key="term">{term}</dt>, <dd key="value">{children}</dd>]
}

export function ConnectDialog({ about, lists, onClose }: Connections & { onClose: () => void }) {
  return (
    <Dialog id="connect" title="Tokens & IDs" onClose={onClose}>
      <div class="body">
        <p>A client for There There works against this sandbox when it is given another address and token.</p>
        <dl class="pairs">
          <Pair term="API">
            <Copied value={about.api} />
          </Pair>
          <Pair term="Limit">{about.rate} requests a minute and token, 300 imports</Pair>
        </dl>
        <Table
          caption="Tokens"
          heads={['Reaches', 'Token']}
          rows={about.tokens.map(({ token, about: reach }) => ({ name: reach, value: token }))}
          wide
        />
        {lists.map(({ name, items }) => (
          <Table
            key={name}
            caption={capital(name)}
            heads={['Name', 'ULID']}
            rows={items.map(({ ulid, name: item }) => ({ name: item, value: ulid }))}
          />
        ))}
      </div>
    </Dialog>
  )
}
