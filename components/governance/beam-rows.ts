import type { Address } from 'viem'
import type { BeamHolder, BeamPau, BeamTree, CBeamBranch, PauBranch } from '@/lib/console/derive/beam-tree'
import { capital } from '@/lib/format'
import { type BranchWords, cBeamWords, holderTitle, holderWords, pairWords } from '@/lib/words/beam-tree'

/** One way from the Core Council down to somebody behind a controller, as far as it leads. */
export interface BeamRow {
  readonly id: string
  /** Name of the Unit. */
  readonly unit: string
  /** Null for a PAU that no cBEAM is paired with. */
  readonly cBeam: Address | null
  /** Null for a cBEAM that is paired with nothing. */
  readonly pau: BeamPau | null
  readonly holder: BeamHolder | null
  /** What is told of the cBEAM and of its pair. */
  readonly power: readonly BranchWords[]
}

/** Every leaf of the trees as a row. */
export const beamRows = (trees: readonly BeamTree[]): readonly BeamRow[] =>
  trees.flatMap(({ unit: id, name: unit, cBeams, unpaired }) => [
    ...cBeams.flatMap((branch) => cBeamRows({ id, unit }, branch)),
    ...unpaired.flatMap((pau) => pauRows({ id: `${id} none`, unit }, null, pau, [])),
  ])

type Of = Pick<BeamRow, 'id' | 'unit'>

function cBeamRows({ id, unit }: Of, branch: CBeamBranch): readonly BeamRow[] {
  const own = cBeamWords(branch)
  const of = { id: `${id} ${branch.id}`, unit }
  if (branch.paus.length === 0) {
    return [{ ...of, cBeam: branch.id, pau: null, holder: null, power: own }]
  }
  return branch.paus.flatMap((pair: PauBranch) =>
    pauRows({ ...of, id: `${of.id} ${pair.id}` }, branch.id, pair.pau, [...own, ...pairWords(pair)]),
  )
}

function pauRows(
  { id, unit }: Of,
  cBeam: Address | null,
  pau: BeamPau,
  power: readonly BranchWords[],
): readonly BeamRow[] {
  const holders: readonly (BeamHolder | null)[] = pau.holders.length === 0 ? [null] : pau.holders
  return holders.map((holder) => ({
    ...{ unit, cBeam, pau, holder, power },
    id: `${id} ${pau.id} ${holder?.id ?? ''}`,
  }))
}

/** What is told of a row, as one text. */
export const powerText = (words: readonly BranchWords[]): string =>
  words
    .map(({ text, reason }) => (reason === null ? capital(text) : `${capital(text)}: ${reason}`))
    .join('; ')

/** What somebody behind a controller is, and whether guardians froze it. */
export function holderText({ holder, pau }: Pick<BeamRow, 'holder' | 'pau'>): string {
  if (holder !== null) {
    return [holderTitle(holder), ...holderWords(holder).map(({ text }) => text)].join(', ')
  }
  if (pau === null) return ''
  return pau.whole.ok ? 'Nobody is known' : `Unknown: ${pau.whole.reason.message}`
}
