import type { Sentences } from '@/lib/console/model/check'
import type { Demand } from '@/lib/console/model/executable'
import type { GateName, Transition } from '@/lib/console/model/gate-name'
import type { GateFacts } from '@/lib/console/model/gates'
import type { Phase } from '@/lib/migration'

/** The two sentences of a gate, and what to do when it is closed. */
export interface GateSentences extends Sentences {
  readonly remedy: string
}

type SentencesOf<Facts> = { readonly [Id in keyof Facts]: GateSentences }

export const PHASE_WORDS: Readonly<Record<Phase, string>> = {
  Legacy: 'legacy',
  DualRun: 'in dual-run',
  CutOver: 'cut over',
  Retired: 'retired',
}

const WINDOW: GateSentences = {
  holds: 'It is outside the Processing Window (13:00 to 16:00 UTC)',
  fails: 'It is inside the Processing Window (13:00 to 16:00 UTC)',
  remedy: 'The facet refuses inside it, for everybody: wait until 16:00 UTC.',
}

const dualRun = (name: string): SentencesOf<GateFacts['dualRun']> => ({
  scheduled: {
    holds: `${name} is scheduled, and legacy`,
    fails: `${name} is not scheduled with its vault, or no longer legacy`,
    remedy: 'Governance schedules it by spell.',
  },
  controller: {
    holds: `The Diamond holds CONTROLLER on ${name}'s ALMProxy`,
    fails: `The Diamond does not hold CONTROLLER on ${name}'s ALMProxy`,
    remedy:
      "The spell that starts the dual-run grants it where the pause proxy administers the ALMProxy. Where the star's SubProxy does, the star has to grant it before.",
  },
  taker: {
    holds: `${name}'s ALMProxy holds TAKER_ROLE on its vault`,
    fails: `${name}'s ALMProxy does not hold TAKER_ROLE on its vault`,
    remedy: 'Governance grants it.',
  },
  window: WINDOW,
})

const rollback = (name: string): SentencesOf<GateFacts['rollback']> => ({
  approved: {
    holds: `BeamState approves the rollback of ${name}`,
    fails: `BeamState does not approve the rollback of ${name}`,
    remedy:
      'The Core Council schedules addInitControllerActions with the calldata of rollback in the timelock; once its delay is over and the timelock is not paused, anyone executes it.',
  },
  running: {
    holds: 'The Configurator is not stopped',
    fails: 'The Configurator is stopped',
    remedy:
      'Starting it again goes through the timelock. Until then only governance can roll back, by spell.',
  },
  configurator: {
    holds: 'The Configurator may call the Diamond',
    fails: 'The Configurator may not call the Diamond',
    remedy: 'Governance has to grant it CONFIGURATOR on the Diamond.',
  },
  cbeam: {
    holds: 'A cBEAM is paired with the Diamond',
    fails: 'No cBEAM is paired with the Diamond',
    remedy:
      'The Core Council pairs a registered cBEAM at once; what a freeze took, 16 of 24 guardians give back.',
  },
  mom: {
    holds: 'MigrationMom serves this Diamond and this Vat',
    fails: 'MigrationMom serves another Diamond or another Vat',
    remedy: 'It would refuse to restore ceilings. Governance replaces it by spell.',
  },
  ward: {
    holds: 'MigrationMom is a ward of the Vat',
    fails: 'MigrationMom is no ward of the Vat',
    remedy: 'Without it no ceiling can be restored. Governance relies it by spell.',
  },
  listed: {
    holds: 'MigrationMom lists a legacy ilk with a ceiling to restore',
    fails: 'MigrationMom lists no legacy ilk with a ceiling to restore',
    remedy: 'Governance lists it by spell. An ilk that is not listed stays closed.',
  },
})

const cutover = (name: string): SentencesOf<GateFacts['cutover']> => ({
  'dual-run': {
    holds: `${name} is in dual-run`,
    fails: `${name} is not in dual-run`,
    remedy: 'Only a Prime in dual-run is cut over.',
  },
  epoch: {
    holds: 'Its epoch is reached',
    fails: 'Its epoch is not reached',
    remedy: 'Wait. Governance can schedule another epoch only before the dual-run.',
  },
  ceilings: {
    holds: 'The ceilings of its legacy ilks are 0',
    fails: 'A legacy ilk of it still has a ceiling',
    remedy:
      'The spell that cuts over lowers them. A ceiling as high as the debt would not do: whoever repays could draw again.',
  },
  'auto-line': {
    holds: 'Its legacy ilks are out of AutoLine',
    fails: 'A legacy ilk of it is still in AutoLine',
    remedy: 'The spell that cuts over takes them out. Otherwise anyone could raise the ceiling again.',
  },
  rollback: {
    holds: 'The rollback is approved, and MigrationMom can restore',
    fails: 'The rollback is not approved, or MigrationMom could not restore',
    remedy: 'See the gates of the rollback.',
  },
  caller: {
    holds: 'Somebody holds CONFIGURATOR on the Diamond, and may ask for a rollback',
    fails: 'Nobody holds CONFIGURATOR on the Diamond, so nobody may ask for a rollback',
    remedy: 'Governance has to grant it to the Configurator.',
  },
  controller: {
    holds: `The Diamond holds CONTROLLER on ${name}'s ALMProxy`,
    fails: `The Diamond does not hold CONTROLLER on ${name}'s ALMProxy`,
    remedy:
      'No debt can be moved back without it. Who administers the ALMProxy grants it: governance, or the SubProxy of the star.',
  },
  'in-full': {
    holds: 'MigrationMom lists every legacy ilk with its recorded ceiling',
    fails: 'MigrationMom lists a legacy ilk with less than its recorded ceiling, or not at all',
    remedy: 'Governance lists it by spell, with the ceiling that the facet recorded.',
  },
  rights: {
    holds: `${name} may draw on every legacy ilk that a rollback opens, and move what it drew`,
    fails: `${name} could not draw on a legacy ilk that a rollback opens, or not move what it drew`,
    remedy:
      'A rollback would restore a ceiling on which nothing can be drawn. Governance gives the right on the AllocatorVault, and the allowance of its buffer.',
  },
  room: {
    holds: 'Every ceiling that a rollback restores exceeds the debt by the margin',
    fails: 'A ceiling that a rollback restores does not exceed the debt by the margin',
    remedy: 'Governance records the ceilings anew by spell (recordCeilings), or the debt is moved first.',
  },
  drawable: {
    holds: 'The Vat is live, and leaves room for what a rollback opens',
    fails: 'The Vat is caged, or leaves no room for what a rollback opens',
    remedy: 'Governance raises Vat.Line, or what the collateral of the ilk carries.',
  },
  window: WINDOW,
})

const retirement = (name: string): SentencesOf<GateFacts['retirement']> => ({
  'cut-over': {
    holds: `${name} is cut over`,
    fails: `${name} is not cut over`,
    remedy: 'Only a Prime that is cut over is retired.',
  },
  ceilings: {
    holds: 'The ceilings of its legacy ilks are still 0',
    fails: 'A legacy ilk of it has a ceiling again',
    remedy: 'Somebody raised one since the cutover. Governance lowers it again by spell.',
  },
  'auto-line': {
    holds: 'Its legacy ilks are still out of AutoLine',
    fails: 'A legacy ilk of it is in AutoLine again',
    remedy: 'Governance takes them out by spell. Otherwise anyone could raise the ceiling again.',
  },
  debt: {
    holds: 'Its legacy ilks have no debt',
    fails: 'A legacy ilk of it still has debt',
    remedy: 'The relayer migrates what is left, outside the Processing Window.',
  },
  window: WINDOW,
})

const SENTENCES: { readonly [T in Transition]: (name: string) => SentencesOf<GateFacts[T]> } = {
  dualRun,
  cutover,
  rollback,
  retirement,
}

/** What is said of a gate, open and closed. */
export function gateSentences({ of, id, prime }: GateName): GateSentences {
  const all: Readonly<Record<string, GateSentences>> = SENTENCES[of](prime)
  const found = all[id]
  if (found === undefined) throw new Error(`The ${of} has no gate ${id}.`)
  return found
}

/** What is wrong where something that a step of a migration demands does not hold. */
export function unmetDemand(demand: Demand): string {
  return demand.of === 'phase'
    ? `Its migration is not ${PHASE_WORDS[demand.is]}`
    : gateSentences(demand).fails
}
