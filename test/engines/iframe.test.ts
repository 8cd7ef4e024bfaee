import { describe } from 'vitest'
import { framedJourneys } from '../harness/hosts/iframe-pages.ts'
import { hasFirefox, openFirefox } from '../harness/engines/firefox.ts'

describe.skipIf(!hasFirefox)('in an iframe in Firefox', () => framedJourneys(openFirefox))
