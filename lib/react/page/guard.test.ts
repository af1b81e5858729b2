import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PageGuard } from './guard'

interface Shown {
  textContent: string
  readonly dataset: { readonly live?: string; block?: string }
}

/** A page with these texts, and the block that it shows. */
function pageOf(texts: readonly Shown[], mark: Shown) {
  return {
    querySelectorAll: () => texts,
    querySelector: () => mark,
  } as unknown as ParentNode
}

const text = (live: string): Shown => ({ textContent: live, dataset: { live } })

describe('the guard of the page', () => {
  let monotonic = 0
  beforeEach(() => {
    monotonic += 1_000_000
    vi.spyOn(performance, 'now').mockImplementation(() => monotonic)
  })
  afterEach(() => void vi.restoreAllMocks())
  const pass = (seconds: number) => {
    monotonic += seconds * 1000
  }

  it('is quiet while the page shows what it should', () => {
    const guard = new PageGuard(
      () => pageOf([text('18 s')], { textContent: '', dataset: { block: '0x1' } }),
      () => '0x1',
    )
    let told = 0
    guard.subscribe(() => told++)
    guard.look()
    pass(60)
    guard.look()
    expect(guard.snapshot()).toEqual({ rewritten: false, standsStill: false })
    expect(told).toBe(0)
  })

  it('restores a text that somebody overwrote, and reports it for a while', () => {
    const age = text('18 s')
    const guard = new PageGuard(
      () => pageOf([text('7'), age], { textContent: '', dataset: { block: '0x1' } }),
      () => '0x1',
    )
    age.textContent = '6 s'
    guard.look()
    expect(age.textContent).toBe('18 s')
    expect(guard.snapshot().rewritten).toBe(true)
    pass(59)
    guard.look()
    expect(guard.snapshot().rewritten).toBe(true)
    pass(2)
    guard.look()
    expect(guard.snapshot().rewritten).toBe(false)
  })

  it('reports that the page stands still when it shows an old block for longer than drawing takes', () => {
    const mark = { textContent: '', dataset: { block: '0x1' } }
    let read = '0x1'
    const guard = new PageGuard(
      () => pageOf([], mark),
      () => read,
    )
    guard.look()
    read = '0x2'
    guard.look()
    pass(4)
    guard.look()
    expect(guard.snapshot().standsStill).toBe(false)
    pass(2)
    guard.look()
    expect(guard.snapshot().standsStill).toBe(true)
    mark.dataset.block = '0x2'
    guard.look()
    expect(guard.snapshot().standsStill).toBe(false)
  })

  it('expects nothing before anything was read', () => {
    const guard = new PageGuard(
      () => pageOf([], { textContent: '', dataset: {} }),
      () => null,
    )
    guard.look()
    pass(60)
    guard.look()
    expect(guard.snapshot().standsStill).toBe(false)
  })
})
