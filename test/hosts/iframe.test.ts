import { chromium } from 'playwright-core'
import { describe, inject } from 'vitest'
import { framedJourneys } from './framed.ts'

describe('in an iframe', () => framedJourneys(() => chromium.connect(inject('browserEndpoint'))))
