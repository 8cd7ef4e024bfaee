/** The patience of tests that draw a view: that of the library is a second, which a busy machine needs for less. */
import { configure } from '@testing-library/preact'
import { STEP_MS } from '../patience.ts'

configure({ asyncUtilTimeout: STEP_MS })
