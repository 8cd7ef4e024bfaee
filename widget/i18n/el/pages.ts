/** Texts of the pages that the proxy draws after a message was sent, in Greek. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Δείτε τι νέο υπάρχει',
  unshown: 'Αυτή τη στιγμή δεν μπορεί να εμφανιστεί',
  unshownWhy: 'Δεν χάθηκε τίποτα. Δοκιμάστε ξανά σε λίγα λεπτά.',
  noMore: 'Σε αυτό το αίτημα δεν μπορούν να προστεθούν άλλα μηνύματα. Στείλτε ένα νέο μήνυμα.',
}
