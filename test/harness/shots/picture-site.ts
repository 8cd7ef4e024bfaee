/** What the sites of the pictures ask for, in the four languages of the pictures: an English word in another one is a bug of ours. */

/** One text in four languages. */
const say = (en: string, de: string, ar: string, ja: string) => ({ en, de, ar, ja })

const office = {
  timeZone: 'Europe/Berlin',
  days: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, ['09:00-17:30']])),
}

/** What a site says of its replies: office hours, and how long it takes. */
export const REPLY = { within: 4, hours: office }

/** A consent that has to be given. */
export const CONSENT = {
  mode: 'required',
  text: say(
    'I agree that you keep my message as the [privacy policy] says.',
    'Ich bin einverstanden, dass Sie meine Nachricht gemäß der [Datenschutzerklärung] speichern.',
    'أوافق على حفظ رسالتي وفقًا [لسياسة الخصوصية].',
    '[プライバシーポリシー]に従ってメッセージが保存されることに同意します。',
  ),
  link: 'https://example.com/privacy',
  version: '1',
}

/** Topics, a field of every kind, and files. */
export const ASKED = {
  topic: 'required',
  topics: [
    { key: 'repair', label: say('A repair', 'Eine Reparatur', 'إصلاح', '修理について') },
    { key: 'order', label: say('An order', 'Eine Bestellung', 'طلب شراء', 'ご注文について') },
  ],
  fields: [
    {
      key: 'order',
      type: 'text',
      label: say('Order number', 'Bestellnummer', 'رقم الطلب', '注文番号'),
      hint: say(
        'It is on the invoice',
        'Sie steht auf der Rechnung',
        'تجده في الفاتورة',
        '請求書に記載されています',
      ),
      required: true,
      maxLength: 12,
    },
    { key: 'phone', type: 'tel', label: say('Telephone', 'Telefon', 'الهاتف', '電話番号') },
    { key: 'pieces', type: 'number', label: say('Pieces', 'Stückzahl', 'عدد القطع', '個数'), min: 1, max: 9 },
    {
      key: 'bought',
      type: 'date',
      label: say('Bought on', 'Gekauft am', 'تاريخ الشراء', '購入日'),
      min: '2020-01-01',
    },
    {
      key: 'how',
      type: 'radio',
      label: say('How was it sent?', 'Wie wurde es verschickt?', 'كيف أُرسلت القطعة؟', '配送方法'),
      required: true,
      options: [
        { value: 'post', label: say('By post', 'Mit der Post', 'بالبريد', '郵便') },
        {
          value: 'van',
          label: say(
            'By a driver of yours, who put it down in front of the door',
            'Mit einem Ihrer Fahrer, der es vor der Tür abgestellt hat',
            'مع أحد سائقيكم الذي تركها أمام الباب',
            '御社の配達員が玄関先に置いていった',
          ),
        },
      ],
    },
    {
      key: 'parts',
      type: 'checkboxes',
      label: say('What is broken?', 'Was ist kaputt?', 'ما المكسور؟', '破損している部分'),
      options: [
        { value: 'lid', label: say('Lid', 'Deckel', 'الغطاء', 'ふた') },
        { value: 'cup', label: say('Cup', 'Tasse', 'الكوب', 'カップ') },
      ],
    },
    {
      key: 'call',
      type: 'checkbox',
      label: say('Call me', 'Rufen Sie mich an', 'اتصلوا بي', '電話を希望する'),
    },
  ],
  files: { max: 3, maxBytes: 5_000_000, types: ['image/*', 'application/pdf', '.log'] },
}

/** What the visitor writes. */
export const MESSAGE = say(
  'The mug arrived with a crack. Can I get another one?',
  'Die Tasse kam mit einem Sprung an. Kann ich eine neue bekommen?',
  'وصل الكوب وفيه شرخ. هل يمكنني الحصول على غيره؟',
  '届いたマグカップにひびが入っていました。交換していただけますか。',
)
