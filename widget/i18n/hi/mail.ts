/** Texts of e-mails in Hindi. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: '{site} के लिए आपका कोड',
  codeIs: 'आपका कोड: {code}',
  codeLife: 'यह {time} तक मान्य है, और केवल उसी ब्राउज़र में जहाँ इसे माँगा गया था।',
  codeUnasked: 'अगर आपने कोड नहीं माँगा है, तो आपको कुछ करने की ज़रूरत नहीं है। इसे किसी को न दें।',
  codeNoReply: 'इस ईमेल के जवाब कोई नहीं पढ़ता।',
  copySubject: '{site} को आपका संदेश',
  copyIs: 'यह आपके संदेश की एक प्रति है। इसकी संदर्भ संख्या {reference} है।',
}
