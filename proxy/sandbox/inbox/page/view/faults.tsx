/** The dialog with the faults on demand. */
import { h } from 'preact'
import { useState } from 'preact/hooks'
import { announce } from '../state/announcements.ts'
import { CallError, wordsOf } from '../state/api.ts'
import { faults, setFaults, type CurrentFaults } from '../state/faults.ts'
import { closeAround, Dialog } from './dialog.tsx'
import { Field, Select, type SelectOptions } from './fields.tsx'

const MODES: SelectOptions = [
  ['none', 'Nothing goes wrong'],
  ['status', 'Answers with an error'],
  ['hang', 'Never answers'],
  ['reset', 'Breaks the connection'],
  ['create-then-fail', 'Creates the ticket, then answers with an error'],
  ['create-then-hang', 'Creates the ticket, then never answers'],
  ['create-then-reset', 'Creates the ticket, then breaks the connection'],
  ['late-create', 'Answers with an error and creates the ticket later'],
]
const ON: SelectOptions = [
  ['any', 'Every request'],
  ['create', 'Only creating tickets'],
  ['others', 'All but creating tickets'],
]
const BODIES: SelectOptions = [
  ['json', 'JSON'],
  ['html', 'An HTML page'],
  ['empty', 'Nothing'],
]

const NUMBERS: ReadonlySet<string> = new Set([
  'times',
  'status',
  'lateMs',
  'latencyMs',
  'staleSearchMs',
  'rate',
])

/** The form's fields as the sandbox wants them: numbers as numbers, empty ones left out. */
function filled(form: HTMLFormElement): Record<string, unknown> {
  const entries = [...new FormData(form)].map(
    ([name, value]) => [name, typeof value === 'string' ? value.trim() : ''] as const,
  )
  return Object.fromEntries(
    entries
      .filter(([, text]) => text !== '')
      .map(([name, text]) => [
        name,
        NUMBERS.has(name) && Number.isFinite(Number(text)) ? Number(text) : text,
      ]),
  )
}

interface InputProps {
  name: keyof CurrentFaults
  label: string
  settings: CurrentFaults
  /** What it means to leave it empty. */
  none?: string
}

function Input({ name, label, settings, none }: InputProps) {
  return (
    <Field label={label}>
      <input
        name={name}
        id={`fault-${name}`}
        inputMode={NUMBERS.has(name) ? 'numeric' : undefined}
        autocomplete="off"
        defaultValue={settings[name] ?? ''}
        placeholder={none}
      />
    </Field>
  )
}

interface ChoiceProps {
  name: 'mode' | 'on' | 'body'
  label: string
  options: SelectOptions
  settings: CurrentFaults
}

/** Drawn once with what is set: from then on the form is the agent's. */
function Choice({ name, label, options, settings }: ChoiceProps) {
  const [value, setValue] = useState(settings[name])
  return (
    <Field label={label}>
      <Select id={`fault-${name}`} name={name} options={options} value={value} onChange={setValue} />
    </Field>
  )
}

function Settings({ settings }: { settings: CurrentFaults }) {
  return [
    <Choice key="mode" name="mode" label="What happens" options={MODES} settings={settings} />,
    <Choice key="on" name="on" label="To which requests" options={ON} settings={settings} />,
    <Input key="times" name="times" label="How many times" settings={settings} none="always" />,
    <div key="answer" class="pair">
      <Input name="status" label="Error status" settings={settings} />
      <Choice name="body" label="Body of the error" options={BODIES} settings={settings} />
    </div>,
    <div key="late" class="pair">
      <Input name="retryAfter" label="Retry-After" settings={settings} none="none" />
      <Input name="lateMs" label="Created later by, ms" settings={settings} />
    </div>,
    <div key="slow" class="pair">
      <Input name="latencyMs" label="Every answer later by, ms" settings={settings} />
      <Input name="staleSearchMs" label="Search is behind by, ms" settings={settings} />
    </div>,
    <Input key="rate" name="rate" label="Requests a minute" settings={settings} none="as configured" />,
  ]
}

export function FaultsDialog({ settings, onClose }: { settings: CurrentFaults; onClose: () => void }) {
  const [problem, setProblem] = useState('')
  const apply = async (form: HTMLFormElement, wanted: Record<string, unknown>) => {
    try {
      await setFaults(wanted)
      closeAround(form)
      announce(`Faults: ${faults.peek() || 'off'}`)
    } catch (error) {
      setProblem(wordsOf(error))
      const [first] = error instanceof CallError ? error.fields : []
      if (first !== undefined) document.getElementById(`fault-${first}`)?.focus()
    }
  }
  const turnOff = (form: HTMLFormElement | null) => form && void apply(form, {})
  return (
    <Dialog id="faults" title="Faults on demand" narrow onClose={onClose}>
      <form
        class="body"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void apply(event.currentTarget, filled(event.currentTarget))
        }}
      >
        <p>
          What goes wrong with the API, so that you can watch the product cope. A restart turns all of it off.
        </p>
        <p class="error" role="alert">
          {problem}
        </p>
        <Settings settings={settings} />
        <div class="actions">
          <button type="button" onClick={(event) => turnOff(event.currentTarget.form)}>
            Turn all off
          </button>
          <button class="primary">Apply</button>
        </div>
      </form>
    </Dialog>
  )
}
