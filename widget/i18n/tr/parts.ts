/** Texts of the parts that come later, in Turkish. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: 'Bunu mu demek istediniz: {email}?',
  replyTime: 'Olağan yanıt süresi: {time}',
  replyBy: 'Beklenen yanıt zamanı: {time}',
  here: 'Şu an buradayız. Kapanış: {time}',
  away: 'Şu anda burada değiliz. Dönüş: {time}',
  privacy: 'Gizlilik politikası',
  consent_required: 'Kabul ettiğinizi onaylayın',
  consent_outdated: 'Bu metin değişti. Lütfen yeniden okuyun',
  keep: 'Mesajımı bu cihazda sakla',
  keepNote: 'En çok 7 gün ve dosyalar olmadan. Bu tarayıcıyı kullanan başkaları okuyabilir.',
  keptNow: 'Bu cihazda saklandı',
  notKept: 'Bu tarayıcı mesajı saklayamıyor',
  keptBack: 'Bu mesajı bu cihazda sakladınız. Hazır olduğunuzda gönderin.',
  discard: 'Mesajı sil',
}
