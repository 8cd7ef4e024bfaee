/** The keys that send the form from any field, in the first view and in the form. */

/** Whether `event` asks to send: Enter with Ctrl, or with the command key, that ends no word of an input method. */
export const isSendKey = ({ isComposing, key, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  !isComposing && key === 'Enter' && (ctrlKey || metaKey)
