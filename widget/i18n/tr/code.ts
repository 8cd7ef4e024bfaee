/** Texts of how an address is proven by a code, in Turkish. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: '{email} adresine gönderdiğimiz kodu girdiğinizde yanıtlar burada görünür.',
  waitsWhy:
    'Mesajınız güvende. {email} adresine gönderdiğimiz kodu girdiğiniz anda, aksi hâlde bir saat sonra iletilir.',
  confirmWhy: 'Lütfen e-posta adresinizi doğrulayın: {email} adresine gönderdiğimiz kodu girin.',
  requestsWhy: 'Taleplerinizi görmek için e-posta adresinize gönderdiğimiz kodu girin.',
  codeSend: 'Bana kod gönder',
  codeAgain: 'Yeni kod gönder',
  codeSent: '{email} adresine bir kod gönderiyoruz. Birkaç dakika içinde gelmezse yenisini isteyin.',
  code: 'Kodunuz',
  codeEnter: 'Adresi doğrula',
  code_required: 'Kodu girin',
  code_wrong: 'Bu kod yanlış ya da artık geçerli değil. Tekrar girin veya yenisini isteyin.',
  codeLimited: 'Çok fazla kod istendi. Lütfen daha sonra tekrar deneyin.',
  confirmed: 'Adresiniz doğrulandı.',
  proofOver: 'Adresinizin doğrulaması sona erdi. Yeni bir kod isteyin.',
  signOut: 'Oturumu kapat',
}
