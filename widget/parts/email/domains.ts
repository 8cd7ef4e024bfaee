/** Finds slips of the fingers in the domain of an e-mail address. Pure; knows the providers that most people use. */

import { EMAIL_MAX } from '../../../proxy/contract/limits.ts'

/** Big providers, by name and endings. One that is missing here is never called wrong, unless it is a slip of one. */
const PROVIDERS =
  'gmail.com googlemail.com,de yahoo.com,fr,de,it,es,nl,co.uk,co.in,co.jp,ca,com.br,com.mx,com.ar,com.au ymail.com ' +
  'rocketmail.com hotmail.com,fr,de,it,es,nl,be,co.uk,co.jp,se,no,dk,gr,ca outlook.com,fr,de,it,es,be,pt,dk,jp,cz,sk,hu ' +
  'live.com,fr,de,it,nl,be,co.uk,se,no,dk,ca,com.mx msn.com icloud.com me.com mac.com aol.com,de,co.uk proton.me ' +
  'protonmail.com,ch pm.me gmx.de,net,at,ch,com,fr web.de t-online.de freenet.de posteo.de mailbox.org zoho.com ' +
  'fastmail.com,fm tutanota.com tuta.com,io hey.com mail.com,ru,de email.com,cz,de ' +
  'orange.fr wanadoo.fr free.fr sfr.fr laposte.net bbox.fr neuf.fr telenet.be skynet.be proximus.be ziggo.nl kpnmail.nl ' +
  'planet.nl xs4all.nl hetnet.nl home.nl upcmail.nl casema.nl chello.nl,at bluewin.ch hispeed.ch sunrise.ch aon.at ' +
  'libero.it virgilio.it alice.it tiscali.it tin.it fastwebnet.it telefonica.net movistar.es terra.es,com.br ono.com ' +
  'sapo.pt iol.pt uol.com.br bol.com.br globo.com ig.com.br wp.pl o2.pl onet.pl,eu interia.pl,eu poczta.onet.pl ' +
  'gazeta.pl seznam.cz centrum.cz,sk atlas.cz post.cz,sk azet.sk zoznam.sk freemail.hu citromail.hu abv.bg mail.bg ' +
  'telia.com,se bredband.net spray.se online.no jubii.dk stofanet.dk kolumbus.fi luukku.com suomi24.fi elisanet.fi ' +
  'otenet.gr forthnet.gr inbox.lv,lt,ru one.lv hot.ee mail.ee ukr.net i.ua meta.ua yandex.ru,com,ua,kz,by,com.tr bk.ru list.ru ' +
  'rambler.ru mynet.com walla.co.il,com netvision.net.il bezeqint.net 012.net.il rediffmail.com naver.com daum.net ' +
  'hanmail.net nate.com kakao.com qq.com 163.com 126.com sina.com,cn foxmail.com sohu.com aliyun.com ' +
  'docomo.ne.jp ezweb.ne.jp softbank.ne.jp nifty.com comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net ' +
  'charter.net btinternet.com sky.com virginmedia.com ntlworld.com talktalk.net blueyonder.co.uk bigpond.com,net.au ' +
  'optusnet.com.au rogers.com shaw.ca sympatico.ca videotron.ca telus.net xtra.co.nz'

/**
 * Domains with mail of their own that look like slips of those: what is left of the 14,000 domains of the npm package
 * free-email-domains 1.12.6 without slips that somebody has registered. They are not asked about, nor suggested.
 */
const OTHERS =
  'posteo.net posteo.at posteo.ch posteo.eu posteo.org mailo.com mailo.eu y7mail.com qmail.com fast-email.com ' +
  'fastermail.com fast-mail.fr e-mail.com e-mail.de homemail.com hiemail.net prontomail.com poczta.onet.eu'

/** Endings that do not exist, by the one that was meant. */
const ENDINGS: Record<string, RegExp> = {
  '.com': /\.(con|cmo|ocm|comm|coom|ccom|cpm|cim|vom|xom|dom|c0m|com\.com)$/,
  '.net': /\.(nte|ent|ner|nett|neet|met)$/,
  '.org': /\.(ogr|rog|orgg|prg|irg)$/,
}

const KNOWN = new Set(
  PROVIDERS.split(' ').flatMap((entry) => {
    const at = entry.indexOf('.')
    const ends = entry.slice(at + 1).split(',')
    return ends.map((end) => entry.slice(0, at + 1) + end)
  }),
)

/** Edits between two words: a letter more, less, another, or two swapped (optimal string alignment). */
function distance(a: string, b: string): number {
  let before: number[] = []
  let last = [...Array(b.length + 1).keys()]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : Infinity
      row[j] = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same, swapped)
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}

/** How many slips are taken for slips: short names are too close to each other, and to those of firms. */
function tolerance(domain: string): number {
  const name = domain.indexOf('.')
  return name < 5 ? 0 : name < 6 ? 1 : 2
}

/** An ending of a country, unless it is `.com` without a letter. */
const COUNTRY = /^(com?\.)?(?!co$|cm$|om$)[a-z]{2}$/

/** The provider that was probably meant. */
function nearest(domain: string): string | undefined {
  const dot = domain.indexOf('.') + 1
  const name = domain.slice(0, dot)
  // A provider's name in another country: exists, for all we know.
  if (name && COUNTRY.test(domain.slice(dot)) && [...KNOWN].some((known) => known.startsWith(name)))
    return undefined
  let found: string | undefined
  let best = Infinity
  for (const known of KNOWN) {
    // `gmail` without an ending.
    const edits = known === domain + '.com' ? 0 : distance(domain, known)
    // The first letter is rarely wrong, and where it is, the name is another one's.
    if (edits > tolerance(known) || edits >= best || (edits > 1 && known[0] !== domain[0])) continue
    best = edits
    found = known
  }
  return found
}

/**
 * What was probably meant by an e-mail address, or `undefined` when nothing looks like a slip. Only the domain differs,
 * and nothing is ever suggested in place of a provider that exists.
 */
export function suggest(address: string): string | undefined {
  const text = address.trim()
  // No address, and the comparison with every provider would keep the page busy.
  if (text.length > EMAIL_MAX) return undefined
  const at = text.lastIndexOf('@') + 1
  const domain = text.slice(at).toLowerCase()
  if (at < 2 || !domain || KNOWN.has(domain) || OTHERS.split(' ').includes(domain)) return undefined
  let ended = domain
  for (const [meant, slips] of Object.entries(ENDINGS)) ended = ended.replace(slips, meant)
  const found = KNOWN.has(ended) ? ended : (nearest(ended) ?? ended)
  return found === domain ? undefined : text.slice(0, at) + found
}
