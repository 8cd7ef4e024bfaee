/** Texts of help articles, in Greek. Read by an editor (a language model), not by a native speaker. */
import type { ArticleTexts } from '../en/articles.ts'

export const texts: ArticleTexts = {
  articlesFound: 'Άρθρα που ίσως βοηθήσουν: {n}',
  articleBack: 'Επιστροφή στη φόρμα',
  articleAnswered: 'Αυτό απάντησε στην ερώτησή μου',
  articleGlad: 'Χαιρόμαστε γι’ αυτό',
  articleKept: 'Δεν στάλθηκε τίποτα. Όσα γράψατε είναι ακόμη εδώ.',
  articleForget: 'Διαγραφή όσων έγραψα',
  articleLost: 'Αυτό το άρθρο δεν μπορεί να εμφανιστεί αυτή τη στιγμή.',
}
