/** Texts of help articles, in Ukrainian. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'Статті, які можуть допомогти: {n}',
  articleBack: 'Назад до форми',
  articleAnswered: 'Це відповіло на моє запитання',
  articleGlad: 'Ми раді',
  articleKept: 'Нічого не надіслано. Те, що ви написали, досі тут.',
  articleForget: 'Видалити написане',
  articleLost: 'Цю статтю зараз неможливо показати.',
}
