/**
 * Whether an answer helped: two buttons below it, and after a press room for words. A file of its own: who has no answer
 * does not load it.
 */
import { bare } from '../api/bare.ts'
import { signal, type Signal } from '@preact/signals'
import type { ComponentChild } from 'preact'
import { h } from '../form/view/own-props.ts'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { RATING_PATH, RATING_WORDS_MAX, type Rating } from '../../proxy/contract/conversation/rating.ts'
import { codePoints } from '../../proxy/contract/text.ts'
import { EVENT } from '../api/names.ts'
import { texts as en, type RatingTexts } from '../i18n/en/rating.ts'
import { fill } from '../i18n/texts.ts'
import css from './rating.css?inline'
import type { OpenConversation, RatingView, Room } from './room.ts'

/** How far the visitor is with one answer. */
interface Said {
  stage: 'ask' | 'words' | 'done'
  rating: Rating
  words: string
  problem?: 'rateLong' | 'rateFailed' | undefined
}

/** What both views have. */
interface Drawn {
  texts: RatingTexts
  ids: { ask: string; words: string; problem: string }
  /** What went wrong. */
  trouble: ComponentChild
}

function Question({ texts, ids, trouble, press }: Drawn & { press: (rating: Rating) => void }) {
  const choice = (rating: Rating, text: string) => (
    <button type="button" class="button secondary" onClick={() => press(rating)}>
      {text}
    </button>
  )
  return (
    <div class="rating" role="group" aria-labelledby={ids.ask}>
      <p id={ids.ask}>{texts.rateAsk}</p>
      {trouble}
      <div class="choices">
        {choice('good', texts.rateGood)}
        {choice('bad', texts.rateBad)}
      </div>
    </div>
  )
}

interface WordsProps extends Drawn {
  words: string
  type: (words: string) => void
  send: () => void
}

function Words({ texts, ids, trouble, words, type, send }: WordsProps) {
  return (
    <div class="field">
      <label for={ids.words}>{texts.rateMore}</label>
      {trouble}
      <textarea
        id={ids.words}
        rows={2}
        dir="auto"
        aria-invalid={Boolean(trouble)}
        aria-describedby={trouble ? ids.problem : undefined}
        value={words}
        onInput={({ currentTarget }) => type(currentTarget.value)}
      />
      <button type="button" class="button secondary" onClick={send}>
        {texts.rateSend}
      </button>
    </div>
  )
}

/** Sends what was said: what went wrong, nothing when it is taken. */
async function sendRating(
  room: Room,
  { handle }: OpenConversation,
  said: { answer: string; rating: Rating; words: string },
): Promise<Said['problem']> {
  // By characters, as the proxy counts.
  if (codePoints(said.words) > RATING_WORDS_MAX) return 'rateLong'
  const told = await room.ask(RATING_PATH, { ...handle, ...said })
  return told.type === 'ok' ? undefined : 'rateFailed'
}

/** The view for the answers of one form. What was typed is kept while the visitor goes back and forth. */
export function ratingView(room: Room): RatingView {
  const { ui } = room
  ui.dress(css)
  const words = room.words<RatingTexts>('rating', en)
  const all = new Map<string, Signal<Said>>()
  addEventListener(EVENT + 'reset', () => all.clear(), { signal: ui.end })
  const saidOf = (key: string): Signal<Said> => {
    const said = all.get(key) ?? signal<Said>({ stage: 'ask', rating: 'good', words: '' })
    all.set(key, said)
    return said
  }

  return function RatingOf({ open, answer: { key, rating: given } }) {
    const texts = words.value
    const state = saidOf(key)
    const { problem, rating: pressed, ...said } = bare(state.value)
    const busy = useRef(false)
    const wasInside = useRef(false)
    const thanks = useRef<HTMLParagraphElement>(null)
    const ids = { ask: `rate-${key}`, words: `rate-words-${key}`, problem: `rate-problem-${key}` }
    // Rated before, or in another tab meanwhile.
    const stage = said.stage === 'ask' && given === 'given' ? 'done' : said.stage
    const max = new Intl.NumberFormat(ui.locale.value).format(RATING_WORDS_MAX)
    useLayoutEffect(() => {
      // The button that was pressed is gone, and the focus would go with it.
      if (wasInside.current) thanks.current?.focus()
      wasInside.current = false
    }, [stage])
    const attempt = async (rating: Rating, written: string, next: Said['stage']) => {
      if (busy.current) return
      busy.current = true
      const wrong = await sendRating(room, open, { answer: key, rating, words: written })
      busy.current = false
      wasInside.current = !wrong && ui.inside()
      // Not what was read above: more may have been typed meanwhile, and must stay.
      const { words: typed } = state.value
      const isAll = typed.trim() === written
      if (wrong) state.value = { ...state.value, problem: wrong }
      else state.value = { stage: isAll ? next : 'words', rating, words: isAll ? '' : typed }
      ui.announce(wrong ? fill(texts[wrong], { max }) : texts.rated)
    }
    const trouble = problem && (
      <p class="problem" id={ids.problem}>
        {fill(texts[problem], { max })}
      </p>
    )
    const drawn = { texts, ids, trouble }
    if (stage === 'ask')
      return <Question key="ask" {...drawn} press={(rating) => void attempt(rating, '', 'words')} />
    const type = (typed: string) => (state.value = { ...state.value, words: typed })
    const done = (written: string) => written && void attempt(pressed, written, 'done')
    return (
      <div key="said" class="rating">
        <p class="muted" tabIndex={-1} ref={thanks}>
          {texts.rated}
        </p>
        {stage === 'words' && (
          <Words {...drawn} words={said.words} type={type} send={() => done(said.words.trim())} />
        )}
      </div>
    )
  }
}
