/** Texts that depend on a number. */

/** A text whose form depends on a number: categories of Intl.PluralRules; `other` is always there. */
export type Plural = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>
