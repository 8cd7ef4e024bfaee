/** Texts of how an address is proven by a code, in Hindi. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: 'जब आप वह कोड डालेंगे जो हम {email} पर भेजते हैं, तब जवाब यहाँ दिखेंगे।',
  waitsWhy: 'आपका संदेश सुरक्षित है। {email} पर भेजा गया कोड डालते ही, नहीं तो एक घंटे बाद, इसे आगे भेज दिया जाएगा।',
  confirmWhy: 'कृपया अपना ईमेल पता पक्का करें: वह कोड डालें जो हम {email} पर भेजते हैं।',
  requestsWhy: 'अपने अनुरोध देखने के लिए वह कोड डालें जो हम आपके ईमेल पते पर भेजते हैं।',
  codeSend: 'मुझे कोड भेजें',
  codeAgain: 'दूसरा कोड भेजें',
  codeSent: 'हम {email} पर कोड भेज रहे हैं। अगर कुछ मिनट में न आए, तो दूसरा कोड माँगें।',
  code: 'आपका कोड',
  codeEnter: 'पता पक्का करें',
  code_required: 'कोड डालें',
  code_wrong: 'यह कोड गलत है या अब मान्य नहीं है। इसे फिर से डालें या दूसरा कोड माँगें।',
  codeLimited: 'बहुत ज़्यादा कोड माँगे गए हैं। कृपया बाद में फिर से कोशिश करें।',
  confirmed: 'आपका पता पक्का हो गया है।',
  proofOver: 'आपके पते की पुष्टि की अवधि खत्म हो गई है। नया कोड माँगें।',
  signOut: 'साइन आउट करें',
}
