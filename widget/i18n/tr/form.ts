/** The form's texts in Turkish. Read by an editor (a language model), not by a native speaker. */
import type { Texts } from '../en/form.ts'

export const texts: Texts = {
  launcher: 'Yardım',
  title: 'Nasıl yardımcı olabiliriz?',
  close: 'Kapat',

  intro: 'Bize yazın, e-posta ile yanıtlayalım.',
  message: 'Mesajınız',
  email: 'E-posta adresiniz',
  name: 'Adınız',
  subject: 'Konu',
  optional: '(isteğe bağlı)',
  send: 'Mesajı gönder',
  sending: 'Gönderiliyor…',
  left: { one: '{n} karakter kaldı', other: '{n} karakter kaldı' },
  over: { one: '{n} karakter fazla', other: '{n} karakter fazla' },

  summary: 'Lütfen bilgilerinizi kontrol edin',
  message_required: 'Mesajınızı yazın',
  email_required: 'E-posta adresinizi girin',
  email_invalid: 'ad@example.com gibi bir e-posta adresi girin',
  email_too_long: 'Bu e-posta adresi çok uzun',
  name_required: 'Adınızı girin',
  subject_required: 'Bir konu girin',
  tooLong: { one: '{n} karakter kısaltın', other: '{n} karakter kısaltın' },
  notValid: 'Bu hâliyle gönderilemez. Lütfen kontrol edin.',

  notSent: 'Mesajınız gönderilmedi',
  notSure: 'Mesajınızın ulaşıp ulaşmadığını bilmiyoruz',
  offline: 'Çevrimdışı görünüyorsunuz. Yazdıklarınız hâlâ burada. Bağlantı kurulunca yeniden gönderin.',
  timeout: 'Zamanında yanıt gelmedi. Tekrar deneyin: mesaj ulaşmış olsa bile bize yalnızca bir kez iletilir.',
  unreachable:
    'Bağlantı kurulamadı ya da engellendi; nedeni bir reklam engelleyici veya güvenlik duvarı olabilir. Yazdıklarınız hâlâ burada.',
  too_large: 'Mesaj çok büyük. Lütfen kısaltın.',
  limited: 'Şu anda çok fazla mesaj gönderiliyor. Yazdıklarınız hâlâ burada.',
  unavailable:
    'Şu anda mesaj alamıyoruz. Yazdıklarınız hâlâ burada. Lütfen birkaç dakika sonra tekrar deneyin.',
  broken: 'Bizim tarafımızda bir sorun oluştu. Tekrar deneyin: mesajınız bize yalnızca bir kez iletilir.',
  conflictTitle: 'Önceki bir sürüm gönderildi',
  conflict:
    'Bu mesajı son değişikliklerinizden önceki hâliyle zaten aldık. Şu anda gördüğünüz hâli gönderilmedi.',
  refused:
    'Bu form doğru ayarlanmamış, bu yüzden bu sayfadan mesaj gönderilemiyor. Lütfen bize başka bir yolla ulaşın.',
  refusedTitle: 'Bu form henüz çalışmıyor',
  unverifiedTitle: 'Kimliğinizi doğrulayamadık',
  unverified: 'Sayfayı yenileyin veya yeniden oturum açın. Yazdıklarınız hâlâ burada.',
  backOnline: 'Yeniden bağlandınız. Mesajınız artık gönderilebilir.',

  retry: 'Tekrar dene',
  retryIn: { one: '{n} saniye sonra tekrar dene', other: '{n} saniye sonra tekrar dene' },
  sendAnyway: 'Bu sürümü de gönder',
  copyMessage: 'Mesajımı kopyala',
  copied: 'Kopyalandı',
  copyByHand: 'Mesajınız seçildi. Klavye veya menü ile kopyalayın.',
  emailUs: 'E-posta gönder',

  sent: 'Mesaj gönderildi',
  sentStatus: 'Mesaj gönderildi. Referans numaranız: {reference}.',
  sentTo: '{email} adresine yanıt vereceğiz.',
  reference: 'Referans numaranız',
  copy: 'Kopyala',
  copyReference: 'Referans numarasını kopyala',
  next: 'Bu mesajla ilgili sorularınız için referans numarasını saklayın.',
  again: 'Başka bir mesaj gönder',
}
