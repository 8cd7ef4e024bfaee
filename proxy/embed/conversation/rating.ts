/** Whether an answer helped, asked below it: two buttons, and room for words. */
import { html } from 'hono/html'
import type { AgentsAnswer } from '../../contract/conversation/conversation.ts'
import { RATING_WORDS_MAX } from '../../contract/conversation/rating.ts'
import type { Html, Scene } from '../page.ts'
import { actionOf, hiddenFields } from './forms.ts'
import type { Around } from './forms.ts'

/** What was said of an answer, and why it was not taken: nothing that was written is lost. */
export interface RatingSaid {
  answer: string
  words: string
  problem: 'rateLong' | 'rateFailed'
}

/** Nothing for an answer that cannot be rated. */
export function ratingForm(
  scene: Scene,
  around: Around,
  { key, rating }: AgentsAnswer,
  said: RatingSaid | undefined,
): Html {
  const { words } = scene
  if (rating === undefined) return html``
  if (rating === 'given') return html`<p class="muted rated">${words.say('rated')}</p>`
  const own = said?.answer === key ? said : undefined
  const max = new Intl.NumberFormat(words.locale).format(RATING_WORDS_MAX)
  const ids = { ask: `rate-${key}`, words: `words-${key}`, problem: `problem-${key}` }
  return html`<form
    class="rating"
    method="post"
    accept-charset="utf-8"
    action="${actionOf(scene, around, 'rating')}"
    aria-labelledby="${ids.ask}"
    novalidate
  >
    ${hiddenFields(scene, around, { answer: key })}
    <p id="${ids.ask}">${words.say('rateAsk')}</p>
    <div class="field">
      <label for="${ids.words}">${words.say('rateMore')}</label>
      ${own ? html`<p class="problem" id="${ids.problem}">${words.say(own.problem, { max })}</p>` : ''}
      <textarea
        id="${ids.words}"
        name="words"
        rows="2"
        dir="auto"
        ${own ? html`aria-invalid="true" aria-describedby="${ids.problem}"` : ''}
        ${own && scene.focus ? 'autofocus' : ''}
      >
${own?.words ?? ''}</textarea>
    </div>
    <div class="choices">
      <button type="submit" class="button secondary" name="rating" value="good">
        ${words.say('rateGood')}
      </button>
      <button type="submit" class="button secondary" name="rating" value="bad">
        ${words.say('rateBad')}
      </button>
    </div>
  </form>`
}
