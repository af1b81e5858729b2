import { merged, type Proposal } from '.'
import { forgetProposal, keepProposal, keyOfProposals, type ProposalShelf, readProposals } from './shelf'

const none: readonly Proposal[] = []

/** The proposals that this browser has seen or signed, the same in every tab of it. */
export class ProposalStore {
  private kept: readonly Proposal[] = none
  private readonly listeners = new Set<() => void>()

  constructor(
    private readonly chainId: number,
    private readonly shelf: ProposalShelf | null,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Newest first. */
  readonly snapshot = (): readonly Proposal[] => this.kept

  /**
   * Loads what is kept, and follows other tabs.
   * @returns ends it.
   */
  start(): () => void {
    this.read()
    const onStorage = ({ key }: StorageEvent) => {
      if (key === null || key === keyOfProposals(this.chainId)) this.read()
    }
    globalThis.addEventListener?.('storage', onStorage)
    return () => globalThis.removeEventListener?.('storage', onStorage)
  }

  /** @returns the proposal with every signature that is known here */
  readonly keep = (proposal: Proposal): Proposal => {
    const whole = keepProposal(this.shelf, merged(proposal, proposal))
    this.read()
    return whole
  }

  readonly forget = (proposal: Proposal): void => {
    forgetProposal(this.shelf, proposal)
    this.read()
  }

  private read(): void {
    this.kept = readProposals(this.shelf, this.chainId)
    for (const listener of this.listeners) listener()
  }
}

export const noProposals = none
