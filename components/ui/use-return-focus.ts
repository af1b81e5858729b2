import { useRef } from 'react'

/** An element with all its ancestors, nearest first: some of them stay when it is removed. */
type Place = readonly HTMLElement[]

/** Where the focus was before each overlay that is open, or that closes just now. */
const places: Place[] = []

function placeOf(element: Element | null): Place {
  const place: HTMLElement[] = []
  for (let at = element; at instanceof HTMLElement && at !== document.body; at = at.parentElement)
    place.push(at)
  return place
}

/**
 * The focus goes back to where it was before an overlay opened. Where that is gone (a frozen relayer leaves the list
 * with its button), it goes to what is left around it; and of two overlays of which one follows the other (connect,
 * then review), to where it was before the first.
 */
export function useReturnFocus() {
  const kept = useRef<Place>([])
  return {
    /** Before the overlay takes the focus. */
    onOpenAutoFocus: () => {
      const place = placeOf(document.activeElement)
      kept.current = place.length > 0 ? place : (places.at(-1) ?? [])
      places.push(kept.current)
    },
    /** Once the overlay is gone. */
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault()
      places.splice(places.lastIndexOf(kept.current), 1)
      goBack(kept.current)
    },
  }
}

function goBack(place: Place): void {
  const left = place.filter((element) => element.isConnected)
  const open = document.activeElement?.closest('[role="dialog"]')
  // Another overlay has taken the focus, and stands above.
  if (open && !left.some((element) => element === open)) return
  for (const element of left) {
    element.focus()
    if (document.activeElement === element) return
    if (element instanceof HTMLButtonElement) continue
    element.tabIndex = -1
    element.focus({ preventScroll: true })
    if (document.activeElement === element) return
  }
}
