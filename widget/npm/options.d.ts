/** The widget's options, by where they can be said. Made of widget/api/options.ts by `npm run docs`: change it there. */

/** Of the script tag and of `startSupport()`. */
export interface ScriptOptions {
  /** Which site of the proxy the messages belong to. May be left out when the proxy serves one site. */
  site?: string
  /** Language of the form, such as `nl`. Default: that of the page, then that of the browser. */
  locale?: string
  /** `auto` follows the visitor’s system, `host` the page’s own `color-scheme`; `light` and `dark` are fixed. */
  theme?: 'auto' | 'host' | 'light' | 'dark'
  /** Accent colour as `#rgb` or `#rrggbb`. Text on it is black or white, whichever is easier to read. */
  color?: string
  /** The corner of the button: `end` (right in English) or `start`. */
  position?: 'end' | 'start'
  /** Text of the button, in place of the widget’s own. */
  label?: string
  /** `hide` shows no button: open the form by `data-support-open` or `SupportWidget("open")`. */
  launcher?: 'show' | 'hide'
  /** Key of the topic that messages from this page are about, one of the site’s. The visitor is not asked then. */
  topic?: string
  /** Regular expression for the paths of the pages that show the button, such as `^/help`. Default: all. */
  paths?: string
  /** `frame` shows the form in an iframe, for pages whose own scripts take every key. */
  mode?: 'panel' | 'frame'
}

/** Attributes of `<support-form>`. */
export interface FormOptions {
  /** Which site of the proxy the messages belong to. May be left out when the proxy serves one site. */
  site?: string
  /** Language of the form, such as `nl`. Default: that of the page, then that of the browser. */
  locale?: string
  /** `auto` follows the visitor’s system, `host` the page’s own `color-scheme`; `light` and `dark` are fixed. */
  theme?: 'auto' | 'host' | 'light' | 'dark'
  /** Accent colour as `#rgb` or `#rrggbb`. Text on it is black or white, whichever is easier to read. */
  color?: string
  /** Key of the topic that messages from this page are about, one of the site’s. The visitor is not asked then. */
  topic?: string
}

/** What a page may change of a form in an iframe. */
export interface FrameOptions {
  /** Language of the form, such as `nl`. Default: that of the page, then that of the browser. */
  locale?: string
  /** `auto` follows the visitor’s system, `host` the page’s own `color-scheme`; `light` and `dark` are fixed. */
  theme?: 'auto' | 'light' | 'dark'
  /** Accent colour as `#rgb` or `#rrggbb`. Text on it is black or white, whichever is easier to read. */
  color?: string
  /** Key of the topic that messages from this page are about, one of the site’s. The visitor is not asked then. */
  topic?: string
}
