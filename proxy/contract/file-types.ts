/**
 * Which files may be attached, by name, declared type and size. Plain functions without dependencies, shared by the
 * widget and the proxy; the proxy looks at the content as well.
 */
import type { FileRules } from './form.ts'
import type { FieldProblem } from './problems.ts'

/** Endings of files that run, or that a browser or an office program would run something of. */
const ACTIVE_ENDINGS =
  'ade adp apk app appinstaller application appx bat chm class cmd com command cpl crx deb desktop ' +
  'diagcab dll dmg docm dotm elf exe fxp gadget hta htm html img inetloc inf ins iqy iso jar jnlp js ' +
  'jse library-ms lnk mht mhtml mjs mobileconfig msc msi msp mst osx php pif pkg pl potm ppam ppsm pptm ps1 psm1 py ' +
  'pyc rb rdp reg rpm scf scr search-ms settingcontent-ms sh shtml slk svg svgz swf sys url vb vbe vbs vhd ' +
  'vhdx webarchive webloc website wsf wsh xht xhtml xla xlam xll xlsb xlsm xltm xml xpi xsl xslt'
const ACTIVE_TYPES =
  /^(text\/(html|xml|javascript|ecmascript|xsl.*|x-sh|x-python)|image\/svg.*|application\/(xhtml.*|xml|.*\+xml|.*javascript|ecmascript|x-ms.*|x-sh|x-csh|x-executable|x-dosexec|x-elf|x-mach.*|x-shockwave.*|java.*|vnd\.android.*|vnd\.microsoft\.portable-executable|hta))$/i

/**
 * What files of a kind may be called that are let in by their declared type alone. Short lists of what is read, looked at
 * or heard, since that of what runs is never complete: every system has endings of its own for which a text is a program.
 * Phones send pictures and films without any ending.
 */
const ENDINGS: Record<string, string> = {
  // Not without one: a script may have none.
  text: 'txt text log csv tsv md markdown json jsonl yaml yml conf diff patch eml srt vcf ics',
  image: ' jpg jpeg png gif webp bmp tif tiff heic heif avif',
  audio: ' mp3 m4a aac wav ogg opus flac amr',
  video: ' mp4 m4v mov webm mkv avi mpg 3gp wmv',
}

/** A file before it is sent. */
export interface FileFacts {
  name: string
  /** Declared MIME type; empty when it is not known. */
  type: string
  size: number
}

/** The ending of a name with its dot, in lower case; empty when it has none. */
export function endingOf(name: string): string {
  return /\.[^.\s/\\]{1,20}$/.exec(name.trim().slice(-21))?.[0].toLowerCase() ?? ''
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
  const [kind = ''] = mime.split('/')
  // Not by the name alone: "constructor/x" is a type that somebody can declare.
  const endings = Object.hasOwn(ENDINGS, kind) && ENDINGS[kind]?.split(' ')
  const listed = (entry: string) => entry !== '' && types.includes(entry)
  const activeType = ACTIVE_TYPES.test(mime)
  const active = activeType || ACTIVE_ENDINGS.split(' ').includes(ending.slice(1))
  // By its own name only: neither `*` nor `image/png` on a script lets it in.
  if (active) {
    if (!listed(ending) && !(activeType && listed(mime))) return 'bad_type'
  } else if (!listed('*') && !listed(ending)) {
    if (!listed(mime) && !listed(`${kind}/*`)) return 'bad_type'
    if (endings && !endings.includes(ending.slice(1))) return 'bad_type'
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
