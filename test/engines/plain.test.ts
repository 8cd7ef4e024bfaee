import { describe } from 'vitest'
import { plainConversation } from '../harness/browser/no-script-conversation.ts'
import { plainJourneys } from '../harness/browser/no-script-journey.ts'
import { hasFirefox, openFirefoxWithoutScripts } from '../harness/engines/firefox.ts'

describe.skipIf(!hasFirefox)('without JavaScript in Firefox', () => {
  plainJourneys(openFirefoxWithoutScripts)
  plainConversation(openFirefoxWithoutScripts)
})
