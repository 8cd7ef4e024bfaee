import { chromium } from 'playwright-core'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, inject, test } from 'vitest'
import { plainConversation } from '../../harness/browser/no-script-conversation.ts'
import { plainJourneys } from '../../harness/browser/no-script-journey.ts'

// Each context switches scripts off.
describe('without JavaScript', () => {
  const open = () => chromium.connect(inject('browserEndpoint'))
  plainJourneys(open)
  plainConversation(open)
})

test('its style sheet asks for nothing that browsers of 2021 do not know, where a colour or a rule would be lost', () => {
  const folder = 'dist/public/assets'
  const name = readdirSync(folder).find((file) => /^embed-.*\.css$/.test(file))
  const css = readFileSync(`${folder}/${name}`, 'utf8')
  expect(css).toContain('@media (prefers-color-scheme:dark)')
  expect(css).not.toMatch(/light-dark\(|&/)
})
