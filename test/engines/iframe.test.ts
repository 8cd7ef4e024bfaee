import { describe } from 'vitest'
import { framedJourneys } from '../hosts/framed.ts'
import { hasFirefox, openFirefox } from './firefox.ts'

describe.skipIf(!hasFirefox)('in an iframe in Firefox', () => framedJourneys(openFirefox))
