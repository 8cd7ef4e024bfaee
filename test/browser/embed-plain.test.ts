import { chromium } from 'playwright-core'
import { describe, inject } from 'vitest'
import { plainJourneys } from './plain.ts'

// Each context switches scripts off.
describe('without JavaScript', () => plainJourneys(() => chromium.connect(inject('browserEndpoint'))))
