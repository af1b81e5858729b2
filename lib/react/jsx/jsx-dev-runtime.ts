import * as react from 'react/jsx-dev-runtime'
import { owning } from './own-text'

/** The same as `jsx-runtime.ts`, for the development server. */
export const jsxDEV = owning(react.jsxDEV)
export { Fragment, type JSX } from 'react/jsx-dev-runtime'
