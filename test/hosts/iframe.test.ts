import { chromium } from 'playwright-core'
import { describe, inject } from 'vitest'
import { framedJourneys } from '../harness/hosts/iframe-pages.ts'

describe('in an iframe', () => framedJourneys(() => chromium.connect(inject('browserEndpoint'))))
