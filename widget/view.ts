/**
 * The module `assets/HASH/view.js`, which the loader asks for together with the panel: the form's first view, there before
 * all that makes a form of it. Nobody waits for it: where it does not come, the panel draws the form itself.
 */
import { drawFirst } from './form/first-view.ts'

drawFirst()
