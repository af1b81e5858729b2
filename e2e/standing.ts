import type { Locator, Page } from '@playwright/test'
import { expect } from './fixtures'

/** What a story has provoked: the console of the browser may tell developers of it. */
export function provoked(complaints: readonly string[], what: RegExp): void {
  const kept = complaints.filter((complaint) => !what.test(complaint))
  ;(complaints as string[]).splice(0, complaints.length, ...kept)
}

/** What the server drew is there before the console runs. */
export const started = (page: Page) => expect(page.locator('html[data-started]')).toBeAttached()

/** Opens what the connected account may not do in an emergency. */
export const openNotYours = (within: Page | Locator): Promise<void> =>
  within.locator('summary').filter({ hasText: 'Not yours' }).click()

export async function emergencyStands(page: Page): Promise<void> {
  await page.keyboard.press('e')
  const panel = page.getByRole('dialog', { name: 'Emergency' })
  await expect(panel).toContainText('Nothing is frozen, paused or stopped')
  await expect(panel.getByRole('button', { name: /Freeze relayer 0x15d3/ })).toBeVisible()
  await page.keyboard.press('Escape')
}
