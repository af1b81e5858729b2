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
  /** All texts and labels, also within closed details. */
  readonly everything: string
}

/** What it shows now. */
export const shown = async (page: Page): Promise<Shown> => (await page.evaluate(lookAt, false)) as Shown

/** What it shows now; null while nothing has changed since the last look. */
export const shownAnew = (page: Page): Promise<Shown | null> => page.evaluate(lookAt, true)

declare global {
  interface Window {
    /** Whether anything of the document has changed since the last look. */
    looked?: { isNew: boolean }
  }
}

/** Runs in the page. */
function lookAt(onlyNew: boolean): Shown | null {
  if (window.looked && onlyNew && !window.looked.isNew) return null
  if (!window.looked) {
    const looked = { isNew: false }
    window.looked = looked
    new MutationObserver(() => {
      looked.isNew = true
    }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
  }
  window.looked.isNew = false
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
