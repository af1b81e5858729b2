import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { Standstill } from '@/components/frame/standstill'
import { StyleNonce } from '@/components/ui/style-nonce'
import { THEME_COOKIE, themeOf } from '@/components/ui/theme'
import { inter } from './fonts'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Generator PAU console', template: '%s, Generator PAU console' },
  description: 'Operations console for the Generator PAU of the Sky protocol',
  manifest: '/manifest.json',
  // A translator would replace the figures of the page with texts of its own, which are never updated.
  other: { google: 'notranslate' },
  icons: { icon: { url: '/icon.svg', type: 'image/svg+xml' }, apple: '/icon-192.png' },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#15181b' },
  ],
}

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value)
  const nonce = (await headers()).get('x-nonce') ?? undefined
  return (
    <html
      lang="en"
      translate="no"
      className={inter.variable}
      data-theme={theme === 'system' ? undefined : theme}
    >
      <body>
        <StyleNonce nonce={nonce} />
        {children}
        <Standstill />
      </body>
    </html>
  )
}
