/** The bar at the top: what this is, and the buttons of the dialogs. */
import { h } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { wordsOf } from '../state/api.ts'
import { faults, readFaults, type CurrentFaults } from '../state/faults.ts'
import { loadMails, mails } from '../state/mails.ts'
import { ConnectDialog, readConnections, type Connections } from './connect.tsx'
import { FaultsDialog } from './faults.tsx'
import { MailsDialog } from './mails.tsx'

/** The dialog that is open, with what was read for it. */
type OpenDialog =
  | { type: 'connect'; connections: Connections }
  | { type: 'faults'; settings: CurrentFaults }
  | { type: 'mails' }

async function readFor(type: OpenDialog['type']): Promise<OpenDialog> {
  switch (type) {
    case 'connect':
      return { type, connections: await readConnections() }
    case 'faults':
      return { type, settings: await readFaults() }
    case 'mails':
      await loadMails()
      return { type }
  }
}

/** Somebody else may have switched a fault on while the page was in the background. */
function useFaultState(): void {
  useEffect(() => {
    const look = () => void readFaults().catch(() => undefined)
    look()
    addEventListener('focus', look)
    return () => removeEventListener('focus', look)
  }, [])
}

function OpenDialogView({ dialog, onClose }: { dialog: OpenDialog; onClose: () => void }) {
  switch (dialog.type) {
    case 'connect':
      return <ConnectDialog {...dialog.connections} onClose={onClose} />
    case 'faults':
      return <FaultsDialog settings={dialog.settings} onClose={onClose} />
    case 'mails':
      return <MailsDialog onClose={onClose} />
  }
}

export function Bar() {
  const [dialog, setDialog] = useState<OpenDialog>()
  const [problem, setProblem] = useState('')
  useFaultState()
  const show = async (type: OpenDialog['type']) => {
    setProblem('')
    try {
      setDialog(await readFor(type))
    } catch (error) {
      setProblem(wordsOf(error))
    }
  }
  return (
    <header class="bar">
      <h1>
        <img src="/sandbox/assets/icon.svg" alt="" width={26} height={26} />
        Inbox
      </h1>
      <p class="notice">
        <strong>Sandbox</strong>
        <span>Nothing leaves this machine. No e-mail is sent.</span>
      </p>
      <div class="tools">
        <button type="button" id="open-connect" onClick={() => void show('connect')}>
          Tokens &amp; IDs
        </button>
        <button type="button" id="open-mails" onClick={() => void show('mails')}>
          Mails <span class="state">{mails.value.length}</span>
        </button>
        <button type="button" id="open-faults" onClick={() => void show('faults')}>
          Faults <span class={faults.value ? 'state on' : 'state'}>{faults.value || 'off'}</span>
        </button>
      </div>
      <p class="error" role="alert">
        {problem}
      </p>
      {dialog && <OpenDialogView dialog={dialog} onClose={() => setDialog(undefined)} />}
    </header>
  )
}
