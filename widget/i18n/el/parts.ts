/** Texts of the parts that come later, in Greek. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: 'Μήπως εννοείτε {email};',
  replyTime: 'Συνήθης χρόνος απάντησης: {time}',
  replyBy: 'Αναμενόμενη απάντηση έως: {time}',
  here: 'Είμαστε διαθέσιμοι έως: {time}',
  away: 'Αυτή τη στιγμή απουσιάζουμε. Επιστρέφουμε: {time}',
  privacy: 'Πολιτική απορρήτου',
  consent_required: 'Επιβεβαιώστε ότι συμφωνείτε',
  consent_outdated: 'Αυτό το κείμενο άλλαξε. Διαβάστε το ξανά',
  keep: 'Διατήρηση του μηνύματός μου σε αυτή τη συσκευή',
  keepNote:
    'Το πολύ 7 ημέρες και χωρίς αρχεία. Όσοι χρησιμοποιούν αυτό το πρόγραμμα περιήγησης μπορούν να το διαβάσουν.',
  keptNow: 'Διατηρήθηκε σε αυτή τη συσκευή',
  notKept: 'Αυτό το πρόγραμμα περιήγησης δεν μπορεί να το διατηρήσει',
  keptBack: 'Διατηρήσατε αυτό το μήνυμα σε αυτή τη συσκευή. Στείλτε το όποτε θέλετε.',
  discard: 'Απόρριψη',
}
