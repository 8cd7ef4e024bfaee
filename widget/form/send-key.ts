/** The keys by which any field sends the form, in the first view too. */

/** Whether `event` asks to send: Enter with Ctrl, or the command key, that ends no word of an input method. */
export const isSendKey = ({ isComposing, key, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  !isComposing && key === 'Enter' && (ctrlKey || metaKey)
