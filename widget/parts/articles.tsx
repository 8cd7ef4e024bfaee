/**
 * Help articles that may answer what somebody writes: their titles above the button that sends, and the one that is
 * opened in the place of the form. A piece of what is written goes to the site's own proxy for it, and to nobody else.
 */
import { signal } from '@preact/signals'
import { Fragment, h, render, type ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import {
  ARTICLES_PATH,
  SOUGHT_MAX,
  type FoundArticle,
  type FoundArticles,
  type ShownArticle,
} from '../../proxy/contract/help/articles.ts'
import { bare } from '../api/bare.ts'
import type { Part, PartUi } from '../form/part-view.ts'
import { texts as en, type ArticleTexts } from '../i18n/en/articles.ts'
import { counted, readTexts, withOwnTexts } from '../i18n/texts.ts'
import css from './articles.css?inline'

/** After so long without a letter. */
const PAUSE_MS = 500

/** A path without its slash: the proxy's address ends with one. */
const PATH = ARTICLES_PATH.slice(1)

/** What is sent of what was written: its end, without anything that has a digit or an @ in it, such as an address. */
const soughtIn = (written: string): string =>
  written
    .replace(/\S*[@\p{N}]\S*/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(-SOUGHT_MAX)

type Words = ReturnType<typeof withOwnTexts> & ArticleTexts

/** What stands in the place of the form: draws a heading with what is under it, and goes. */
interface Stage {
  draw: (heading: string, children: ComponentChildren) => void
  focus: () => void
  leave: () => void
  /** Goes back to the form, and the focus with it. */
  back: () => void
}

function createStage({ place, end, find }: PartUi, from: HTMLElement): Stage {
  const stage = document.createElement('div')
  stage.className = 'reading'
  place.view.append(stage)
  const leave = () => {
    render(null, stage)
    stage.remove()
  }
  end.addEventListener('abort', leave)
  return {
    draw: (heading, children) =>
      render(
        <div class="form">
          <h2 tabIndex={-1} dir="auto">
            {heading}
          </h2>
          {children}
        </div>,
        stage,
      ),
    focus: () => stage.querySelector('h2')?.focus(),
    leave,
    back() {
      leave()
      // What was written just before may have found others: then the title that was pressed has gone.
      ;(from.isConnected ? from : find('message'))?.focus()
    },
  }
}

/** Ends kindly. What was written is left alone unless the visitor wants it gone. */
function showAnswered(
  { model, place, find }: PartUi,
  words: Words,
  { draw, focus, leave, back }: Stage,
): void {
  const { close } = place
  const away = () => {
    // In a page or a document of its own there is nothing to be closed.
    if (!close) return back()
    leave()
    close.click()
  }
  const forget = () => {
    model.reset()
    away()
    // The title that was pressed goes with what it was found by.
    if (!close) find('message')?.focus()
  }
  draw(
    words.articleGlad,
    <Fragment>
      <p>{words.articleKept}</p>
      <button type="button" class="plain" onClick={back}>
        {words.articleBack}
      </button>
      <button type="button" class="plain" onClick={forget}>
        {words.articleForget}
      </button>
      {close && (
        <footer>
          <button type="button" class="button" part="button" onClick={away}>
            {words.close}
          </button>
        </footer>
      )}
    </Fragment>,
  )
  focus()
}

/** Puts an article in the place of the form. `from`: the button that has opened it. */
function open(ui: PartUi, words: Words, { key, title }: FoundArticle, from: HTMLElement): void {
  const { place, client } = ui
  const { site } = place.options
  const stage = createStage(ui, from)
  const draw = (body: ComponentChildren) =>
    stage.draw(
      title,
      <Fragment>
        <button type="button" class="plain" onClick={stage.back}>
          {words.articleBack}
        </button>
        <div class="words">{body}</div>
        <footer>
          <button type="button" class="button" part="button" onClick={end}>
            {words.articleAnswered}
          </button>
        </footer>
      </Fragment>,
    )
  let isOver = false
  const end = () => {
    isOver = true
    showAnswered(ui, words, stage)
  }
  // What comes after the visitor has gone on is drawn where nobody sees it, or not at all.
  const drawIn = (body: ComponentChildren) => isOver || draw(body)
  const bring = async () => {
    const { Blocks, css: more } = await import('../form/view/blocks.tsx')
    const answer = await client.ask(`${PATH}/${key}${site && '?site=' + encodeURIComponent(site)}`, {})
    // Throws where there are none: then it cannot be shown.
    const {
      blocks: [...blocks],
      isCut,
    } = bare(answer.type === 'ok' && (answer.body as ShownArticle)) // as: the proxy's own, or empty
    ui.dress(more)
    drawIn(
      <Fragment>
        <Blocks blocks={blocks} base={place.base} texts={{ picture: '', earlier: '…' }} heading="h3" />
        {isCut && '…'}
      </Fragment>,
    )
  }
  draw(undefined)
  stage.focus()
  bring().catch(() => drawIn(<p>{words.articleLost}</p>))
}

/** The words in the form's language. */
function useWords({ locale, texts, model }: PartUi): Words {
  const words = useRef(signal<Words>({ ...texts.value, ...en })).current
  const tag = locale.value
  const own = model.definition.value?.texts?.[tag]
  const others = texts.value
  useLayoutEffect(() => {
    const bring = async () => {
      const loaded = tag === 'en' ? en : await readTexts<ArticleTexts>(tag + '/articles')
      if (locale.value === tag) words.value = withOwnTexts({ ...others, ...en, ...loaded }, own) as Words // as: it has all of both
    }
    void bring()
  }, [tag, others])
  return words.value
}

function Found({ ui }: { ui: PartUi }) {
  const { model, client, place, locale } = ui
  const words = useWords(ui)
  const found = useRef(signal<FoundArticle[]>([])).current
  const { message, subject } = model.values.value
  const text = soughtIn(`${subject}\n${message}`)
  const newest = useRef(text)
  newest.current = text
  useLayoutEffect(() => {
    const timer = setTimeout(
      async () => {
        const { site } = place.options
        const body = new URLSearchParams({ ...(site && { site }), text })
        const answer = text ? await client.ask(PATH, { method: 'POST', body }) : undefined
        // What was written since asks for itself.
        if (newest.current !== text) return
        const { articles: next = [] } = bare(answer?.type === 'ok' && (answer.body as Partial<FoundArticles>)) // as: likewise
        const before = found.value.map(({ key }) => key).join()
        if (next.map(({ key }) => key).join() === before) return
        found.value = next
        if (next.length) ui.announce(counted(words.articlesFound, next.length, locale.value))
      },
      text ? PAUSE_MS : 0,
    )
    return () => clearTimeout(timer)
  }, [text])
  const all = found.value
  if (!all.length) return null
  return (
    <div>
      <p>{counted(words.articlesFound, all.length, locale.value)}</p>
      <ul class="articles">
        {all.map((article) => (
          <li key={article.key}>
            <button type="button" onClick={({ currentTarget }) => open(ui, words, article, currentTarget)}>
              <bdi>{article.title}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The part, for the place at the end of what is asked. */
export const articles: Part = { css, places: { end: Found } }
