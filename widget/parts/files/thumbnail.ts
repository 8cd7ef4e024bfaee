/**
 * Small pictures of attached images, drawn: an `img` would need a `blob:` address, which the policies of many pages
 * forbid.
 */

/** Draws `file` into `canvas`, filling it from its middle. `false`: the browser cannot show it. */
export async function drawThumbnail(canvas: HTMLCanvasElement, file: Blob): Promise<boolean> {
  try {
    const picture = await createImageBitmap(file)
    const { width, height } = picture
    const side = Math.min(width, height)
    canvas
      .getContext('2d')
      ?.drawImage(
        picture,
        (width - side) / 2,
        (height - side) / 2,
        side,
        side,
        0,
        0,
        canvas.width,
        canvas.height,
      )
    picture.close()
    return true
  } catch {
    return false
  }
}
