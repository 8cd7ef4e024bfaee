/** What somebody with Preact writes must compile; what is wrong must not. */
/** @jsxImportSource preact */
import '../../widget/npm/preact.d.ts'

export const form = (
  <support-form
    site="shop"
    prefill={{ name: 'Ada' }}
    class="wide"
    onsupport-error={(event) => event.detail.reason.toUpperCase()}
  />
)

// @ts-expect-error -- a number is no site
export const wrong = <support-form site={5} />
