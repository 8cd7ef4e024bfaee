/** Texts of the pages that the proxy draws after a message was sent, in Hindi. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'देखें कि नया क्या है',
  unshown: 'इस समय यह नहीं दिखाया जा सकता',
  unshownWhy: 'कुछ भी खोया नहीं है। कृपया कुछ मिनट बाद फिर से कोशिश करें।',
  noMore: 'इस अनुरोध में और संदेश नहीं जोड़े जा सकते। कृपया नया संदेश भेजें।',
}
