import { copySelection, writeClipboard } from '@/lib/react/page/browser'

/**
 * Puts text on the clipboard. Where the Clipboard API is refused (a frame without permission, plain HTTP), it selects
 * the text in a field and copies that; `host` is where the field is placed, so that a dialog keeps its focus trap.
 * Answers whether it worked.
 */
export async function copyText(text: string, host: HTMLElement): Promise<boolean> {
  return (await writeClipboard(text)) || copyBySelection(text, host)
}

function copyBySelection(text: string, host: HTMLElement): boolean {
  const focused = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.className = 'sr-only'
  host.append(field)
  field.select()
  const isCopied = copySelection()
  field.remove()
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
  return isCopied
}
