/**
 * Takes out of Preact what this widget never uses: markup as text and inline styles, which no policy of a page should
 * have to allow, and class components, context, portals and suspense. Saves 1.1 kB of the panel (brotli).
 */
import type { Plugin } from 'vite'

/**
 * What is replaced in the built file of Preact 11.2.0, by feature. Each text occurs exactly once there; if not, the
 * build stops. After an update of Preact, look at what has changed, and mend or drop the line.
 */
const CUTS: Record<string, [from: string, to?: string][]> = {
  // `style` sets `cssText`, which reads like an inline style to whoever searches for one.
  style: [
    [
      'if("style"==t)if("string"==typeof r)n.style.cssText=r;else{if("string"==typeof u&&(n.style.cssText=u=""),u)for(t in u)r&&t in r||T(n.style,t);if(r)for(t in r)u&&r[t]==u[t]||T(n.style,t,r[t])}else if("o"==t[0]',
      'if("o"==t[0]',
    ],
    ['function T(n,t,r){null==r&&(r=""),"-"==t[0]?n.setProperty(t,r):n[t]=r}'],
  ],
  'markup as text, MathML': [
    ['"dangerouslySetInnerHTML"==s?y=k:"children"==s||s in x', '"children"==s||s in x'],
    ['"dangerouslySetInnerHTML"==s?h=k:'],
    [
      'h?(l||y&&(h.__html==y.__html||h.__html==t.innerHTML)||(t.innerHTML=h.__html),r.__k=[]):(y&&(t.textContent=""),("foreignObject"==C||"http://www.w3.org/1998/Math/MathML"==f&&v.test(C))&&(f="http://www.w3.org/1999/xhtml"),I(a,',
      '(I(a,',
    ],
    [',v=/^m(i|n|o|s|text|space)$/'],
    ['"math"==C?f="http://www.w3.org/1998/Math/MathML":'],
  ],
  'names of XML, a document as the place': [
    [
      '{if("http://www.w3.org/2000/svg"==i)t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if("width"!=t',
      '{if("http://www.w3.org/2000/svg"!=i&&"width"!=t',
    ],
    ['9==r.nodeType&&(r=r.documentElement),'],
  ],
  'initial values, elements by `is`, options that nobody sets': [
    ['"textarea"==C&&null!=x.defaultValue?null:o&&', 'o&&'],
    ['||"value"==s&&"defaultValue"in x||"checked"==s&&"defaultChecked"in x||', '||'],
    [',x.is?x:a)', ')'],
    ['return!o&&n.vnode&&n.vnode(e),e', 'return e'],
    ['n.vnode&&n.vnode(r),'],
    ['u(n.event?n.event(r):r)', 'u(r)'],
  ],
  suspense: [
    ['128&u.__u&&(c=32&u.__u,s=u.__c.__z)&&(r.__u|=c,p=o=[],8==s.nodeType?l=B(s,o):o.push(s),l=o[0]||l),'],
    [
      'if(t&&t.then){if(r.__u|=128|c,o){for(~(T=o.indexOf(l||void 0))||(T=o.length);(N=o[T-1])&&8==N.nodeType;)T--;for(;T<o.length;T++)if(N=o[T])if(o[T]=null,O){if(N==P)break}else{if(8!=N.nodeType)break;N.data.startsWith("$s")&&(P=B(O=N))}}if(!O){for(;l&&8==l.nodeType&&l.nextSibling;)l=l.nextSibling;O=l}(s=B(O=r.__c.__z||(r.__c.__z=O)))?(r.__e=O,l=s):r.__e=l,l=l&&l.nextSibling}else o&&o.some(g)',
      'o&&o.some(g)',
    ],
    ['t&&t.then||D(r),', 'D(r),'],
    [
      'function B(n,t){if(n&&8==n.nodeType&&n.data.startsWith("$s"))for(var r=1;n=n.nextSibling;){if(8==n.nodeType)if(n.data.startsWith("$s"))r++;else if(n.data.startsWith("/$s")&&!--r)return n;t&&t.push(n)}}',
    ],
    ['!u&&(i=t.__c)&&(i=i.__z)&&(f=B(i,o=[]))&&(i==t.__e&&o.some(g),g(f),g(i)),'],
    ['p&&p.some(g),'],
    ['r.__u&=-161,', 'r.__u&=-33,'],
    ['8==t.nodeType&&!t.data.startsWith("$s")', '8==t.nodeType'],
  ],
  portals: [
    [
      'M.__P&&(s=l,f=(t=M.__P).namespaceURI,c=o=null,u.props&&u.props.__P!=t&&(u.__k.some(function(n){n&&J(n,n)}),u.__k=null),l=u.__k?S(u,0):null),',
    ],
    ['M.__P&&(r.__e=null,l=s),'],
    ['||u&&!t.props.__P', '||u'],
    ['if(n.props.__P)return t;'],
    ['||n.props.__P?null:S(n)', '?null:S(n)'],
    ['&&n.__c&&!n.props.__P)', '&&n.__c)'],
  ],
  'class components, context': [
    ['C=(s=V.prototype)&&s.render,j=(s=V.contextType)&&i[s.__c],L=s?j?j.props.value:s.__:i,'],
    [
      '(C?r.__c=d=new V(M,L):(r.__c=d=new x(M,L),d.constructor=V,d.render=K),j&&j.sub(d),d.state',
      '(r.__c=d=new x(M,i),d.constructor=V,d.render=K,d.state',
    ],
    [
      'C&&(d.__s||(d.__s=d.state),V.getDerivedStateFromProps&&(d.__s==d.state&&(d.__s=_({},d.__s)),_(d.__s,V.getDerivedStateFromProps(M,d.__s)))),',
    ],
    [
      'if(M!==k&&C&&!V.getDerivedStateFromProps&&d.componentWillReceiveProps&&d.componentWillReceiveProps(M,L),r.__v==u',
      'if(r.__v==u',
    ],
    ['d.shouldComponentUpdate(M,d.__s,L)', 'd.shouldComponentUpdate(M,d.__s,i)'],
    [
      'd.componentWillUpdate&&d.componentWillUpdate(M,d.__s,L),C&&d.componentDidUpdate&&d.__h.push(function(){d.componentDidUpdate(k,b,m)})}else C&&!V.getDerivedStateFromProps&&d.componentWillMount&&d.componentWillMount(),C&&d.componentDidMount&&d.__h.push(d.componentDidMount);d.context=L,',
      '}d.context=i,',
    ],
    ['x.prototype.forceUpdate=function(n){this.__v&&(this.__g|=4,n&&this.__h.push(n),L(this))},'],
    ['q=C?25:0', 'q=0'],
    ['C&&(y.push.apply(d.__h,d.__k),d.__k=[]),'],
    [
      'd.getChildContext&&(i=_({},i,d.getChildContext())),C&&u.__c&&d.getSnapshotBeforeUpdate&&(m=d.getSnapshotBeforeUpdate(k,b)),',
    ],
    ['if(i.componentWillUnmount)try{i.componentWillUnmount()}catch(t){n.__e(t,r)}i.__P', 'i.__P'],
    [
      'for(var i,o,e;t=t.__;)if((i=t.__c)&&!(1&i.__g)){i.__g|=4;try{if((e=(o=i.constructor)&&o.getDerivedStateFromError)&&i.setState(o.getDerivedStateFromError(n)),i.componentDidCatch&&(i.componentDidCatch(n,u||{}),e=1),e&&8&i.__g)return void(i.__g|=2)}catch(t){n=t}}throw',
      'throw',
    ],
  ],
}

/** Applies the cuts to the text of Preact's module. */
function cut(code: string): string {
  for (const [feature, pairs] of Object.entries(CUTS))
    for (const [from, to = ''] of pairs) {
      if (code.split(from).length !== 2)
        throw new Error(`Preact has changed: "${from.slice(0, 60)}" (${feature})`)
      code = code.replace(from, () => to)
    }
  return code
}

/** Preact with what this widget uses of it. */
export const leanPreact: Plugin = {
  name: 'lean-preact',
  enforce: 'pre',
  transform: (code, id) => (id.endsWith('/preact/dist/preact.mjs') ? cut(code) : undefined),
}
