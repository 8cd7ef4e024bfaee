/** Texts of help articles, in Romanian. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'Articole care pot fi de ajutor: {n}',
  articleBack: 'Înapoi la formular',
  articleAnswered: 'Am găsit răspunsul la întrebarea mea',
  articleGlad: 'Ne bucurăm',
  articleKept: 'Nu s-a trimis nimic. Ce ați scris este încă aici.',
  articleForget: 'Șterge ce am scris',
  articleLost: 'Acest articol nu poate fi afișat momentan.',
}
