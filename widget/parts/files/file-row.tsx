/** One attached file in the list: what it looks like, what it is called, what is wrong with it, and a way to take it away. */
import { useSignal } from '@preact/signals'
import { h } from '../../form/view/own-props.ts'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { fileName, type AttachedFile, type AttachedFiles } from './file-list.ts'
import { isolated } from '../../../proxy/contract/problem-words/files.ts'
import { sizeText } from '../../../proxy/contract/problem-words/files.ts'
import { fill } from '../../i18n/texts.ts'
import { problemText } from '../../form/view/problem-text.ts'
import { drawThumbnail } from './thumbnail.ts'
import type { PartUi } from '../../form/part-view.ts'

/** Side of a thumbnail, in CSS pixels; twice as many are drawn. */
const THUMBNAIL = 48

/** A picture of the file, or of a sheet of paper. */
function Thumbnail({ file }: { file: File }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const drawn = useSignal(false)
  useLayoutEffect(() => {
    if (canvas.current && file.type.startsWith('image/'))
      void drawThumbnail(canvas.current, file).then((done) => (drawn.value = done))
  }, [file])
  return (
    <span class="thumbnail" aria-hidden="true">
      <canvas ref={canvas} width={THUMBNAIL * 2} height={THUMBNAIL * 2} hidden={!drawn.value} />
      {drawn.value ? null : (
        <svg viewBox="0 0 24 24">
          <path d="M7 3h7l5 5v13H7zM14 3v5h5" />
        </svg>
      )}
    </span>
  )
}

interface Props {
  ui: PartUi
  files: AttachedFiles
  one: AttachedFile
  /** Its place in the list. */
  at: number
}

/** A row of the list. */
export function Item({ ui, files, one, at }: Props) {
  const { texts, locale } = ui.speech()
  const { name, size } = one.file
  const problem = problemText(ui, fileName(at))
  const sending = ui.model.phase.value.type === 'sending'
  const remove = () => {
    if (sending) return
    files.remove(one.id)
    ui.announce(fill(texts.fileRemoved, { name: isolated(name) }))
    // The button goes away, and the focus would go with it.
    const next = files.list.value[at] ? at : at - 1
    const id = next < 0 ? 'files' : 'file-' + next
    queueMicrotask(() => requestAnimationFrame(() => ui.root.getElementById(id)?.focus()))
  }
  return (
    <li class="file">
      <Thumbnail file={one.file} />
      <span class="about">
        <span>
          <bdi translate={false}>{name}</bdi>
        </span>
        <span class="hint">{sizeText(size, locale)}</span>
        {problem && (
          <span key={problem} class="problem" id={`file-${at}-problem`}>
            {problem}
          </span>
        )}
      </span>
      <button
        type="button"
        class="remove"
        id={'file-' + at}
        name={fileName(at)}
        aria-label={fill(texts.removeFile, { name: isolated(name) })}
        aria-describedby={problem ? `file-${at}-problem` : undefined}
        aria-disabled={sending ? 'true' : undefined}
        onClick={remove}
      >
        ×
      </button>
    </li>
  )
}
