/** Which files may be attached, by name, content, declared type and size: the same functions for widget and proxy. */
import type { FileRules } from '../form.ts'
import { own } from '../own-property.ts'
import type { FieldProblem } from '../problems.ts'
import { contradicts } from './file-content.ts'
import { alike, kindByEnding, kindByType, kindsOf } from './file-kinds.ts'

/** Endings of files that run, or that a browser or an office program would run something of. */
const ACTIVE_ENDINGS =
  'ade adp apk app appinstaller application appx bat chm class cmd com command cpl crx deb desktop ' +
  'diagcab dll dmg docm dotm elf exe fxp gadget hta htm html img inetloc inf ins iqy iso jar jnlp js ' +
  'jse library-ms lnk mht mhtml mjs mobileconfig msc msi msp mst osx php pif pkg pl potm ppam ppsm pptm ps1 psm1 py ' +
  'pyc rb rdp reg rpm scf scr search-ms settingcontent-ms sh shtml slk svg svgz swf sys url vb vbe vbs vhd ' +
  'vhdx webarchive webloc website wsf wsh xht xhtml xla xlam xll xlsb xlsm xltm xml xpi xsl xslt'
const isActive = (ending: string) => ACTIVE_ENDINGS.split(' ').includes(ending.slice(1))
const ACTIVE_TYPES =
  /^(text\/(html|xml|javascript|ecmascript|xsl.*|x-sh|x-python)|image\/svg.*|application\/(xhtml.*|xml|.*\+xml|.*javascript|ecmascript|x-ms.*|x-sh|x-csh|x-executable|x-dosexec|x-elf|x-mach.*|x-shockwave.*|java.*|vnd\.android.*|vnd\.microsoft\.portable-executable|hta))$/i

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

/**
 * Whether a type that is only declared counts: for what has an ending of that kind, since a list of what runs is never
 * complete, and every system has endings of its own for which a text is a program. Phones send pictures and films
 * without any ending.
 */
function believed(mime: string, ending: string): boolean {
  const family = /^(image|text|audio|video)\//.exec(mime)?.[1]?.replace(/audio|video/, 'media')
  return !family || (ending ? kindByEnding(ending)?.family === family : family !== 'text')
}

/** Whether the rules take what is called and declared like this, or may take it, as long as nobody has looked into it. */
function isAllowed(
  types: readonly string[],
  ending: string,
  mime: string,
  head: string | undefined,
): boolean {
  const kinds = kindsOf(ending, head)
  const told = kinds.flatMap((kind) => kind.types)
  const listed = (entry: string) => entry !== '' && types.includes(entry)
  if (listed(ending) || (!ending && head === undefined)) return true
  const activeType = ACTIVE_TYPES.test(mime)
  // By its own name only: neither `*` nor `image/png` on a script lets it in.
  if (isActive(ending) || (activeType && kinds.length === 0))
    return told.some(listed) || (activeType && listed(mime))
  if (believed(mime, ending) && (ending || kinds.length === 0)) told.push(mime)
  return (
    listed('*') ||
    told.some((type) => listed(type) || listed(type.replace(/\/.*/, '/*'))) ||
    (head === undefined && types.some((type) => alike(kindByType(type), kinds[0])))
  )
}

/**
 * What is wrong with a file, or `undefined`. How many there are is not looked at. It is what its ending and its content
 * say; what it is declared to be counts last, since systems declare nothing, or whatever program opens it.
 * @param head Its first `HEAD_BYTES`, a character each. Without them it may be let in for the time being.
 */
export function fileProblem(
  { types, maxBytes }: FileRules,
  { name, type, size }: FileFacts,
  head?: string,
): FieldProblem | undefined {
  const ending = endingOf(name)
  const mime = mimeOf(type)
  if (!isAllowed(types, ending, mime, head)) return 'bad_type'
  if (size === 0) return 'empty'
  if (size > maxBytes) return 'too_large'
  return head !== undefined && !isActive(ending) && contradicts(head, ending, mime) ? 'bad_type' : undefined
}

/** The type that a file is passed on as: what it is declared to be only where nothing else is known. */
export function typeOf({ name, type }: Pick<FileFacts, 'name' | 'type'>, head: string): string {
  const mime = mimeOf(type)
  const [kind] = kindsOf(endingOf(name), head)
  return !kind || kind.types[0]?.endsWith('*') || kind.types.includes(mime) ? mime : (kind.types[0] ?? mime)
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
  return [...new Set(types.flatMap((type) => own(KINDS, type)?.split(' ') ?? called(type)))]
}
