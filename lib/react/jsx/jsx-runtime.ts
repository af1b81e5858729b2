import * as react from 'react/jsx-runtime'
import { owning } from './own-text'

/**
 * The functions that the compiler writes in place of JSX: React's own, but every text gets an element of its own
 * (`own-text.ts`).
 */
export const jsx = owning(react.jsx)
export const jsxs = owning(react.jsxs)
export { Fragment, type JSX } from 'react/jsx-runtime'
