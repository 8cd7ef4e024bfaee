/** Takes a picture of the page, and lets the visitor cut it and black things out before it is attached. */
/* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- the picture is worked by arrow keys */
import { render } from 'preact'
import { h } from '../../form/view/own-props.ts'
import { useSignal } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { bare } from '../../api/bare.ts'
import css from './screenshot.css?inline'
import { fill } from '../../i18n/texts.ts'
import { drawShot, nudged, shotFile, spanned, within, type Area, type Edits } from './edits.ts'
import type { PartUi, Speech } from '../../form/part-view.ts'

/** How long to wait for the next frame of a page on which nothing moves, in milliseconds. */
const STILL_MS = 400

/** How long after the last key the place of the frame is announced, in milliseconds. */
const PAUSE_MS = 500

/** The next frame of a video that is being taken, or that there is none. */
const nextFrame = (video: HTMLVideoElement) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, STILL_MS)
    video.requestVideoFrameCallback?.(() => resolve())
  })

/** One picture of what the visitor has chosen to show, without this widget on it. */
async function grab(ui: PartUi, stream: MediaStream): Promise<HTMLCanvasElement> {
  const region = ui.root.querySelector<HTMLElement>('.root')
  const video = document.createElement('video')
  const canvas = document.createElement('canvas')
  try {
    video.muted = true
    video.srcObject = stream
    await video.play()
    region?.setAttribute('data-away', '')
    // The first may have been taken before the form was gone.
    for (let frames = 0; frames < 3; frames++) await nextFrame(video)
    canvas.width = video.videoWidth
    canvas.height = video.videoHeight
    canvas.getContext('2d')?.drawImage(video, 0, 0)
    return canvas
  } finally {
    region?.removeAttribute('data-away')
    for (const track of stream.getTracks()) track.stop()
    video.srcObject = null
  }
}

interface Props {
  ui: PartUi
  picture: HTMLCanvasElement
  /** What became of it; nothing when the visitor gave up. */
  done: (edits?: Edits) => void
}

/** Draws picture and frame: black and white, to be seen on everything. */
function paint(
  canvas: HTMLCanvasElement,
  picture: HTMLCanvasElement,
  edits: Edits,
  frame: Area | undefined,
): void {
  const context = drawShot(canvas, picture, edits)
  if (!context || !frame) return
  const { x, y } = edits.crop
  const line = Math.max(2, edits.crop.width / 400)
  context.lineWidth = line
  for (const [colour, dash] of [
    ['#000', []],
    ['#fff', [line * 3, line * 3]],
  ] as const) {
    context.strokeStyle = colour
    context.setLineDash([...dash])
    context.strokeRect(frame.x - x, frame.y - y, frame.width, frame.height)
  }
}

/** Frame and its movements by pointer and by keys. */
function useFrame(edits: Edits, canvas: { current: HTMLCanvasElement | null }) {
  const frame = useSignal<Area>()
  const from = useRef<{ x: number; y: number } | undefined>(undefined)
  const { crop } = edits
  const pointOf = ({ clientX, clientY }: PointerEvent) => {
    const box = canvas.current?.getBoundingClientRect() ?? new DOMRect()
    return {
      x: crop.x + ((clientX - box.x) / box.width) * crop.width,
      y: crop.y + ((clientY - box.y) / box.height) * crop.height,
    }
  }
  return {
    frame,
    onPointerDown: (event: PointerEvent) => {
      canvas.current?.setPointerCapture(event.pointerId)
      from.current = pointOf(event)
      frame.value = undefined
    },
    onPointerMove: (event: PointerEvent) => {
      if (from.current) frame.value = within(spanned(from.current, pointOf(event)), crop)
    },
    onPointerUp: () => {
      from.current = undefined
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (!event.key.startsWith('Arrow')) return
      // Nothing else is to move.
      event.preventDefault()
      frame.value = nudged(frame.value, event.key, event.shiftKey, crop)
    },
  }
}

/** Where a frame is, in words. */
function placeText(frame: Area, crop: Area, { texts, locale }: Speech): string {
  const percent = (part: number, of: number) =>
    new Intl.NumberFormat(locale, bare({ style: 'percent' } as const)).format(part / of)
  return fill(texts.frame, {
    x: percent(frame.x - crop.x, crop.width),
    y: percent(frame.y - crop.y, crop.height),
    width: percent(frame.width, crop.width),
    height: percent(frame.height, crop.height),
  })
}

interface ActionsProps {
  texts: Speech['texts']
  edits: Edits
  isFirst: boolean
  apply: (change: (area: Area) => Edits) => () => void
  undo: () => void
  done: Props['done']
}

/** What can be done with the picture. */
const Actions = ({ texts, edits, isFirst, apply, undo, done }: ActionsProps) => (
  <div class="actions">
    <button
      type="button"
      class="quiet"
      onClick={apply((area) => ({ ...edits, boxes: [...edits.boxes, area] }))}
    >
      {texts.blackOut}
    </button>
    <button type="button" class="quiet" onClick={apply((area) => ({ ...edits, crop: area }))}>
      {texts.crop}
    </button>
    <button type="button" class="quiet" aria-disabled={isFirst ? 'true' : undefined} onClick={undo}>
      {texts.undo}
    </button>
    <span class="ends">
      <button type="button" class="quiet" onClick={() => done()}>
        {texts.cancel}
      </button>
      <button type="button" class="button attach" onClick={() => done(edits)}>
        {texts.attach}
      </button>
    </span>
  </div>
)

function Editor({ ui, picture, done }: Props) {
  const { texts } = ui.speech()
  const whole = { x: 0, y: 0, width: picture.width, height: picture.height }
  const history = useSignal<Edits[]>([{ crop: whole, boxes: [] }])
  const edits = history.value.at(-1) ?? { crop: whole, boxes: [] }
  const dialog = useRef<HTMLDialogElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const stage = useRef<HTMLDivElement>(null)
  const said = useSignal('')
  const say = (text: string) => void (said.value = text)
  const { frame: marked, onKeyDown, ...pointer } = useFrame(edits, canvas)
  const frame = marked.value

  useLayoutEffect(() => {
    dialog.current?.showModal()
    stage.current?.focus()
  }, [])
  useLayoutEffect(() => {
    if (canvas.current) paint(canvas.current, picture, edits, frame)
  }, [edits, frame])

  const place = frame && placeText(frame, edits.crop, ui.speech())
  useLayoutEffect(() => {
    const timer = setTimeout(() => place && say(place), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [place])

  const apply = (change: (area: Area) => Edits) => () => {
    if (!frame) return say(texts.shotHint)
    history.value = [...history.value, change(frame)]
    marked.value = undefined
    say(texts.done)
  }
  const undo = () => {
    if (history.value.length < 2) return
    history.value = history.value.slice(0, -1)
    marked.value = undefined
    say(texts.done)
  }
  const leave = (event: Event) => {
    // Not the form, nor anything of the page.
    event.preventDefault()
    event.stopPropagation()
    done()
  }
  return (
    <dialog
      ref={dialog}
      class="shot"
      aria-labelledby="shot-title"
      onCancel={leave}
      onKeyDown={(event) => event.key === 'Escape' && leave(event)}
    >
      <h2 id="shot-title">{texts.shot}</h2>
      <p class="hint" id="shot-hint">
        {texts.shotHint}
      </p>
      <div
        ref={stage}
        class="stage"
        tabIndex={0}
        role="application"
        aria-label={texts.shot}
        aria-describedby="shot-hint"
        onKeyDown={onKeyDown}
      >
        <canvas ref={canvas} aria-hidden="true" {...pointer} />
      </div>
      <p class="status" role="status">
        {said.value}
      </p>
      <Actions {...{ texts, edits, apply, undo, done }} isFirst={history.value.length < 2} />
    </dialog>
  )
}

/**
 * Takes the picture and has it edited. `undefined`: the visitor gave up, or no file fits the limits. Stops the stream.
 * @param types MIME types that may be attached.
 */
export async function capture(
  ui: PartUi,
  stream: MediaStream,
  types: readonly string[],
  maxBytes: number,
): Promise<File | undefined> {
  if (!ui.begun?.has('capture')) ui.dress(css)
  ui.begun?.add('capture')
  const picture = await grab(ui, stream)
  const inner = ui.root.querySelector('.inner')
  // With the marks by which recorders leave the form alone, too.
  const place = inner?.cloneNode(false) as HTMLElement // as: the form is there
  place.classList.add('shooting')
  inner?.after(place)
  try {
    const edits = await new Promise<Edits | undefined>((done) =>
      render(<Editor {...{ ui, picture, done }} />, place),
    )
    // Until there is a file, the editor stays: who sent at once would send without it.
    return edits && (await shotFile(picture, edits, types, maxBytes))
  } finally {
    render(null, place)
    place.remove()
  }
}
