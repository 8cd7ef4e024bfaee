/** What a screen reader is told: the accessibility tree of the widget, as one line for each thing in it. */
import type { Page } from 'playwright-core'

interface Node {
  nodeId: string
  parentId?: string
  childIds?: string[]
  ignored: boolean
  role?: { value: string }
  name?: { value: string }
  description?: { value: string }
  value?: { value: unknown }
  properties?: { name: string; value: { value: unknown } }[]
}

/** Roles that only group, or repeat as text what is already a name. */
const SILENT = new Set([
  'generic',
  'none',
  'StaticText',
  'InlineTextBox',
  'LabelText',
  'paragraph',
  'RootWebArea',
  'LineBreak',
])

/** Properties that are said, and what of them is worth telling. */
const SAID = new Set([
  'required',
  'invalid',
  'expanded',
  'disabled',
  'readonly',
  'modal',
  'checked',
  'hasPopup',
])

function line(node: Node): string {
  const said = (node.properties ?? [])
    .filter(({ name, value }) => SAID.has(name) && value.value !== false && value.value !== 'false')
    .map(({ name, value }) =>
      value.value === true || value.value === 'true' ? name : `${name}=${String(value.value)}`,
    )
  const { role, name, description } = node
  return [role?.value, `"${name?.value ?? ''}"`, description?.value && `(${description.value})`, ...said]
    .filter(Boolean)
    .join(' ')
}

/** The tree below the page's widget, in the order in which it is read. */
export async function tree(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as { nodes: Node[] }
  await session.detach()
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  // A modal dialog leaves the region around it out.
  const isOurs = (node: Node | undefined): boolean =>
    node !== undefined &&
    (/^(region|dialog)$/.test(node.role?.value ?? '') || isOurs(byId.get(node.parentId ?? '')))
  const lines: string[] = []
  const walk = (node: Node) => {
    if (!node.ignored && isOurs(node) && !SILENT.has(node.role?.value ?? '')) lines.push(line(node))
    for (const id of node.childIds ?? []) {
      const child = byId.get(id)
      if (child) walk(child)
    }
  }
  for (const node of nodes) if (node.parentId === undefined) walk(node)
  return lines
}
