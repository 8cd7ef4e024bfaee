/** The inbox page and the files it loads. */
export const pageHtml = '<!doctype html><title>Sandbox inbox</title>'

export const ASSETS: Readonly<Record<string, { type: string; text: string }>> = {}
