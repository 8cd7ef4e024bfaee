/** The languages the form speaks, as canonical tags: each but English is the name of a file beside this one. */
export const TAGS =
  'ar bg cs da de el en es et fa fi fr he hi hr hu it ja ko lt lv nb nl pl pt pt-BR ro sk sl sv tr uk zh-Hans zh-Hant'.split(
    ' ',
  )
