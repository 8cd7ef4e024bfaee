/** Kinds of files: how they begin, end, and are called by type. The one table that browser and proxy judge files by. */

/** What may stand for each other: a photo is a photo, whichever way it is packed. Of `office` each stands for itself. */
type Family = 'image' | 'media' | 'text' | 'office' | 'other'

/** What is known of one kind. */
export interface FileKind {
  family: Family
  /** Against the first bytes, as characters up to U+00FF. Without it such files may begin in any way. */
  begins?: RegExp
  endings: readonly string[]
  /** The first is the one that it is passed on as. */
  types: readonly string[]
}

const OLE = '\\xd0\\xcf\\x11\\xe0\\xa1\\xb1\\x1a\\xe1'
// The first entry's name tells documents from archives of anything else, programs among them.
const PACKED =
  'PK\\x03\\x04[^]{26}(\\[|_rels|docProps|word|xl|ppt|custom|mimetype|meta|content|styles|settings|META-INF/man)'
const OPEN_XML = 'application/vnd.openxmlformats-officedocument.'
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument.'

/** Beginning, endings, types: IANA's media types, the formats' own specifications, and what systems declare. */
const ROWS: Record<Family, readonly (readonly [begins: string, endings: string, types: string])[]> = {
  image: [
    ['\\x89PNG\\r\\n\\x1a\\n', 'png', 'image/png image/x-png'],
    ['\\xff\\xd8\\xff', 'jpg jpeg jpe jfif', 'image/jpeg image/jpg image/pjpeg'],
    ['GIF8[79]a', 'gif', 'image/gif'],
    ['RIFF[^]{4}WEBP', 'webp', 'image/webp'],
    ['BM', 'bmp', 'image/bmp image/x-ms-bmp'],
    ['II\\*\\0|MM\\0\\*', 'tif tiff', 'image/tiff'],
    ['[^]{4}ftypavi', 'avif', 'image/avif'],
    ['[^]{4}ftyp(he|mif1|msf1|miaf)', 'heic heif hif', 'image/heic image/heif'],
  ],
  media: [
    ['[^]{4}(ftypqt|wide|mdat|moov|free|skip|pnot)', 'mov qt', 'video/quicktime'],
    ['[^]{4}ftypM4[AB]', 'm4a', 'audio/mp4 audio/x-m4a'],
    ['[^]{4}ftyp3g', '3gp', 'video/3gpp audio/3gpp'],
    ['[^]{4}ftyp', 'mp4 m4v', 'video/mp4 video/x-m4v'],
    ['\\x1aE\\xdf\\xa3', 'webm mkv', 'video/webm audio/webm video/x-matroska'],
    ['', 'mp3', 'audio/mpeg audio/mp3'],
    ['', 'wav', 'audio/wav audio/x-wav'],
    ['', 'ogg opus', 'audio/ogg'],
    ['', 'aac flac amr', 'audio/*'],
    ['', 'avi mpg wmv', 'video/*'],
  ],
  text: [
    ['', 'txt text log conf diff patch srt', 'text/plain'],
    ['', 'csv', 'text/csv'],
    ['', 'tsv', 'text/tab-separated-values'],
    ['', 'md markdown', 'text/markdown'],
    ['', 'json har', 'application/json'],
    ['', 'jsonl yaml yml', 'text/*'],
    ['', 'eml', 'message/rfc822'],
    ['', 'vcf', 'text/vcard'],
    ['', 'ics', 'text/calendar'],
  ],
  other: [
    ['PK(\\x03\\x04|\\x05\\x06|\\x07\\x08)', 'zip', 'application/zip application/x-zip-compressed'],
    ['\\x1f\\x8b', 'gz tgz', 'application/gzip application/x-gzip'],
    ['Rar!\\x1a\\x07', 'rar', 'application/vnd.rar'],
    ['7z\\xbc\\xaf', '7z', 'application/x-7z-compressed'],
    // Some mailers put a line before it; readers look for it in the first kilobyte.
    ['[^]{0,1019}%PDF-', 'pdf', 'application/pdf application/x-pdf'],
    ['\\{\\\\rtf', 'rtf', 'application/rtf text/rtf'],
  ],
  office: [
    [PACKED, 'docx', OPEN_XML + 'wordprocessingml.document'],
    [PACKED, 'xlsx', OPEN_XML + 'spreadsheetml.sheet'],
    [PACKED, 'pptx', OPEN_XML + 'presentationml.presentation'],
    [PACKED, 'odt', OPEN_DOCUMENT + 'text'],
    [PACKED, 'ods', OPEN_DOCUMENT + 'spreadsheet'],
    [PACKED, 'odp', OPEN_DOCUMENT + 'presentation'],
    [`${OLE}|${PACKED}|\\{\\\\rtf`, 'doc', 'application/msword'],
    // Many programs write texts under this name, so every text is found to be such a table: media must not be one.
    [`${OLE}|${PACKED}|[^\\0]*$`, 'xls', 'application/vnd.ms-excel'],
    [`${OLE}|${PACKED}`, 'ppt', 'application/vnd.ms-powerpoint'],
    [OLE, 'msg', 'application/vnd.ms-outlook'],
  ],
}

const KINDS: readonly FileKind[] = Object.entries(ROWS).flatMap(([family, rows]) =>
  rows.map(([begins, endings, types]) => ({
    family: family as Family, // as: a key of it
    ...(begins && { begins: new RegExp(`^(${begins})`) }),
    endings: endings.split(' '),
    types: types.split(' '),
  })),
)

/** Which kind has this ending. */
export const kindByEnding = (ending: string): FileKind | undefined =>
  KINDS.find(({ endings }) => endings.includes(ending.slice(1)))

/** Which kind has this type. */
export const kindByType = (type: string): FileKind | undefined =>
  KINDS.find(({ types }) => types.includes(type))

/** Which kind begins like this. */
export const kindByContent = (head: string): FileKind | undefined =>
  KINDS.find(({ begins }) => begins?.test(head))

/** Photos, and films and sound, are often packed otherwise than their ending says, and are no less what they are then. */
export const alike = (one: FileKind | undefined, other: FileKind | undefined): boolean =>
  one?.family === other?.family && (one?.family === 'image' || one?.family === 'media')

/** What a file is for certain: by its content, but for the ending's say. All office documents begin alike. */
export function kindsOf(ending: string, head: string | undefined): FileKind[] {
  const found = head === undefined ? undefined : kindByContent(head)
  const named = kindByEnding(ending)
  const shown = ending ? alike(named, found) : found?.family !== 'office'
  return [shown && found, named].filter((kind) => !!kind)
}
