/** The form's texts in Slovenian. Read by an editor (a language model), not by a native speaker. */
import type { Texts } from '../en/form.ts'

export const texts: Texts = {
  launcher: 'Pomoč',
  title: 'Kako vam lahko pomagamo?',
  close: 'Zapri',

  intro: 'Pišite nam in odgovorili bomo po e-pošti.',
  message: 'Vaše sporočilo',
  email: 'Vaš e-poštni naslov',
  name: 'Vaše ime',
  subject: 'Zadeva',
  optional: '(neobvezno)',
  send: 'Pošlji sporočilo',
  sending: 'Pošiljanje…',
  left: {
    one: 'Še {n} znak',
    two: 'Še {n} znaka',
    few: 'Še {n} znaki',
    other: 'Še {n} znakov',
  },
  over: {
    one: '{n} znak preveč',
    two: '{n} znaka preveč',
    few: '{n} znaki preveč',
    other: '{n} znakov preveč',
  },

  summary: 'Preverite vnesene podatke',
  message_required: 'Napišite sporočilo',
  email_required: 'Vnesite svoj e-poštni naslov',
  email_invalid: 'Vnesite e-poštni naslov, na primer ime@example.com',
  email_too_long: 'Ta e-poštni naslov je predolg',
  name_required: 'Vnesite svoje ime',
  subject_required: 'Vnesite zadevo',
  tooLong: {
    one: 'Skrajšajte za {n} znak',
    two: 'Skrajšajte za {n} znaka',
    few: 'Skrajšajte za {n} znake',
    other: 'Skrajšajte za {n} znakov',
  },
  notValid: 'Tega tako ni mogoče poslati. Prosimo, preverite.',

  notSent: 'Vaše sporočilo ni bilo poslano',
  notSure: 'Ne vemo, ali je vaše sporočilo prispelo',
  offline:
    'Videti je, da nimate povezave. Vaše besedilo je še tu. Pošljite ga, ko bo povezava spet na voljo.',
  timeout:
    'Odgovora ni bilo pravočasno. Poskusite znova: tudi če je sporočilo že prispelo, ga bomo prejeli samo enkrat.',
  unreachable:
    'Povezava ni uspela ali pa jo je preprečilo na primer blokiranje oglasov ali požarni zid. Vaše besedilo je še tu.',
  too_large: 'Sporočilo je preveliko. Prosimo, skrajšajte ga.',
  limited: 'Trenutno se pošilja preveč sporočil. Vaše besedilo je še tu.',
  unavailable:
    'Trenutno ne moremo sprejemati sporočil. Vaše besedilo je še tu. Poskusite znova čez nekaj minut.',
  broken: 'Na naši strani je prišlo do napake. Poskusite znova: sporočilo bomo prejeli samo enkrat.',
  conflictTitle: 'Poslana je bila prejšnja različica',
  conflict:
    'To sporočilo smo že prejeli takšno, kot je bilo pred zadnjimi spremembami. To, kar vidite zdaj, ni bilo poslano.',
  refused:
    'Ta obrazec ni pravilno nastavljen, zato s te strani ni mogoče pošiljati sporočil. Prosimo, obrnite se na nas drugače.',
  refusedTitle: 'Ta obrazec še ne deluje',
  unverifiedTitle: 'Nismo mogli potrditi vaše identitete',
  unverified: 'Znova naložite stran ali se znova prijavite. Vaše besedilo je še tu.',
  backOnline: 'Povezava je spet na voljo. Sporočilo lahko zdaj pošljete.',

  retry: 'Poskusi znova',
  retryIn: {
    one: 'Znova čez {n} sekundo',
    two: 'Znova čez {n} sekundi',
    few: 'Znova čez {n} sekunde',
    other: 'Znova čez {n} sekund',
  },
  sendAnyway: 'Pošlji tudi to različico',
  copyMessage: 'Kopiraj moje sporočilo',
  copied: 'Kopirano',
  copyByHand: 'Sporočilo je označeno. Kopirajte ga s tipkovnico ali prek menija.',
  emailUs: 'Pošlji e-sporočilo',

  sent: 'Sporočilo je poslano',
  sentStatus: 'Sporočilo je poslano. Vaša referenčna številka je {reference}.',
  sentTo: 'Odgovorili bomo na {email}.',
  reference: 'Vaša referenčna številka',
  copy: 'Kopiraj',
  copyReference: 'Kopiraj referenčno številko',
  next: 'Shranite številko za primer, da boste želeli vprašati o tem sporočilu.',
  again: 'Pošlji novo sporočilo',
}
