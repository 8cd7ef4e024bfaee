/**
 * Which files may be attached, by name, declared type and size. Plain functions without dependencies, shared by the
 * widget and the proxy; the proxy looks at the content as well.
 */
import type { FileRules } from './form.ts'
import type { FieldProblem } from './problems.ts'

/** Endings of files that run, or that a browser or an office program would run something of. */
const ACTIVE_ENDINGS =
  'ade adp apk app appx application bat chm class cmd com cpl crx deb desktop dll dmg docm dotm elf exe fxp gadget ' +
  'hta htm html img inf ins iso jar jnlp js jse lnk mjs mobileconfig msc msi msp mst osx pif pkg potm ppam ppsm pptm ' +
  'ps1 psm1 py pyc rb reg rpm scf scr settingcontent-ms sh shtml svg svgz swf sys url vb vbe vbs vhd vhdx webloc ' +
  'wsf wsh xhtml xht xlam xlsm xltm xml xsl xslt xpi'
const ACTIVE_TYPES =
  /^(text\/(html|xml|javascript|ecmascript|xsl.*|x-sh|x-python)|image\/svg.*|application\/(xhtml.*|xml|.*\+xml|.*javascript|ecmascript|x-ms.*|x-sh|x-csh|x-executable|x-dosexec|x-elf|x-mach.*|x-shockwave.*|java.*|vnd\.android.*|vnd\.microsoft\.portable-executable|hta))$/i

/**
 * What a text may be called that is let in by its declared type. A short list of what is read, since that of what runs
 * is never complete: every system has endings of its own for which a text is a program.
 */
const TEXT_ENDINGS = 'txt text log csv tsv md markdown json jsonl yaml yml conf diff patch eml srt vcf ics'

/** A file before it is sent. */
export interface FileFacts {
  name: string
  /** Declared MIME type; empty when it is not known. */
  type: string
  size: number
}

/** The ending of a name with its dot, in lower case; empty when it has none. */
export function endingOf(name: string): string {
  return /\.[^.\s/\\]{1,20}$/.exec(name.trim())?.[0].toLowerCase() ?? ''
}

/** A MIME type without its parameters. */
export function mimeOf(type: string): string {
  return type.split(';')[0]?.trim().toLowerCase() ?? ''
}

/** What is wrong with a file, or `undefined`. How many there are is not looked at. */
export function fileProblem(
  { types, maxBytes }: FileRules,
  { name, type, size }: FileFacts,
): FieldProblem | undefined {
  const ending = endingOf(name)
  const mime = mimeOf(type)
  const listed = (entry: string) => entry !== '' && types.includes(entry)
  const activeType = ACTIVE_TYPES.test(mime)
  const active = activeType || ACTIVE_ENDINGS.split(' ').includes(ending.slice(1))
  // By its own name only: neither `*` nor `image/png` on a script lets it in.
  if (active) {
    if (!listed(ending) && !(activeType && listed(mime))) return 'bad_type'
  } else if (!listed('*') && !listed(ending)) {
    if (!listed(mime) && !listed(mime.replace(/\/.*/, '/*'))) return 'bad_type'
    if (mime.startsWith('text/') && !TEXT_ENDINGS.split(' ').includes(ending.slice(1))) return 'bad_type'
  }
  if (size === 0) return 'empty'
  return size > maxBytes ? 'too_large' : undefined
}

/** What is mostly meant by all types of a kind: endings need no translation. */
const KINDS: Record<string, string> = {
  'image/*': 'JPG PNG GIF WEBP',
  'video/*': 'MP4 MOV WEBM',
  'audio/*': 'MP3 M4A WAV',
  'text/*': 'TXT',
}

/** A type as people know it: by the ending of such files. */
const called = (type: string) =>
  type
    .replace(/^.*\/|^\./, '')
    .replace(/^(x-|vnd\..*\.)/, '')
    .replace('plain', 'txt')
    .replace('jpeg', 'jpg')
    .toUpperCase()

/** What people call the types that are allowed; empty when all are. */
export function typeNames({ types }: Pick<FileRules, 'types'>): string[] {
  if (types.includes('*')) return []
  return [...new Set(types.flatMap((type) => KINDS[type]?.split(' ') ?? called(type)))]
}
