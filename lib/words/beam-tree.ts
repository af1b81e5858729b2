import type { BeamHolder, BeamTree, CBeamBranch, PauBranch, Seat } from '@/lib/console/derive/beam-tree'
import { plural } from '@/lib/format'
import type { Leaf } from '@/lib/leaf'

/** How sure something is that is told of a branch; `wrong` is what cannot act because somebody froze it. */
export type Standing = 'sure' | 'unread' | 'frozen'

/** One thing that is told of a branch. */
export interface BranchWords {
  /** Begins with a small letter, without a full stop. */
  readonly text: string
  readonly stands: Standing
  /** Why it could not be read; null where it was. */
  readonly reason: string | null
}

/** What the Core Council does by itself. */
export const seatWords = ({ immediate, proposer }: Seat): readonly BranchWords[] => [
  ...told(immediate, 'pairs, unpairs, deletes and stops at once (IMMEDIATE)', 'may hold IMMEDIATE'),
  ...told(proposer, 'schedules in the timelock (PROPOSER_ROLE)', 'may hold PROPOSER_ROLE'),
]

/** What is to be known of a cBEAM itself. */
export const cBeamWords = ({ registered, frozen }: CBeamBranch): readonly BranchWords[] => [
  ...(registered?.ok === true && registered.value
    ? []
    : registered?.ok === false
      ? [unread('whether it is registered could not be read', registered.reason.message)]
      : [sure('not registered: what is unpaired cannot be paired anew')]),
  ...frozenWords(frozen),
]

/** What a cBEAM may do to one PAU. */
export const pairWords = ({ limits, controller }: PauBranch): readonly BranchWords[] => [
  ...told(limits, 'sets its limits', 'may set its limits'),
  ...told(
    controller,
    'runs approved calls on it, and replaces its relayers and freezers',
    'may run approved calls on it, and replace its relayers and freezers',
  ),
]

const HOLDERS: Readonly<Record<BeamHolder['as'], string>> = {
  relayer: 'Relayer',
  actor: 'Actor',
  allocator: 'Allocator without an agent',
  freezer: 'Freezer',
  revoker: 'Revoker',
}

/** What somebody behind a controller is. */
export const holderTitle = ({ as }: Pick<BeamHolder, 'as'>): string => HOLDERS[as]

/** What is to be known of somebody behind a controller. */
export const holderWords = ({ frozen }: Pick<BeamHolder, 'frozen'>): readonly BranchWords[] =>
  frozenWords(frozen)

/** How much there is of each: "2 cBEAMs over 7 PAUs, 3 of which no cBEAM is paired with". */
export function treesSentence(trees: readonly BeamTree[]): string {
  const cBeams = new Set(trees.flatMap((tree) => tree.cBeams.map(({ id }) => id)))
  const paired = new Set(
    trees.flatMap((tree) => tree.cBeams.flatMap(({ paus }) => paus.map(({ pau }) => pau.id))),
  )
  const bare = new Set(
    trees.flatMap(({ unpaired }) => unpaired.map(({ id }) => id)).filter((id) => !paired.has(id)),
  )
  const rest = bare.size === 0 ? '' : `; ${plural(bare.size, 'PAU has', 'PAUs have')} none`
  return `${plural(cBeams.size, 'cBEAM is', 'cBEAMs are')} over ${plural(paired.size, 'PAU')}${rest}`
}

const sure = (text: string): BranchWords => ({ text, stands: 'sure', reason: null })
const unread = (text: string, reason: string): BranchWords => ({ text, stands: 'unread', reason })

/** What follows from a right: nothing where it is not held or not known of. */
function told(leaf: Leaf<boolean> | null, text: string, perhaps: string): readonly BranchWords[] {
  if (leaf === null) return []
  if (!leaf.ok) return [unread(perhaps, leaf.reason.message)]
  return leaf.value ? [sure(text)] : []
}

function frozenWords(frozen: Leaf<boolean>): readonly BranchWords[] {
  if (!frozen.ok) return [unread('whether guardians froze it could not be read', frozen.reason.message)]
  return frozen.value ? [{ text: 'frozen by guardians', stands: 'frozen', reason: null }] : []
}
