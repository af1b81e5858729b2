import { type Address, encodeFunctionData, type Hex } from 'viem'
import {
  almProxyAbi,
  autoLineAbi,
  beamStateAbi,
  legacyMigrationFacetAbi,
  migrationMomAbi,
  primeVaultAbi,
} from '@/lib/abi'
import { RAD, WAD } from '@/lib/math'
import { DAY } from '../amounts'
import { callOf } from '../chain'
import { ADMIN, by, hashed, missing, nobody, only, type Step, type Table } from './rules'
import type { World } from './world'

const RELAYER = hashed('RELAYER')
const CONFIGURATOR = hashed('CONFIGURATOR')
const CONTROLLER = hashed('CONTROLLER')

const primeOf = (w: World): readonly [Address] => [w.at.primeAlmProxy]

const scheduleOf = (w: World): readonly [Address, Address, bigint, readonly Address[]] => [
  w.at.primeAlmProxy,
  w.at.vault,
  w.now + DAY,
  [w.at.primeAllocatorVault],
]

/** Amounts that both steps move: a part of the debt. */
const stepOf = (w: World): readonly [Address, Hex, bigint] => [w.at.primeAlmProxy, w.legacyIlk, WAD]

// What brings the Prime to each phase; each begins where the one before ends.

const scheduled = (w: World): readonly Step[] => [
  by(
    w.by.governance,
    callOf(w.at.diamond, {
      abi: legacyMigrationFacetAbi,
      functionName: 'scheduleMigration',
      args: scheduleOf(w),
    }),
  ),
  by(
    w.by.governance,
    callOf(w.at.primeAlmProxy, {
      abi: almProxyAbi,
      functionName: 'grantRole',
      args: [CONTROLLER, w.at.diamond],
    }),
  ),
]

const inDualRun = (w: World): readonly Step[] => [
  ...scheduled(w),
  by(
    w.by.governance,
    callOf(w.at.diamond, {
      abi: legacyMigrationFacetAbi,
      functionName: 'startDualRun',
      args: primeOf(w),
    }),
  ),
]

/** No more moves back than the Prime has out of its vault. */
const withFundsOut = (w: World): readonly Step[] => [
  ...inDualRun(w),
  by(w.at.primeAlmProxy, callOf(w.at.vault, { abi: primeVaultAbi, functionName: 'take', args: [WAD] })),
]

/** The ceiling is closed, the way back is open, and the epoch has come. */
const closed = (w: World): readonly Step[] => [
  ...inDualRun(w),
  by(
    w.by.governance,
    callOf(w.at.autoLine, { abi: autoLineAbi, functionName: 'remIlk', args: [w.legacyIlk] }),
  ),
  by(
    w.by.governance,
    callOf(w.at.migrationMom, { abi: migrationMomAbi, functionName: 'close', args: [w.legacyIlk] }),
  ),
  by(
    w.by.governance,
    callOf(w.at.migrationMom, {
      abi: migrationMomAbi,
      functionName: 'list',
      // At least as much as the ceiling that was recorded.
      args: [w.legacyIlk, 10n ** 12n * RAD],
    }),
  ),
  by(
    w.by.timelock,
    callOf(w.at.beamState, {
      abi: beamStateAbi,
      functionName: 'addInitControllerActions',
      args: [
        encodeFunctionData({ abi: legacyMigrationFacetAbi, functionName: 'rollback', args: primeOf(w) }),
        w.at.diamond,
      ],
    }),
  ),
  { wait: DAY },
]

const cutOver = (w: World): readonly Step[] => [
  ...closed(w),
  by(
    w.by.governance,
    callOf(w.at.diamond, { abi: legacyMigrationFacetAbi, functionName: 'cutOver', args: primeOf(w) }),
  ),
]

/** All of the legacy debt is moved. */
const withoutDebt = (w: World): readonly Step[] => [
  ...cutOver(w),
  by(
    w.by.relayer,
    callOf(w.at.diamond, {
      abi: legacyMigrationFacetAbi,
      functionName: 'migrate',
      args: [w.at.primeAlmProxy, w.legacyIlk, 200n * WAD],
    }),
  ),
]

export const migration: Table = {
  LegacyMigrationFacet: {
    at: 'diamond',
    rules: {
      'scheduleMigration(address,address,uint256,address[])': only('governance', missing(ADMIN), scheduleOf),
      'startDualRun(address)': only('governance', missing(ADMIN), primeOf, { before: scheduled }),
      'recordCeilings(address)': only('governance', missing(ADMIN), primeOf, { before: inDualRun }),
      'migrate(address,bytes32,uint256)': only('relayer', missing(RELAYER), stepOf, { before: inDualRun }),
      'migrateBack(address,bytes32,uint256)': only('relayer', missing(RELAYER), stepOf, {
        before: withFundsOut,
      }),
      'cutOver(address)': only('governance', missing(ADMIN), primeOf, { before: closed }),
      'rollback(address)': only(['governance', 'configurator'], missing(CONFIGURATOR), primeOf, {
        before: cutOver,
      }),
      'retire(address)': only('governance', missing(ADMIN), primeOf, { before: withoutDebt }),
    },
  },

  // Serves by delegatecall in a cut. Called itself it knows no administrator.
  MigrationInit: {
    at: 'migrationInit',
    rules: {
      'init(address,address)': nobody(missing(ADMIN), (w) => [w.at.migrationMom, w.at.chainlog]),
    },
  },
}
