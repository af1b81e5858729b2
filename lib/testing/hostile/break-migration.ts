import { keys } from '@/contracts/script/keys'
import {
  adminFacetAbi,
  beamStateAbi,
  legacyMigrationFacetAbi,
  migrationMomAbi,
  rateLimitsAbi,
  vatAbi,
} from '@/lib/abi'
import { MAX_UINT256, WAD } from '@/lib/math'
import { rollbackHash } from '@/lib/migration'
import { deployedUnit } from '@/lib/testing/units'
import { cutOver } from '../preparations'
import type { Step } from '../scene'
import { back, ILK, known, over, text, wide } from '../stages/migration'
import { stopped } from './break-limits'
import { frozenBy, revoked } from './break-power'
import { type Breaker, by, requestOf, type Target, type Ways } from './target'

const STEPS = ['migrate', 'migrate-back'] as const

/** The other relayer moves debt of Keel. */
export const moved = (
  { scene: { stage } }: Target,
  functionName: 'migrate' | 'migrateBack',
  amount: bigint,
): Step =>
  by('relayer2', stage.diamond, legacyMigrationFacetAbi, functionName, stage.keel.almProxy, text(ILK), amount)

const momOf = ({ model }: Target) => known(model.generators[0]?.migration?.mom.address)

/** Everything that ends a migration: the rest is moved, Keel is cut over and retired. */
function retired(target: Target): readonly Step[] {
  const { scene } = target
  const { stage } = scene
  return [
    ...wide(stage),
    moved(target, 'migrate', MAX_UINT256),
    ...cutOver(scene),
    stage.govern(stage.diamond, legacyMigrationFacetAbi, 'retire', stage.keel.almProxy),
  ]
}

/** Closing these leaves no room; anything less still lets a small step through. */
const CLOSES_ALL: readonly string[] = [
  'exchange-rate',
  'max-exchange-rate',
  'generator-controller-on-prime',
  'generator-controller-on-proxy',
  'generator-controller-on-rate-limits',
  'taker-role',
  'depositor-is-no-taker',
  'takes-paused',
  'withdrawals-paused',
  'legacy-allocator-vault',
  'allocator-vault',
  'vat-live',
  'migrate-function',
]

/** Everything that can bind a step, except for what other requirements state. */
function stepWays(target: Target): Ways {
  const { stage } = target.scene
  const { kind, amount } = requestOf(target, ...STEPS)
  const small = amount < 10_000_000n * WAD
  const bindings = (kind === 'migrate' ? over : back).filter(
    ([id]) => id !== 'migration-limit' && id !== 'generator-relayer' && (!small || CLOSES_ALL.includes(id)),
  )
  const used = stage.govern(
    stage.rateLimits,
    rateLimitsAbi,
    'setRateLimitData',
    keys.migration(stage.keel.vault),
    0n,
    0n,
  )
  return {
    'migration-limit': [used],
    ...Object.fromEntries(bindings.map(([id, calls]) => [id, calls(stage, target.model)])),
  }
}

/** Between 13:00 and 16:00 UTC the facet refuses, and the console holds configuration back. */
const nextWindow = ({ model: { time } }: Target): Step => ({
  until: time - (time % 86_400n) + 13n * 3_600n + (time % 86_400n >= 13n * 3_600n ? 86_400n : 0n),
})

/** How the requirements of a migration and its rollback are broken. */
export const migrationBreakers = {
  relayer: (target) => ({
    'a freezer removes it': [
      by('freezer', target.scene.stage.diamond, adminFacetAbi, 'removeRelayer', target.holder),
    ],
    'a guardian freezes it': [frozenBy(target, target.holder)],
  }),
  window: (target) => ({ 'the Processing Window begins': [nextWindow(target)] }),
  phase: (target): Ways =>
    requestOf(target, ...STEPS).kind === 'migrate'
      ? { 'the migration is retired': retired(target) }
      : { 'the Prime is cut over': cutOver(target.scene) },
  amount: () => ({ never: 'it is about the number that was asked for' }),
  step: stepWays,
  'in-full': (target): Ways => {
    const { stage } = target.scene
    if (target.request.kind === 'rollback') {
      return { 'less is listed': [stage.govern(momOf(target), migrationMomAbi, 'list', text(ILK), 1n)] }
    }
    const { kind } = requestOf(target, ...STEPS)
    return {
      'a colleague moves all there is': [
        ...wide(stage),
        moved(target, kind === 'migrate' ? 'migrate' : 'migrateBack', MAX_UINT256),
      ],
    }
  },

  'cut-over': ({ scene: { stage } }) => ({
    'somebody else rolls it back': [
      stage.govern(stage.diamond, legacyMigrationFacetAbi, 'rollback', stage.keel.almProxy),
    ],
  }),
  running: (target) => ({ 'the Core Council stops the Configurator': [stopped(target)] }),
  approved: ({ scene: { stage, deployment } }) => ({
    'the Core Council takes the approval back': [
      by(
        'coreCouncil',
        deployedUnit(deployment).beamState,
        beamStateAbi,
        'delInitControllerActions',
        rollbackHash(stage.keel.almProxy),
        stage.diamond,
      ),
    ],
  }),
  configurator: (target) => ({
    'the Configurator loses its role': [
      revoked(
        target,
        target.scene.stage.diamond,
        'CONFIGURATOR',
        deployedUnit(target.scene.deployment).configurator,
      ),
    ],
  }),
  mom: () => ({ never: 'a MigrationMom serves one Diamond for ever, and a Diamond is given one once' }),
  ward: (target) => {
    const { stage } = target.scene
    return {
      'MigrationMom is no ward any more': [stage.govern(stage.mcd.vat, vatAbi, 'deny', momOf(target))],
    }
  },
  listed: (target) => {
    const { stage } = target.scene
    return { 'the ilk is delisted': [stage.govern(momOf(target), migrationMomAbi, 'delist', text(ILK))] }
  },
} as const satisfies Readonly<Record<string, Breaker>>
