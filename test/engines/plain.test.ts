import { describe } from 'vitest'
import { plainJourneys } from '../browser/plain.ts'
import { hasFirefox, openFirefoxWithoutScripts } from './firefox.ts'

describe.skipIf(!hasFirefox)('without JavaScript in Firefox', () => plainJourneys(openFirefoxWithoutScripts))
