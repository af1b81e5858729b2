import * as react from 'react/jsx-dev-runtime'
import { owning } from './own-text'

/** What `jsx-runtime.ts` exports, for the development server. */
export const jsxDEV = owning(react.jsxDEV)
export { Fragment, type JSX } from 'react/jsx-dev-runtime'
