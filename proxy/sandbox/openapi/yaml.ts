/** Writes JSON data as YAML: `yaml`. Texts are quoted as JSON does, which YAML 1.2 reads as it is. */

export function yaml(value: unknown, indent = ''): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return ' []\n'
    return `\n${value.map((item) => `${indent}-${yaml(item, `${indent}  `)}`).join('')}`
  }
  if (typeof value !== 'object' || value === null) return ` ${JSON.stringify(value)}\n`
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
  if (entries.length === 0) return ' {}\n'
  const lines = entries.map(([key, inner]) => `${indent}${JSON.stringify(key)}:${yaml(inner, `${indent}  `)}`)
  return `\n${lines.join('')}`
}
