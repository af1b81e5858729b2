import * as react from 'react/jsx-runtime'
import { owning } from './own-text'

/** What the compiler writes in the place of JSX: React's own, with every text in an element (`own-text.ts`). */
export const jsx = owning(react.jsx)
export const jsxs = owning(react.jsxs)
export { Fragment, type JSX } from 'react/jsx-runtime'
