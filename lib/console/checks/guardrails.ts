import { type Address, isAddressEqual } from 'viem'
import { coming, formatDuration, formatExact } from '@/lib/format'
import { combine, every, type Leaf, map } from '@/lib/leaf'
import type { Pause } from '@/lib/vaults'
import { PHASE_WORDS } from '@/lib/words/gate-sentences'
import type { GuardrailModel } from '../facts/guardrails'
import type { GeneratorModel, Unchecked } from '../model'
import type { Check } from '../model/check'
import type { PrimeModel } from '../model/primes'
import { tellingOf } from './check-at'

/** What the guardrails of the vaults are stopping, and where one is missing. */
export function guardrailChecks(generator: GeneratorModel, model: Unchecked): readonly Check[] {
  const { primes, addresses } = generator
  return primes.flatMap((prime) =>
    tellingOf(model, generator, prime).here([
      ...(prime.vault.guardrails
        ? [
            ...ownChecks(prime, prime.vault.guardrails, model.time),
            onlyDepositor(prime, prime.vault.guardrails, addresses.almProxy),
          ]
        : []),
      ...(prime.migration ? [policyInDualRun(prime, prime.migration)] : []),
    ]),
  )
}

type Part = Pick<Check, 'says' | 'level' | 'holds' | 'found' | 'expected' | 'remedy'>

const ofPrime = ({ id }: PrimeModel, name: string, part: Part): Check => ({
  ...part,
  id: `guardrails/${name}/${id}`,
  area: 'primes',
  shownAt: { page: 'prime', id },
})

function ownChecks(prime: PrimeModel, guardrails: GuardrailModel, now: bigint): readonly Check[] {
  const { name, vault } = prime
  const { takesPaused, takesPausedUntil, withdrawalsPaused, withdrawalsPausedUntil, buffer } = guardrails
  return [
    ofPrime(prime, 'takes', {
      says: {
        holds: `Takes from ${name}'s vault are not paused`,
        fails: `Takes from ${name}'s vault are paused`,
      },
      level: 'critical',
      holds: map(takesPaused, (paused) => !paused),
      found: pauseWords(takesPaused, takesPausedUntil, guardrails.takesPauses, now),
      expected: 'No pause of takes',
      remedy: `${name} draws nothing, and no debt of its migration moves over. The pause ends by itself; whoever began it can end it, and so can governance.`,
    }),
    ofPrime(prime, 'withdrawals', {
      says: {
        holds: `Withdrawals from ${name}'s vault are not paused`,
        fails: `Withdrawals from ${name}'s vault are paused`,
      },
      level: 'critical',
      holds: map(withdrawalsPaused, (paused) => !paused),
      found: pauseWords(withdrawalsPaused, withdrawalsPausedUntil, guardrails.withdrawalsPauses, now),
      expected: 'No pause of withdrawals',
      remedy:
        'The Generator recalls nothing, and no debt moves back. The pause ends by itself; whoever began it can end it, and so can governance.',
    }),
    ofPrime(prime, 'buffer', {
      says: {
        holds: `${name}'s vault holds its liquidity buffer`,
        fails: `${name}'s vault holds less than its liquidity buffer`,
      },
      level: 'attention',
      holds: combine({ idle: vault.idle, buffer }, (known) => known.idle >= known.buffer),
      found: combine(
        { idle: vault.idle, buffer },
        (known) => `${formatExact(known.idle, 18)} USDS idle, buffer ${formatExact(known.buffer, 18)} USDS.`,
      ),
      expected: 'As much idle as the buffer',
      remedy: `${name} draws nothing until more is idle. The Generator can add to the vault, or ${name} return to it.`,
    }),
  ]
}

/** Whether nobody but the Generator's ALMProxy may deposit. Whether the ALMProxy may is another check. */
function onlyDepositor(prime: PrimeModel, { depositors }: GuardrailModel, almProxy: Address): Check {
  const { length, items } = depositors.members
  const others = combine({ length, accounts: every(items.map(({ account }) => account)) }, ({ accounts }) =>
    accounts.filter((account) => !isAddressEqual(account, almProxy)),
  )
  return ofPrime(prime, 'depositors', {
    says: {
      holds: `Only the Generator deposits into ${prime.name}'s vault`,
      fails: `Somebody besides the Generator may deposit into ${prime.name}'s vault`,
    },
    level: 'critical',
    holds: map(others, (found) => found.length === 0),
    found: map(others, (found) =>
      found.length === 0 ? 'Nobody else.' : `DEPOSITOR_ROLE too: ${found.join(', ')}.`,
    ),
    expected: `Nobody but ${almProxy}`,
    remedy:
      'Whoever else deposits can fill the vault, so that no debt moves over, and grant credit that lets takes pass policy and buffer. Governance revokes the role.',
  })
}

/** While debt moves both ways, what a Prime takes needs a bound. */
function policyInDualRun(prime: PrimeModel, { phaseName }: NonNullable<PrimeModel['migration']>): Check {
  const { name, vault } = prime
  const policy = vault.guardrails
    ? combine({ share: vault.guardrails.share, period: vault.guardrails.period }, (known) => known)
    : map(vault.guarded, () => ({ share: 0n, period: 0n }))
  return ofPrime(prime, 'policy', {
    says: {
      holds: `${name}'s vault has a withdrawal policy while its debt moves`,
      fails: `${name}'s debt moves while its vault has no withdrawal policy`,
    },
    level: 'attention',
    holds: combine(
      { phaseName, policy },
      (known) => known.phaseName !== 'DualRun' || known.policy.period > 0n,
    ),
    found: combine({ phaseName, policy }, ({ phaseName: phase, policy: { share, period } }) => {
      const words =
        period === 0n
          ? 'no policy'
          : `${formatExact(share, 16)} % of what is idle per ${formatDuration(period)}`
      return `${name} is ${PHASE_WORDS[phase]}; ${words}.`
    }),
    expected: 'A withdrawal policy in dual-run',
    remedy: 'A holder of GUARDRAIL_ROLE can set one within the bounds that governance set.',
  })
}

/** Until when the pauses last, and who began them. */
function pauseWords(
  paused: Leaf<boolean>,
  until: Leaf<bigint>,
  pauses: Leaf<readonly Pause[]>,
  now: bigint,
): Leaf<string> {
  const who = map(pauses, (all) => all.filter((one) => now < one.until).map(({ by }) => by))
  return combine({ paused, until }, (known) => {
    if (!known.paused) return 'Not paused.'
    const end = coming(known.until, now)
    const by = who.ok && who.value.length > 0 ? ` by ${who.value.join(' and ')}` : ''
    return end === null ? 'Paused, but its end has come.' : `Paused until ${end.date}${by}.`
  })
}
