/** Texts of help articles, in Latvian. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'Raksti, kas var palīdzēt: {n}',
  articleBack: 'Atpakaļ uz veidlapu',
  articleAnswered: 'Tas atbildēja uz manu jautājumu',
  articleGlad: 'Priecājamies',
  articleKept: 'Nekas netika nosūtīts. Jūsu rakstītais joprojām ir šeit.',
  articleForget: 'Dzēst manis rakstīto',
  articleLost: 'Šo rakstu pašlaik nevar parādīt.',
}
