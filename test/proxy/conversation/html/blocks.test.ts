/** What agents' HTML becomes: the words of ordinary mail as they were written, earlier mail apart. Hostile HTML: hostile-html.test.ts. */
import { describe, expect, it } from 'vitest'
import { LINK_REL } from '../../../../proxy/contract/conversation/blocks.ts'
import { toBlocks } from '../../../../proxy/conversation/html/blocks.ts'
import { shown } from '../../../harness/proxy/shown-blocks.ts'

const PICTURES: Record<string, string> = { 'https://desk.example/a.png': 'image-1' }
const read = (html: string) => shown(toBlocks(html, (source) => PICTURES[source]))

describe('ordinary HTML', () => {
  it.each([
    ['paragraphs', '<p>One</p>\n<p>Two</p>', 'One\n\nTwo'],
    ['text without any tag', 'Fish &amp; chips\n for &lt;two&gt;', 'Fish & chips for <two>'],
    ['line breaks', '<p>One<br>Two<br/></p>', 'One\nTwo'],
    ['two line breaks, which are a paragraph', 'One<br><br>Two', 'One\n\nTwo'],
    ['marks', '<b>a</b><i>b</i> <strong><em>c</em></strong> <code>d</code>', '*a*_b_ _*c*_ `d`'],
    [
      'marks that a style makes',
      '<span style="font-weight: 700">a</span> <span style="font-weight:400">b</span>',
      '*a* b',
    ],
    ['what is pasted from Google Docs', '<b style="font-weight:normal"><p>a <b>b</b></p></b>', 'a *b*'],
    ['what is struck through', 'It is <s>free</s> <del>a</del> <strike>b</strike>', 'It is ~free~ ~a~ ~b~'],
    ['headings and rules', '<h2>A</h2>b<hr>c', '# A\n\nb\n\n---\n\nc'],
    ['lists', '<ul><li>a<li>b<ol><li>c</ol></ul>', '- a\n- b\n1. c'],
    ['a list item outside of a list', '<li>a</li><li>b</li>', 'a\n\nb'],
    [
      'a list between the items of another',
      '<ul><li>a</li><ol><li>b</li></ol><li>c</li></ul>',
      '- a\n1. b\n- c',
    ],
    ['text between items', '<ul>x<li>a</li></ul>', '- a\n\nx'],
    ['code with its white space', '<pre><code>if (a &lt; b)\n  c\n</code></pre>', '    if (a < b)\n      c'],
    [
      'a quotation',
      '<p>You said:</p><blockquote><p>No.</p></blockquote><p>Yes.</p>',
      'You said:\n\n> No.\n\nYes.',
    ],
    ['a table, a row a line', '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\n\nc'],
    ['white space', '<p>  a \n\t <b> b</b>  <i>c</i> </p>', 'a *b* _c_'],
    ['empty paragraphs', '<p>&nbsp;</p><p><br></p><div></div><p>a</p><ul><li></li></ul>', 'a'],
    ['unknown elements', '<o:p>a</o:p><x-y>b</x-y>', 'ab'],
    ['tags that are never closed', '<p>a<p>b<div>c<b>d', 'a\n\nb\n\nc*d*'],
    ['closing tags without opening ones', 'a</div>b</p>c</ul></b>', 'ab\n\nc'],
    [
      'a whole document',
      '<!doctype html><html><head><title>T</title><meta charset=utf-8><body>a</html>',
      'a',
    ],
    ['text whose lines count', '<div style="white-space: pre-wrap">a\nb</div><div>c\nd</div>', 'a\nb\nc d'],
    [
      'text whose lines count no more',
      '<div style="white-space:pre">a<p style="white-space:normal">b\nc</p>',
      'a\n\nb c',
    ],
    ['Persian and emoji', '<p dir=rtl>می‌خواهم 👩‍👩‍👧</p>', 'می‌خواهم 👩‍👩‍👧'],
  ])('%s', (_, html, text) => {
    expect(read(html)).toBe(text)
  })

  it.each([
    ['https://a.example/?b=1&amp;c', 'https://a.example/?b=1&c'],
    ['HTTP://A.example', 'http://a.example/'],
    ['mailto:ann@example.com?bcc=eve@evil.example', 'mailto:ann@example.com'],
    ['https://bank.example@evil.example/', 'https://evil.example/'],
  ])('links to %s', (href, target) => {
    expect(read(`<a href="${href}">here</a>`)).toBe(`[here](${target})`)
  })

  it.each([
    'javascript:alert(1)',
    'java&#10;script:alert(1)',
    ' &#1;javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://a.example/1',
    '//evil.example/',
    '/tickets/7',
    'mailto:',
    `https://a.example/${'x'.repeat(3000)}`,
  ])('keeps the words of a link to %s, and leads nowhere', (href) => {
    expect(read(`<a href="${href}">here</a>`)).toBe('here')
  })

  it('gives links a rel that tells their target nothing, and lends it nothing', () => {
    expect(LINK_REL.split(' ')).toEqual(expect.arrayContaining(['noopener', 'noreferrer', 'ugc']))
  })

  it('lets a link go on over paragraphs, and none be in another', () => {
    expect(read('<a href="https://a.example/"><p>a</p><p>b</p></a>c')).toBe(
      '[a](https://a.example/)\n\n[b](https://a.example/)\n\nc',
    )
    expect(read('<a href="https://a.example/">a<a href="https://b.example/">b</a>c</a>')).toBe(
      '[a](https://a.example/)[b](https://b.example/)c',
    )
    expect(read('a<a href="https://a.example/"></a>b')).toBe('ab')
  })

  it('refers to the message’s own pictures, and names others by their words', () => {
    expect(read('<p>See <img src="https://desk.example/a.png" alt="the plug"></p>')).toBe(
      'See [picture image-1: the plug]',
    )
    expect(read('<img src="https://tracker.example/1.gif" width=1><img src=x alt="Our logo">')).toBe(
      'Our logo',
    )
  })
})

/** A paragraph of Word with the sign of its item. */
const item = (sign: string, text: string, level = 1) =>
  `<p class="MsoListParagraph" style="text-indent:-.25in;mso-list:l0 level${level} lfo1"><![if !supportLists]><span style="font-family:Symbol"><span style="mso-list:Ignore">${sign}<span style="font:7.0pt &quot;Times New Roman&quot;">&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${text}<o:p></o:p></p>\n`

describe('a list of Word', () => {
  it.each([
    ['with points', [item('·', 'a'), item('·', 'b')], '- a\n- b'],
    ['with numbers', [item('1.', 'a'), item('2.', '<b>b</b>')], '1. a\n2. *b*'],
    [
      'in another',
      [item('·', 'a'), item('o', 'b', 2), item('§', 'c', 3), item('·', 'd')],
      '- a\n- b\n- c\n- d',
    ],
    [
      'after an empty line',
      [item('1.', 'a'), '<p class="MsoNormal"><o:p>&nbsp;</o:p></p>', item('2.', 'b')],
      '1. a\n2. b',
    ],
    // The number is what the text refers to: it stays what it is.
    ['that goes on after a text', [item('1.', 'a'), '<p>x</p>', item('2.', 'b')], '1. a\n\nx\n\n2. b'],
    ['with letters', [item('a)', 'a'), item('b)', 'b')], 'a) a\n\nb) b'],
    ['with a sentence for a sign', [item('Do not lose me', 'a')], 'Do not lose me a'],
  ])('%s reads as it was written', (_, parts, text) => {
    expect(read(parts.join(''))).toBe(text)
  })

  it('has its inner lists in the items before them', () => {
    const { blocks } = toBlocks(
      [item('·', 'a'), item('1.', 'b', 2), item('2.', 'c', 2), item('·', 'd')].join(''),
      () => undefined,
    )
    expect(blocks).toMatchObject([
      {
        type: 'list',
        ordered: false,
        items: [
          [{ type: 'paragraph' }, { type: 'list', ordered: true, items: [[{}], [{}]] }],
          [{ type: 'paragraph' }],
        ],
      },
    ])
  })
})

describe('earlier mail', () => {
  it.each([
    [
      'Gmail',
      `<div dir="ltr">Try it now.<div><br></div><div>Jane</div></div><br><div class="gmail_quote gmail_quote_container">
       <div dir="ltr" class="gmail_attr">On Tue, 3 Jun 2025 at 10:00, Ann &lt;<a href="mailto:ann@example.com">ann@example.com</a>&gt; wrote:<br></div>
       <blockquote class="gmail_quote" style="margin:0 0 0 .8ex"><div>It burns</div></blockquote></div>`,
      'Try it now.\n\nJane',
      'It burns',
    ],
    [
      'Apple Mail',
      `<html><head></head><body style="overflow-wrap: break-word;">Try it now.<div><br></div><div>Jane<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite"><div>On 3 Jun 2025, at 10:00, Ann wrote:</div><br class="Apple-interchange-newline"><div><div>It burns</div></div></blockquote></div><br></div></body></html>`,
      'Try it now.\n\nJane',
      'It burns',
    ],
    [
      'Outlook on the web',
      `<div class="elementToProof">Try it now.</div><div class="elementToProof"><br></div><div id="Signature"><p>Jane</p></div>
       <div id="appendonsend"></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr"><b>From:</b> Ann<br><b>Sent:</b> Tuesday</div><div>It burns</div>`,
      'Try it now.\n\nJane',
      'It burns',
    ],
    [
      'Outlook on the desktop',
      `<body lang="EN-GB"><div class="WordSection1"><p class="MsoNormal">Try it now.<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoNormal">Jane<o:p></o:p></p>
       <div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>From:</b> Ann <br><b>Sent:</b> Tuesday</p></div></div><p class="MsoNormal">It burns</p></div></body>`,
      'Try it now.\n\nJane',
      'It burns',
    ],
    [
      'Thunderbird',
      `<p>Try it now.</p><p>Jane</p><div class="moz-cite-prefix">On 03/06/2025 10:00, Ann wrote:<br></div><blockquote type="cite" cite="mid:x"><p>It burns</p></blockquote>`,
      'Try it now.\n\nJane',
      'It burns',
    ],
    [
      'Yahoo',
      `<div>Try it now.</div><div><br></div><div>Jane</div><div id="ydp1yahoo_quoted" class="yahoo_quoted"><div>On Tuesday, Ann wrote:</div><div>It burns</div></div>`,
      'Try it now.\n\nJane',
      'It burns',
    ],
    [
      'Outlook on the desktop, answered in a browser',
      `<p>Try it now.</p><p>Jane</p><div style="border-right:none; border-bottom:none; border-left:none; border-image:initial; border-top:1pt solid rgb(225,225,225); padding:3pt 0cm 0cm"><p><b>From:</b> Ann</p></div><p>It burns</p>`,
      'Try it now.\n\nJane',
      'It burns',
    ],
    [
      'Outlook on the desktop, answered in the new one',
      `<p>Try it now.</p><p>Jane</p><div style="border-width: 1pt medium medium; border-style: solid none none; border-color: rgb(225, 225, 225) currentcolor currentcolor; padding: 3pt 0cm 0cm;"><p><b>From:</b> Ann</p></div><p>It burns</p>`,
      'Try it now.\n\nJane',
      'It burns',
    ],
    [
      'GMX',
      `<div>Try it now.</div><div><br></div><div>Jane</div><div><div name="quote" style="border-left:2px solid #C3D9E5;"><b>Von:</b> Ann<div>It burns</div></div></div>`,
      'Try it now.\n\nJane',
      'It burns',
    ],
    [
      'Roundcube',
      `<p>Try it now.</p><p>Jane</p><p id="reply-intro">On 2025-06-03 10:00, Ann wrote:</p><blockquote type="cite"><p>It burns</p></blockquote>`,
      'Try it now.\n\nJane',
      'It burns',
    ],
    [
      'Spark',
      `<div name="messageBodySection">Try it now.</div><div><br></div><div>Jane</div><div name="messageReplySection">On 3 Jun 2025, Ann wrote:<br><blockquote type="cite">It burns</blockquote></div>`,
      'Try it now.\n\nJane',
      'It burns',
    ],
    [
      'Zimbra',
      `<div>Try it now.<br><br>Jane<hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><b>From: </b>Ann</div><div data-marker="__QUOTED_TEXT__">It burns</div></div>`,
      'Try it now.\n\nJane\n\n---',
      'It burns',
    ],
    [
      'Yahoo on a phone',
      `<p>Try it now.</p><p>Jane</p><p class="yahoo-quoted-begin">On Tuesday, Ann wrote:</p><blockquote class="iosymail">It burns</blockquote>`,
      'Try it now.\n\nJane',
      'It burns',
    ],
  ])('of %s stands apart from the answer', (_, html, answer, earlier) => {
    const { blocks } = toBlocks(html, () => undefined)
    const history = blocks.flatMap((one) => (one.type === 'quote' && one.isHistory ? [one] : []))
    const rest = blocks.filter((one) => one.type !== 'quote')
    expect(shown({ blocks: rest, isCut: false })).toBe(answer)
    expect(history).toHaveLength(1)
    // Two folds for one mail: whoever opens the first would find the second.
    expect(history[0]!.content[0]).not.toMatchObject({ type: 'quote' })
    expect(history[0]!.content[0]).not.toMatchObject({ type: 'rule' })
    expect(shown({ blocks: history, isCut: false })).toContain(earlier)
    expect(blocks.at(-1)).toBe(history[0])
  })
})
