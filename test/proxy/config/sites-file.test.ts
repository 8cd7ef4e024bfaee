/** The sites files of the docs, and the schema that editors complete them by. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadConfig } from '../../../proxy/config/config.ts'
import { sitesSchema } from '../../../proxy/config/sites-file.ts'

const FOLDER = 'docs/examples'
const FILES = readdirSync(FOLDER).filter((file) => file.endsWith('.json'))

const load = (file: string) =>
  loadConfig({ THERE_THERE_TOKEN: 't', SITES_FILE: `${FOLDER}/${file}`, APP_IDENTITY_SECRET: 'x'.repeat(32) })

describe('the examples of the docs', () => {
  it.each(FILES)('%s is accepted as it stands', (file) => {
    const { sites } = load(file)
    expect(sites.size).toBe({ 'shop.json': 1, 'saas.json': 2, 'agency.json': 4 }[file])
  })

  it.each(FILES)('%s is explained site by site', (file) => {
    const text = readFileSync(`${FOLDER}/${file.replace('.json', '.md')}`, 'utf8')
    const sites = [...load(file).sites.keys()]
    if (sites.length > 1) for (const id of sites) expect(text).toContain(`**\`${id}\`**`)
    expect(text).toContain(`](${file})`)
  })

  it('route each topic to its own place', () => {
    const app = load('saas.json').sites.get('app')!
    expect(app.desk.topics.get('invoice')).toMatchObject({ channel: '01HX9F3K2M4N5P6Q7R8S9T0V2X' })
    expect(JSON.stringify(app.form)).not.toContain('01HX')
    expect(app.form.fields?.map(({ key }) => key)).toEqual(['workspace', 'impact', 'since'])
  })
})

describe('the schema of the sites file', () => {
  it('that is published is the one the proxy checks by: run "npm run schema"', () => {
    expect(JSON.parse(readFileSync('sites.schema.json', 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(sitesSchema())),
    )
  })

  it('knows every key of a site, with words about it', () => {
    const text = readFileSync('sites.schema.json', 'utf8')
    for (const key of [
      'channel',
      'origins',
      'topics',
      'fields',
      'files',
      'consent',
      'reply',
      'context',
      'identitySecrets',
    ])
      expect(text).toContain(`"${key}": {`)
    expect(text.match(/"description"/g)!.length).toBeGreaterThan(25)
  })
})
