/**
 * Help articles that may answer what somebody writes: their titles above the button that sends, and the one that is
 * opened in the place of the form. A piece of what is written goes to the site's own proxy for it, and to nobody else.
 */
import { signal } from '@preact/signals'
import { Fragment, render, type ComponentChildren } from 'preact'
import { h } from '../../form/view/own-props.ts'
import { useLayoutEffect, useRef } from 'preact/hooks'
import {
  ARTICLES_PATH,
  type FoundArticle,
  type FoundArticles,
  type ShownArticle,
} from '../../../proxy/contract/help/articles.ts'
import { bare } from '../../api/bare.ts'
import type { Part, PartUi } from '../../form/part-view.ts'
import { texts as en, type ArticleTexts } from '../../i18n/en/articles.ts'
import { counted, readTexts, withOwnTexts } from '../../i18n/texts.ts'
import { soughtIn } from './sought.ts'
import css from './articles.css?inline'

/** After so long without a letter. */
const PAUSE_MS = 500

/** A path without its slash: the proxy's address ends with one. */
const PATH = ARTICLES_PATH.slice(1)

type Words = ReturnType<typeof withOwnTexts> & ArticleTexts

/** The text of an article, drawn. Throws where it cannot be shown. */
async function textOf({ place, client, dress }: PartUi, key: string): Promise<ComponentChildren> {
  const { base, options } = place
  const { site } = options
  const { Blocks, css: more } = await import('../../form/view/blocks.tsx')
  const answer = await client.ask(`${PATH}/${key}${site && '?site=' + encodeURIComponent(site)}`, {})
  // Throws where there are none.
  const {
    blocks: [...blocks],
    isCut,
  } = bare(answer.type === 'ok' && (answer.body as ShownArticle)) // as: the proxy's own, or empty
  dress(more)
  return (
    <Fragment>
      <Blocks blocks={blocks} base={base} texts={{ picture: '', earlier: '…' }} heading="h3" />
      {isCut && '…'}
    </Fragment>
  )
}

/** Puts an article in the place of the form. `from`: the button that has opened it. */
function open(ui: PartUi, words: Words, { key, title }: FoundArticle, from: HTMLElement): void {
  const { place, model, find } = ui
  const { close } = place
  const stage = document.createElement('div')
  stage.className = 'reading'
  place.view.append(stage)
  const focus = () => stage.querySelector('h2')?.focus()
  const back = () => {
    stage.remove()
    // What was written just before may have found others: then the title that was pressed has gone.
    ;(from.isConnected ? from : find('message'))?.focus()
  }
  const draw = (heading: string, body: ComponentChildren, label: string, press?: () => void) =>
    render(
      <div class="form">
        <h2 tabIndex={-1} dir="auto">
          {heading}
        </h2>
        <button type="button" class="plain" onClick={back}>
          {words.articleBack}
        </button>
        {body}
        {press && (
          <footer>
            <button type="button" class="button" part="button" onClick={press}>
              {label}
            </button>
          </footer>
        )}
      </div>,
      stage,
    )
  let isOver = false
  // Ends kindly. What was written is left alone unless the visitor wants it gone.
  const end = () => {
    isOver = true
    const away = () => {
      stage.remove()
      close?.click()
    }
    const forget = () => {
      model.reset()
      away()
      // In a page or a document of its own there is nothing to be closed; the title that was pressed goes as well.
      if (!close) find('message')?.focus()
    }
    draw(
      words.articleGlad,
      <Fragment>
        <p>{words.articleKept}</p>
        <button type="button" class="plain" onClick={forget}>
          {words.articleForget}
        </button>
      </Fragment>,
      words.close,
      close && away,
    )
    focus()
  }
  // What comes after the visitor has gone on is drawn where nobody sees it, or not at all.
  const show = (body?: ComponentChildren) =>
    isOver || draw(title, <div class="words">{body}</div>, words.articleAnswered, end)
  show()
  focus()
  void textOf(ui, key)
    .catch(() => <p>{words.articleLost}</p>)
    .then(show)
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
  const written = `${subject}\n${message}`
  useLayoutEffect(() => {
    let isOld = false
    const look = async () => {
      const text = soughtIn(written)
      const { site } = place.options
      const body = new URLSearchParams({ ...(site && { site }), text })
      const answer = text ? await client.ask(PATH, { method: 'POST', body }) : undefined
      // What was written since asks for itself.
      if (isOld) return
      const { articles: next = [] } = bare(answer?.type === 'ok' && (answer.body as Partial<FoundArticles>)) // as: likewise
      const before = found.value.map(({ key }) => key).join()
      if (next.map(({ key }) => key).join() === before) return
      found.value = next
      if (next.length) ui.announce(counted(words.articlesFound, next.length, locale.value))
    }
    // Not with each letter: somebody may have pasted a long text. What is gone has nothing to be found any more.
    const timer = setTimeout(look, written.trim() ? PAUSE_MS : 0)
    return () => {
      isOld = true
      clearTimeout(timer)
    }
  }, [written])
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
