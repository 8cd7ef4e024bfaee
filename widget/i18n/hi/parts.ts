/** Texts of the parts that come later, in Hindi. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: 'क्या आपका मतलब {email} था?',
  replyTime: 'जवाब का सामान्य समय: {time}',
  replyBy: 'जवाब की उम्मीद इस समय तक: {time}',
  here: 'हम इस समय तक उपलब्ध हैं: {time}',
  away: 'हम अभी उपलब्ध नहीं हैं। वापसी: {time}',
  privacy: 'गोपनीयता नीति',
  consent_required: 'कृपया पुष्टि करें कि आप सहमत हैं',
  consent_outdated: 'यह पाठ बदल गया है। कृपया इसे फिर से पढ़ें',
  keep: 'मेरा संदेश इस डिवाइस पर रखें',
  keepNote: 'ज़्यादा से ज़्यादा 7 दिन और बिना फ़ाइलों के। इस ब्राउज़र का उपयोग करने वाले दूसरे लोग इसे पढ़ सकते हैं।',
  keptNow: 'इस डिवाइस पर रख लिया गया',
  notKept: 'यह ब्राउज़र इसे नहीं रख सकता',
  keptBack: 'आपने यह संदेश इस डिवाइस पर रखा था। जब चाहें, इसे भेजें।',
  discard: 'इसे हटाएँ',
}
