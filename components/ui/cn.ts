import { type ClassValue, clsx } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

/** `text-md` is a size of ours; without this it would be taken for a colour and drop the one beside it. */
const merge = extendTailwindMerge({ extend: { theme: { text: ['md'] } } })

/** Joins class names; of two that set the same property, the later wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes))
}
