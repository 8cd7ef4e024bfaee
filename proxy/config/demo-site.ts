/** The demo page's second site: one that asks for all that a form can ask for. Only there together with the sandbox. */

/** Its name. A sites file may have a site of the same name, which then takes its place. */
export const SHOWCASE_ID = 'workshop'

/** ULIDs, as all others those of the sandbox's stable workspace (sandbox/data/workspace-seed.ts). */
const TOPICS = [
  {
    key: 'repair',
    label: {
      en: 'Something is broken',
      nl: 'Er is iets stuk',
      de: 'Etwas ist kaputt',
      fr: 'Quelque chose est cassé',
    },
    subjectPrefix: '[Repair] ',
    team: '01KE6PSDWR0WBTB8638910MVJN',
    tags: ['01KE6Q0W5RFPFZQRTA6RBT0R8A'],
    note: 'Look at the pictures first. Cracks in the glaze are repaired for free.',
    reply: { within: 2 },
    fields: [
      {
        key: 'damage',
        type: 'radio',
        label: {
          en: 'What happened?',
          nl: 'Wat is er gebeurd?',
          de: 'Was ist passiert?',
          fr: 'Que s’est-il passé\u202f?',
        },
        required: true,
        options: [
          {
            value: 'arrived',
            label: {
              en: 'It arrived like this',
              nl: 'Het kwam zo aan',
              de: 'Es kam so an',
              fr: 'Il est arrivé ainsi',
            },
          },
          {
            value: 'used',
            label: {
              en: 'It broke in use',
              nl: 'Het ging stuk in gebruik',
              de: 'Es ging beim Gebrauch kaputt',
              fr: 'Il s’est cassé à l’usage',
            },
          },
        ],
      },
    ],
  },
  {
    key: 'order',
    label: {
      en: 'A question about an order',
      nl: 'Een vraag over een bestelling',
      de: 'Eine Frage zu einer Bestellung',
      fr: 'Une question sur une commande',
    },
    subjectPrefix: '[Order] ',
    assignee: '01KE6PE8F87BANPE5JM808AZ7V',
    tags: ['01KE6Q2QR0VF3X9BNJSA8VMRM5'],
  },
  {
    key: 'other',
    label: { en: 'Something else', nl: 'Iets anders', de: 'Etwas anderes', fr: 'Autre chose' },
  },
]

const FIELDS = [
  {
    key: 'order',
    type: 'text',
    label: { en: 'Order number', nl: 'Bestelnummer', de: 'Bestellnummer', fr: 'Numéro de commande' },
    hint: {
      en: 'Two letters and six digits, such as AB123456',
      nl: 'Twee letters en zes cijfers, zoals AB123456',
      de: 'Zwei Buchstaben und sechs Ziffern, wie AB123456',
      fr: 'Deux lettres et six chiffres, comme AB123456',
    },
    pattern: '[A-Za-z]{2}\\d{6}',
    required: true,
    showWhen: { topic: ['repair', 'order'] },
  },
  {
    key: 'callback',
    type: 'checkbox',
    label: {
      en: 'Please call me',
      nl: 'Bel mij alsjeblieft',
      de: 'Bitte rufen Sie mich an',
      fr: 'Merci de m’appeler',
    },
  },
  {
    key: 'phone',
    type: 'tel',
    label: { en: 'Telephone', nl: 'Telefoon', de: 'Telefon', fr: 'Téléphone' },
    required: true,
    showWhen: { callback: 'yes' },
  },
  { key: 'cart', type: 'hidden', label: 'Cart', prefill: 'cart' },
]

/**
 * Its entry, as it would stand in a sites file.
 * @param channel Its ULID, of the same workspace.
 */
export const showcase = (channel: string): object => ({
  channel,
  // Pages on this machine may use it in any case.
  origins: ['http://localhost'],
  contactEmail: 'help@workshop.example',
  reply: { within: 8 },
  topic: 'required',
  topics: TOPICS,
  fields: FIELDS,
  files: { max: 3, maxMegabytes: 10, types: ['image/*', 'application/pdf'] },
  consent: {
    mode: 'notice',
    text: {
      en: 'We use your details only to answer you.',
      nl: 'We gebruiken je gegevens alleen om te antwoorden.',
      de: 'Wir verwenden Ihre Angaben nur für die Antwort.',
      fr: 'Vos données ne servent qu’à vous répondre.',
    },
    version: '2026-01',
  },
  facts: ['title', 'viewport'],
})
