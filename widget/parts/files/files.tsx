/** Files of a message: chosen, dropped or pasted, listed, taken away again, and how far they are while it is sent. */
import { useSignal } from '@preact/signals'
import { Fragment } from 'preact'
import { bare } from '../../api/bare.ts'
import { h } from '../../form/view/own-props.ts'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { FileRules } from '../../../proxy/contract/form.ts'
import { fileProblem, typeNames } from '../../../proxy/contract/files/file-types.ts'
import { NO_FILES, createFileList, fileName, type AttachedFiles } from './file-list.ts'
import css from './files.css?inline'
import { Item } from './file-row.tsx'
import { isolated } from '../../../proxy/contract/problem-words/files.ts'
import { fileProblemText, limitText } from './file-problem.ts'
import { counted, fill } from '../../i18n/texts.ts'
import { problemText } from '../../form/view/problem-text.ts'
import { uploader } from './upload.ts'
import type { PartUi, Part } from '../../form/part-view.ts'

interface Props {
  ui: PartUi
  files: AttachedFiles
}

/** Below this many bytes there is nothing to tell of progress, and the request may outlive the page. */
const QUICK = 50_000

const rulesOf = (ui: PartUi): FileRules => ui.model.definition.value?.files ?? NO_FILES

const isSending = (ui: PartUi) => ui.model.phase.value.type === 'sending'

/** Takes files, and says in one go what came of it (R53); of what only their content tells, when it was read. */
function take({ ui, files }: Props, given: Iterable<File>): void {
  if (isSending(ui)) return
  const speech = ui.speech()
  const { texts, locale } = speech
  const { taken, refused } = files.add(given)
  const told = (some: typeof refused) =>
    some.map(({ name, problem }) => fileProblemText(problem, name, rulesOf(ui), speech))
  void files
    .inspect(taken, () => isSending(ui))
    .then((wrong) => wrong.length > 0 && ui.announce(told(wrong).join(' · ')))
  const [first] = taken
  const good =
    taken.length > 1
      ? counted(texts.filesAdded, taken.length, locale)
      : first && fill(texts.fileAdded, { name: isolated(first.name) })
  const bad = told(refused)
  if (good || bad.length > 0) ui.announce([...bad, good].filter(Boolean).join(' · '))
}

/** Of the types that a picture of the screen can be, those that may be attached. */
const shotTypes = (rules: FileRules) =>
  [
    ['image/png', 'a.png', '\x89PNG\r\n\x1a\n'],
    ['image/jpeg', 'a.jpg', '\xff\xd8\xff'],
  ].flatMap(([type = '', name = '', head]) => (fileProblem(rules, { name, type, size: 1 }, head) ? [] : type))

/** Whether the browser can capture the screen, and, as far as it tells, may. */
function canCapture(): boolean {
  // Past an element of that name. as: of Chromium only
  const featurePolicy = Reflect.get(Document.prototype, 'featurePolicy', document) as
    | { allowsFeature: (name: string) => boolean }
    | undefined
  const allowed = featurePolicy?.allowsFeature('display-capture') ?? true
  return allowed && 'getDisplayMedia' in Object(navigator.mediaDevices)
}

/** Takes a picture of the page and attaches what is left of it. `false`: there was nothing to take. */
async function takeShot({ ui, files }: Props): Promise<boolean> {
  const rules = rulesOf(ui)
  // Not in all browsers. These, too, read what they inherit.
  const video = bare({ displaySurface: 'browser' })
  const wishes = bare({ video, audio: false, preferCurrentTab: true })
  try {
    // At once: asked after the file has come, it would no longer be the visitor's click that asks.
    const asked = navigator.mediaDevices.getDisplayMedia(wishes)
    const module = await import('../screenshot/screenshot.tsx').catch(async (error: unknown) => {
      for (const track of (await asked).getTracks()) track.stop()
      throw error
    })
    const file = await module.capture(ui, await asked, shotTypes(rules), rules.maxBytes)
    if (file) take({ ui, files }, [file])
    return true
  } catch {
    ui.announce(ui.speech().texts.noShot)
    return false
  } finally {
    ui.root.getElementById('shot')?.focus()
  }
}

/** What may be attached: said before anything is chosen. */
function Limits({ ui }: { ui: PartUi }) {
  const speech = ui.speech()
  const rules = rulesOf(ui)
  const names = typeNames(rules)
  const list = new Intl.ListFormat(speech.locale, bare({ type: 'unit' } as const)).format(names)
  return (
    <Fragment>
      <p class="hint" id="files-hint">
        {limitText(rules, speech)}
        {names.length > 0 && names.length < 7 ? ` · ${list}` : null}
      </p>
      {names.length < 7 ? null : (
        <details class="hint">
          <summary>{speech.texts.fileTypes}</summary>
          <p>{list}</p>
        </details>
      )}
    </Fragment>
  )
}

/** Files that fall on the form, its dialog or document, or are pasted into it, are taken, wherever in it. */
function useCatch(props: Props, place: { current: HTMLElement | null }): boolean {
  const over = useSignal(false)
  const latest = useRef(props)
  latest.current = props
  useLayoutEffect(() => {
    const form = place.current?.closest('form')?.closest<HTMLElement>('.panel,.root,main')
    if (!form) return undefined
    const life = new AbortController()
    const { signal } = life
    const carries = (event: DragEvent) => event.dataTransfer?.types.includes('Files')
    const onDrag = (event: DragEvent) => {
      if (!carries(event)) return
      event.preventDefault()
      // What falls on the form is no business of the page.
      event.stopPropagation()
      if (event.type === 'dragleave') {
        over.value = form.contains(event.relatedTarget as Node | null) // as: a node or nothing
        return
      }
      over.value = event.type !== 'drop'
      if (event.type === 'drop') take(latest.current, event.dataTransfer?.files ?? [])
    }
    for (const type of ['dragenter', 'dragover', 'dragleave', 'drop'] as const)
      form.addEventListener(type, onDrag, { signal })
    const onPaste = (event: ClipboardEvent) => {
      const data = event.clipboardData
      // Office programs put a picture beside the text that they copy.
      if (!data?.files.length || data.types.includes('text/plain')) return
      event.preventDefault()
      take(latest.current, data.files)
    }
    form.addEventListener('paste', onPaste, { signal })
    return () => life.abort()
  }, [])
  return over.value
}

function View({ ui }: { ui: PartUi }) {
  const files = filesOf.get(ui.model)
  return files && ui.model.definition.value?.files ? <Files ui={ui} files={files} /> : null
}

function Files({ ui, files }: Props) {
  const speech = ui.speech()
  const { texts, locale } = speech
  const rules = rulesOf(ui)
  const place = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const over = useCatch({ ui, files }, place)
  const problem = problemText(ui, 'files')
  const missed = useSignal(false)
  const lost = files.lost.value.map(isolated)
  const said = [
    ...files.refused.value.map((one) => fileProblemText(one.problem, one.name, rules, speech)),
    ...(problem ? [problem] : []),
    ...(missed.value ? [texts.noShot] : []),
  ]
  return (
    <div class="field files" data-over={over} role="group" aria-labelledby="files-label" ref={place}>
      <p class="label" id="files-label">
        {texts.files} <span class="optional">{texts.optional}</span>
      </p>
      <Limits ui={ui} />
      {lost.length > 0 && (
        <p class="problem">{fill(texts.filesLost, { names: new Intl.ListFormat(locale).format(lost) })}</p>
      )}
      {said.length > 0 && (
        <ul class="problem" id="files-problem">
          {said.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      {files.list.value.length > 0 && (
        <ul>
          {files.list.value.map((one, at) => (
            <Item key={one.id} {...{ ui, files, one, at }} />
          ))}
        </ul>
      )}
      <div class="actions">
        <button
          type="button"
          class="quiet"
          id="files"
          name="files"
          aria-describedby={said.length > 0 ? 'files-hint files-problem' : 'files-hint'}
          aria-disabled={isSending(ui) ? 'true' : undefined}
          onClick={() => isSending(ui) || input.current?.click()}
        >
          <span key={texts.addFiles}>{texts.addFiles}</span>
        </button>
        {shotTypes(rules).length > 0 && canCapture() && (
          <button
            type="button"
            class="quiet"
            id="shot"
            aria-disabled={isSending(ui) ? 'true' : undefined}
            onClick={() =>
              isSending(ui) || void takeShot({ ui, files }).then((taken) => (missed.value = !taken))
            }
          >
            <span key={texts.takeShot}>{texts.takeShot}</span>
          </button>
        )}
      </div>
      <p class="hint fine">{texts.dropFiles}</p>
      <input
        type="file"
        hidden
        multiple={rules.max > 1}
        accept={rules.types.includes('*') ? undefined : rules.types.join()}
        ref={input}
        onChange={({ currentTarget }) => {
          take({ ui, files }, [...(currentTarget.files ?? [])])
          // The same file can be chosen again after it was taken away.
          currentTarget.value = ''
        }}
      />
    </div>
  )
}

/** How much of the message has gone out. Seen, not announced: it would talk without end. */
function Progress({ ui }: { ui: PartUi }) {
  const part = filesOf.get(ui.model)?.progress.value
  const { texts, locale } = ui.speech()
  if (part === undefined) return null
  const percent = new Intl.NumberFormat(locale, bare({ style: 'percent' } as const)).format(part)
  return (
    <label class="progress">
      <span key={percent}>{fill(texts.filesSent, { percent })}</span>
      <progress value={part} />
    </label>
  )
}

const filesOf = new WeakMap<object, AttachedFiles>()

/** The part, for the place after the fields and for the one above the button that sends. */
export const files: Part = {
  css,
  places: { files: View, progress: Progress },
  begin(ui) {
    const attached = createFileList(
      () => ui.model.definition.value?.files,
      ui.model.changed,
      (given) => {
        const bytes = given.reduce((sum, { size }) => sum + size, 0)
        if (bytes < QUICK) return undefined
        const way = uploader(given, (part) => (attached.progress.value = part))
        return ui.place.own?.sign?.(way) ?? way
      },
    )
    filesOf.set(ui.model, attached)
    return {
      ...attached.part,
      say(name, problem) {
        const at = attached.list.value.findIndex((_, index) => fileName(index) === name)
        return fileProblemText(problem, attached.list.value[at]?.file.name ?? '', rulesOf(ui), ui.speech())
      },
    }
  },
}
