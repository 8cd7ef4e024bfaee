/** What somebody with React writes must compile; what is wrong must not. */
/** @jsxImportSource react */
import '../../widget/npm/react.d.ts'

export const form = (
  <support-form
    site="shop"
    theme="dark"
    prefill={{ email: 'ada@example.com' }}
    className="wide"
    onsupport-sent={(event) => event.detail.reference.toUpperCase()}
  />
)

// @ts-expect-error -- a theme that does not exist
export const wrong = <support-form theme="blue" />
