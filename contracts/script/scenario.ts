import { multicall3Code } from '@/lib/abi'
import type { Deployment } from '@/lib/deployment'
import { donateToBuffer, donateToVault, payOutOfFees } from './acts/donations'
import { addUnknownFacet, replaceErc4626Facet } from './acts/facets'
import { addBackupFreezer } from './acts/freezer'
import {
  drawLegacyDebt,
  drawMoreLegacyDebt,
  followDebt,
  followLegacyDebt,
  repayLegacyDebt,
  windDownOldIlks,
} from './acts/legacy'
import {
  disableWithdrawals,
  liftWithdrawals,
  raiseDeposits,
  setGeneratorLimits,
  setPrimeLimits,
} from './acts/limits'
import { drawOnLimits, fundVaults, recallAndRepay, returnFunds, takeFunds } from './acts/relayers'
import {
  cancel,
  execute,
  hastyHop,
  initialLimits,
  migrationLimit,
  newPace,
  pairCBeam,
  schedule,
  secondCBeam,
} from './acts/timelock'
import { lowerCaps, setVaultRates } from './acts/vaults'
import { DAY, HOUR, MINUTE, millions } from './amounts'
import { connect } from './chain'
import { type Deployed, deploy } from './deploy'
import { deploymentOf } from './deployment-file'
import { type Prime, primesOf } from './primes'
import { freezerSafe } from './roles'
import { deployFreezerSafe } from './safe'
import type { Stage } from './stage'

export { writeDeployment } from './deployment-file'
export { keys } from './keys'
export { FEWEST_PRIMES, MOST_PRIMES } from './primes'
export { freezerSafe, mnemonic, type Role, type RoleName, roles } from './roles'

/** Where Multicall3 stands on public chains. */
export const MULTICALL3 = '0xcA11bde05977b3631167028862bE2a173976CA11'

/** How long before its end the scenario begins [s]: start the chain at `now - SCENARIO_LENGTH`. */
export const SCENARIO_LENGTH = 45n * DAY

export interface ScenarioOptions {
  /** A development chain at `now - SCENARIO_LENGTH`, with ROLE_COUNT of Anvil's own accounts unlocked. */
  readonly rpcUrl: string
  /** Time of the last block [unix s]. */
  readonly now: bigint
  /** How many Primes, 4 by default. */
  readonly primes?: number
  /** Path of Forge; found on the PATH by default. */
  readonly forge?: string
  readonly onStep?: (title: string) => void
}

interface Act {
  /** How long before the end [s]. */
  readonly ago: bigint
  readonly title: string
  readonly play: (stage: Stage) => Promise<unknown>
}

/** What happens after the deployment, in the order of time. Governance is an account here, so it takes no delay. */
const acts: readonly Act[] = [
  {
    ago: 44n * DAY,
    title: 'Governance names a second freezer and sets the first limits',
    play: async (stage) => {
      await addBackupFreezer(stage)
      await setGeneratorLimits(stage)
      await setPrimeLimits(stage)
    },
  },
  {
    ago: 43n * DAY + 12n * HOUR,
    title: 'The Core Council pairs the cBEAM, which sets the vault rates',
    play: async (stage) => {
      await pairCBeam(stage)
      await setVaultRates(stage)
    },
  },
  {
    ago: 43n * DAY,
    title: 'The Primes draw on their legacy ilks',
    play: async (stage) => {
      await drawLegacyDebt(stage)
      await windDownOldIlks(stage)
    },
  },
  {
    ago: 42n * DAY,
    title: 'The Core Council schedules initial limits',
    play: (stage) => schedule(stage, initialLimits(stage)),
  },
  { ago: 40n * DAY, title: 'Relayer 1 funds the vaults', play: (stage) => fundVaults(stage, 0) },
  { ago: 39n * DAY, title: 'The Primes take', play: (stage) => takeFunds(stage, 0) },
  { ago: 33n * DAY, title: 'Relayer 1 funds the vaults again', play: (stage) => fundVaults(stage, 1) },
  { ago: 32n * DAY, title: 'The Primes take again', play: (stage) => takeFunds(stage, 1) },
  {
    ago: 27n * DAY,
    title: 'The initial limits take effect; withdrawals from the first vault become unlimited',
    play: async (stage) => {
      await execute(stage, initialLimits(stage))
      await liftWithdrawals(stage)
    },
  },
  {
    ago: 25n * DAY,
    title: 'Fees are collected, and governance pays somebody out of them',
    play: payOutOfFees,
  },
  { ago: 20n * DAY, title: 'Governance replaces the ERC-4626 facet', play: replaceErc4626Facet },
  { ago: 18n * DAY, title: 'Governance lowers caps to what was deposited', play: lowerCaps },
  {
    ago: 15n * DAY,
    title: 'The Core Council schedules a second cBEAM; the first Prime returns funds',
    play: async (stage) => {
      await schedule(stage, secondCBeam(stage))
      await returnFunds(stage)
    },
  },
  { ago: 14n * DAY, title: 'Somebody sends USDS to the third vault', play: donateToVault },
  { ago: 12n * DAY, title: 'The cBEAM disables withdrawals from the second vault', play: disableWithdrawals },
  { ago: 11n * DAY, title: 'The third Prime repays legacy debt', play: repayLegacyDebt },
  {
    ago: 10n * DAY,
    title: 'The Core Council schedules a hasty hop',
    play: (stage) => schedule(stage, hastyHop(stage)),
  },
  { ago: 9n * DAY, title: 'It cancels it', play: (stage) => cancel(stage, hastyHop(stage)) },
  { ago: 8n * DAY, title: 'A facet arrives that nobody knows', play: addUnknownFacet },
  {
    ago: 6n * DAY,
    title: 'AutoLine follows the debt of the Generator',
    play: (stage) => followDebt(stage, stage.deployed.core.generator.allocator.ilk),
  },
  {
    ago: 5n * DAY,
    title: 'The Core Council schedules a new pace',
    play: (stage) => schedule(stage, newPace(stage)),
  },
  { ago: 4n * DAY, title: 'Somebody sends USDS to the buffer of the Generator', play: donateToBuffer },
  {
    ago: 2n * DAY,
    title: 'The Core Council schedules a migration limit to follow it',
    play: (stage) => schedule(stage, migrationLimit(stage, newPace(stage))),
  },
  { ago: 30n * HOUR, title: 'Relayer 1 recalls funds and repays', play: recallAndRepay },
  {
    ago: DAY,
    title: 'The cBEAM raises deposits into the second vault',
    play: (stage) => raiseDeposits(stage, 'second'),
  },
  { ago: 3n * HOUR, title: 'The Primes take today', play: (stage) => takeFunds(stage, 2) },
  {
    ago: HOUR,
    title: 'The cBEAM raises deposits into the first vault',
    play: (stage) => raiseDeposits(stage, 'first'),
  },
  { ago: 40n * MINUTE, title: 'Relayer 1 draws on its limits', play: drawOnLimits },
  {
    ago: 35n * MINUTE,
    title: 'The first Prime draws on its legacy ilk',
    play: (stage) => drawMoreLegacyDebt(stage, millions(70n)),
  },
  { ago: 25n * MINUTE, title: 'AutoLine follows its legacy debt', play: followLegacyDebt },
  {
    ago: 20n * MINUTE,
    title: 'It draws again, on which AutoLine has to wait',
    play: (stage) => drawMoreLegacyDebt(stage, millions(30n)),
  },
]

/**
 * Deploys a Generator with its Primes and plays 45 days of its life, each step by the account that holds the role,
 * through the contracts. Ends with a block at `now`; with the same start, end and Primes every block is the same.
 * @returns the deployment as the console takes it
 * @throws StepFailed, DeployFailed, RangeError
 */
export async function playScenario(options: ScenarioOptions): Promise<Deployment> {
  const { rpcUrl, now, primes: count = 4, forge = 'forge', onStep = () => {} } = options
  const primes = primesOf(count)
  const chain = connect(rpcUrl)
  const begun = await chain.time()
  const firstAct = now - (acts[0]?.ago ?? 0n)
  if (begun >= firstAct) {
    throw new RangeError(
      `The chain is at ${begun}, but the scenario that ends at ${now} begins before ${firstAct}`,
    )
  }

  await chain.holdTime()
  onStep('Deploy')
  await chain.rpc('anvil_setCode', [MULTICALL3, multicall3Code])
  const { safe } = await deployFreezerSafe(chain, freezerSafe.owners, freezerSafe.threshold)
  const deployed = await deploy(chain, rpcUrl, primes, safe, forge)
  const stage: Stage = { chain, deployed, primes: cast(primes, deployed.primes) }
  for (const { ago, title, play } of acts) {
    onStep(title)
    await chain.at(now - ago)
    await play(stage)
  }
  await chain.at(now)
  await chain.mine()
  await chain.releaseTime()
  return deploymentOf(deployed, primes, safe)
}

function cast(primes: readonly Prime[], deployed: Deployed['primes']): Stage['primes'] {
  return primes.map((prime, index) => {
    const contracts = deployed[index]
    if (contracts === undefined) throw new RangeError(`${prime.name} was planned but not deployed`)
    return { ...prime, contracts }
  })
}
