import type { Page } from '@playwright/test'

/** What a page shows at one moment. */
export interface Shown {
  /** Hash of the block that it names; null where it names none. */
  readonly block: string | null
  /** The number of that block, as the status bar has it. */
  readonly number: string
  /** Every text of the page itself, in order. */
  readonly texts: readonly string[]
  /** All that the status bar says, details included. */
  readonly status: string
  /** All texts and labels, also of what is closed. */
  readonly everything: string
}

export const shown = (page: Page): Promise<Shown> => page.evaluate(lookAt)

/** Runs in the page. */
function lookAt(): Shown {
  const textsIn = (root: Element): string[] => {
    const found: string[] = []
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      // Which node it was is not compared: a witness asks another one.
      const text = walker.currentNode.textContent?.trim().replaceAll(/127\.0\.0\.1:\d+/g, 'the node')
      if (text && !walker.currentNode.parentElement?.closest('script, style')) found.push(text)
    }
    return found
  }
  const main = document.querySelector('main') ?? document.body
  const banner = document.querySelector('header') ?? document.body
  const labels = [...document.querySelectorAll('[aria-label], [title]')].map(
    (element) => `${element.getAttribute('aria-label')} ${element.getAttribute('title') ?? ''}`,
  )
  return {
    block: document.querySelector<HTMLElement>('[data-block]')?.dataset.block ?? null,
    number: banner.querySelector<HTMLElement>('[data-live]')?.dataset.live ?? '',
    texts: textsIn(main),
    status: textsIn(banner).join(' '),
    everything: [...textsIn(document.body), ...labels].join('\n'),
  }
}
