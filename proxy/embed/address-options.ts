/** What the address of a document may say of its looks. Made of widget/api/options.ts by `npm run docs`: change it there. */

export const ADDRESS_OPTIONS = ['locale', 'theme', 'color'] as const

/** Those that are one of a few words; the first is what anything else means, too. */
export const ADDRESS_WORDS = {
  theme: ['auto', 'light', 'dark'],
} as const
