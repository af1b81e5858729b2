import localFont from 'next/font/local'

/**
 * Inter from the package, not from a server of fonts. Next preloads it and sizes the fallback to its metrics, so text
 * does not move when it arrives.
 */
export const inter = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-opsz-normal.woff2',
  weight: '100 900',
  display: 'swap',
  variable: '--font-inter',
  adjustFontFallback: 'Arial',
})
