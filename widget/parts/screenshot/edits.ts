/** A screenshot in the making: what is cut off and blacked out, and the file that becomes of it. Pure, but for canvases. */

import { bare } from '../../api/bare.ts'

/** An area, in pixels of the picture as it was taken. */
export interface Area {
  x: number
  y: number
  width: number
  height: number
}

/** What was done to the picture so far. What is blacked out is gone from the file, not hidden in it. */
export interface Edits {
  crop: Area
  boxes: readonly Area[]
}

/** Smallest side of an area that means something, in pixels. */
const LEAST = 8

const between = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high)

/** The part of an area that lies within another one; `undefined` when next to nothing does. */
export function within({ x, y, width, height }: Area, outer: Area): Area | undefined {
  const left = between(x, outer.x, outer.x + outer.width)
  const top = between(y, outer.y, outer.y + outer.height)
  const right = between(x + width, outer.x, outer.x + outer.width)
  const bottom = between(y + height, outer.y, outer.y + outer.height)
  const inner = { x: left, y: top, width: right - left, height: bottom - top }
  return inner.width < LEAST || inner.height < LEAST ? undefined : inner
}

/** The area between two points, wherever the second one lies. */
export function spanned(from: { x: number; y: number }, to: { x: number; y: number }): Area {
  return {
    x: Math.min(from.x, to.x),
    y: Math.min(from.y, to.y),
    width: Math.abs(to.x - from.x),
    height: Math.abs(to.y - from.y),
  }
}

/** Where the frame is after an arrow key: moved, or with Shift another size; it never leaves the picture. */
export function nudged(frame: Area | undefined, key: string, resize: boolean, crop: Area): Area {
  const step = Math.max(4, Math.round(Math.min(crop.width, crop.height) / 40))
  const dx = key === 'ArrowRight' ? step : key === 'ArrowLeft' ? -step : 0
  const dy = key === 'ArrowDown' ? step : key === 'ArrowUp' ? -step : 0
  const middle = {
    x: crop.x + crop.width * 0.3,
    y: crop.y + crop.height * 0.3,
    width: crop.width * 0.4,
    height: crop.height * 0.4,
  }
  const { x, y, width, height } = frame ?? middle
  if (!frame) return middle
  if (resize)
    return {
      x,
      y,
      width: between(width + dx, step, crop.x + crop.width - x),
      height: between(height + dy, step, crop.y + crop.height - y),
    }
  return {
    x: between(x + dx, crop.x, crop.x + crop.width - width),
    y: between(y + dy, crop.y, crop.y + crop.height - height),
    width,
    height,
  }
}

/** Draws the picture with everything that was done to it, at a `scale`. */
export function drawShot(
  canvas: HTMLCanvasElement,
  picture: CanvasImageSource,
  { crop, boxes }: Edits,
  scale = 1,
): CanvasRenderingContext2D | null {
  canvas.width = Math.max(1, Math.round(crop.width * scale))
  canvas.height = Math.max(1, Math.round(crop.height * scale))
  const context = canvas.getContext('2d')
  context?.drawImage(picture, crop.x, crop.y, crop.width, crop.height, 0, 0, canvas.width, canvas.height)
  context?.scale(scale, scale)
  for (const { x, y, width, height } of boxes)
    // Whole pixels: the edge of an area must not shine through.
    context?.fillRect(
      Math.floor(x - crop.x),
      Math.floor(y - crop.y),
      Math.ceil(width) + 1,
      Math.ceil(height) + 1,
    )
  return context
}

const toBlob = (canvas: HTMLCanvasElement, type: string) =>
  new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.85))

/**
 * The picture as a file of at most `maxBytes`: the sharpest that fits.
 * @param types MIME types that may be sent, in order of preference.
 */
export async function shotFile(
  picture: CanvasImageSource,
  edits: Edits,
  types: readonly string[],
  maxBytes: number,
): Promise<File | undefined> {
  const canvas = document.createElement('canvas')
  for (let scale = 1; scale > 0.1; scale *= 0.7) {
    drawShot(canvas, picture, edits, scale)
    for (const type of types) {
      const blob = await toBlob(canvas, type)
      if (blob && blob.type === type && blob.size <= maxBytes)
        return new File([blob], `screenshot.${type === 'image/png' ? 'png' : 'jpg'}`, bare({ type }))
    }
  }
  return undefined
}
