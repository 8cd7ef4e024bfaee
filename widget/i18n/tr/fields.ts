/** Texts of a site's own fields and of files, in Turkish. Read by an editor (a language model), not by a native speaker. */
import type { FieldTexts } from '../en/fields.ts'

export const texts: FieldTexts = {
  topic: 'Konu nedir?',
  choose: 'Lütfen seçin',
  said: '{label}: {problem}',
  fillIn: 'Lütfen burayı doldurun',
  tick: 'Lütfen bu kutuyu işaretleyin',
  url_invalid: 'www.example.com gibi bir web adresi girin',
  tel_invalid: '+32 9 123 45 67 gibi bir telefon numarası girin',
  number_invalid: 'Bir sayı girin',
  date_invalid: 'Tam bir tarih girin',
  atLeast: '{value} veya daha fazla',
  atMost: '{value} veya daha az',
  notBefore: '{value} veya sonrası',
  notAfter: '{value} veya öncesi',
  chooseMore: 'En az {n} tane seçin',
  chooseFewer: 'En fazla {n} tane seçin',
  tooShort: { one: 'En az {n} karakter gerekli', other: 'En az {n} karakter gerekli' },
  onlyIf: 'Yalnızca şunu seçtiyseniz: {values}',

  files: 'Ekler',
  addFiles: 'Dosya ekle',
  dropFiles: 'Dosyaları buraya sürükleyebilir veya yapıştırabilirsiniz.',
  fileLimit: {
    one: 'En fazla {n} dosya, en fazla {size}',
    other: 'En fazla {n} dosya, her biri en fazla {size}',
  },
  fileTypes: 'İzin verilen dosya türleri',
  fileAdded: '{name} eklendi',
  filesAdded: { one: '{n} dosya eklendi', other: '{n} dosya eklendi' },
  fileRemoved: '{name} kaldırıldı',
  removeFile: '{name} dosyasını kaldır',
  filesLost:
    'Sayfa yeniden yüklendi, bu yüzden şu dosyalar artık ekli değil: {names}. Lütfen yeniden ekleyin.',
  filesSent: '{percent} gönderildi',
  fileTooLarge: '{name} çok büyük: en fazla {size} gönderilebilir',
  fileEmpty: '{name} boş',
  fileBadType: '{name} buradan gönderilemeyen bir türde',
  fileTooMany: {
    one: '{name} eklenmedi: yalnızca {n} dosya gönderilebilir',
    other: '{name} eklenmedi: yalnızca {n} dosya gönderilebilir',
  },
  fileGone: '{name} artık okunamıyor. Lütfen yeniden ekleyin.',
  filesTooLarge: 'Gönderilemeyecek kadar büyük. Lütfen daha az veya daha küçük dosyalar gönderin.',
  no_room:
    'Şu anda dosyalar için yer yok. Kaldırın veya daha sonra tekrar deneyin. Yazdıklarınız hâlâ burada.',
  too_slow:
    'Gönderim çok uzun sürdü. Daha az veya daha küçük dosyalar gönderin ya da daha hızlı bir bağlantı kullanın.',

  takeShot: 'Ekran görüntüsü al',
  shot: 'Ekran görüntünüz',
  shotHint:
    'Bir alan işaretleyin: görüntünün üzerinde sürükleyin veya çerçeveyi ok tuşlarıyla taşıyın, Shift ile boyutunu değiştirin.',
  frame: 'Çerçeve: soldan {x}, üstten {y}, genişlik {width}, yükseklik {height}',
  blackOut: 'Siyahla kapat',
  crop: 'Kırp',
  undo: 'Geri al',
  done: 'Tamamlandı',
  attach: 'Ekle',
  cancel: 'Vazgeç',
  noShot: 'Ekran görüntüsü alınmadı',
}
