/** `system` follows `prefers-color-scheme`. */
export type Theme = 'system' | 'light' | 'dark'

/** Cookie that holds a choice other than `system`; read by the server, so the first paint has the right colours. */
export const THEME_COOKIE = 'theme'

/** The theme that a cookie's value stands for; anything else than a choice means `system`. */
export function themeOf(cookie: string | undefined): Theme {
  return cookie === 'light' || cookie === 'dark' ? cookie : 'system'
}
