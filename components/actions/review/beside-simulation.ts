import type { State } from '@/components/ui/state'
import type { CodeCheck, ContractCode } from '@/lib/chain/code'
import type { Checked, Present } from '@/lib/chain/read/checked'
import type { SimulationFinding } from '@/lib/chain/review'
import type { ConditionsCheck, SimulatedFinding } from '@/lib/chain/review/finding'
import { formatExact, plural } from '@/lib/format'
import { checkedAt, outdatedWords } from './check-age'
import type { BesidePart, ReviewFinding } from './finding'

interface Told extends Pick<ReviewFinding, 'state' | 'title' | 'found'> {
  readonly part: BesidePart
  readonly detail: string
}

/** Whether the action does the same in another block and enters the right code, and who cannot pay for it. */
export function besideSimulation(
  id: 'simulation' | 'once-executed',
  checked: Checked<SimulationFinding>,
  present: Present,
): readonly ReviewFinding[] {
  const { value } = checked
  const by = 'by' in value ? `By ${value.by} on ${checkedAt(checked, present)}.` : ''
  const old = outdatedWords(checked, present)
  const suffix = id === 'simulation' ? '' : ', once executed'
  return toldOf(value).map(({ part, state, title, detail, ...found }) => ({
    ...{ id: `${id}-${part}` as const, ...found },
    title: `${title}${suffix}`,
    // What passed long ago may not pass now; what was wrong stays so until it is looked at again.
    state: state === 'ok' && old !== null ? 'unknown' : state,
    detail: `${old === null ? '' : `${old} `}${detail} ${by}`,
  }))
}

function toldOf(finding: SimulationFinding): readonly Told[] {
  switch (finding.state) {
    case 'simulated':
      return [conditionsTold(finding.conditions), codeTold(finding.code), ...fundsTold(finding)]
    case 'dry-run':
      return [codeTold(finding.code)]
    default:
      return []
  }
}

function conditionsTold(check: ConditionsCheck): Told {
  const { first, second, problem, differences, isWrong, ether } = check
  const part = 'conditions'
  if (differences.length > 0) {
    const detail = `In a block with another builder, random number, base fee and gas price, 13 s later: ${differences.join('; ')}.`
    return isWrong
      ? {
          ...{ part, state: 'wrong', detail, found: differences.join(' ') },
          title: 'Under other block conditions it does not do what is stated',
        }
      : { part, state: 'unknown', title: 'It behaves differently under other block conditions', detail }
  }
  if (problem !== null || first === null || second === null) {
    return {
      part,
      state: 'unknown',
      title: 'Not simulated under the conditions of a real block, or not under two',
      detail: `A contract could tell that it is only tried: ${problem ?? 'no conditions were given'}.`,
    }
  }
  if (!ether) {
    const title = 'The node does not say whether ether moves'
    return {
      part,
      state: 'unknown',
      title,
      detail: 'Events of tokens are listed, movements of ether are not.',
    }
  }
  return {
    part,
    state: 'ok',
    title: 'It does the same under other block conditions',
    detail: `As in block ${first.number}, and as in block ${second.number} with another builder, random number, base fee and gas price.`,
  }
}

/** What is wrong with the code of a contract, by its verdict; null where nothing is. */
const CODE_FAULTS: Readonly<Record<ContractCode['verdict'], State>> = {
  known: 'ok',
  different: 'wrong',
  changes: 'wrong',
  none: 'wrong',
  unnamed: 'unknown',
  unread: 'unknown',
}

function codeTold({ contracts, problems }: CodeCheck): Told {
  const part = 'code'
  const of = (state: State) => contracts.filter(({ verdict }) => CODE_FAULTS[verdict] === state)
  const [wrong, unsure] = [of('wrong'), of('unknown')]
  if (wrong.length > 0) {
    return {
      part,
      state: 'wrong',
      title: `${plural(wrong.length, 'contract')} that it enters ${wrong.length === 1 ? 'has' : 'have'} other code than the right one`,
      detail: `${wrong.map(codeText).join('. ')}.`,
      found: wrong.map(({ address, verdict, hash }) => `${address} ${verdict} ${hash}`).join(' '),
    }
  }
  if (problems.length > 0) {
    return {
      part,
      state: 'unknown',
      title: 'Not all contracts that it enters could be found out',
      detail: `${[...problems, ...unsure.map(codeText)].join('. ')}.`,
    }
  }
  if (unsure.length > 0) {
    return {
      part,
      state: 'unknown',
      title: `Nobody says which code is right for ${plural(unsure.length, 'contract')} that it enters`,
      detail: `${unsure.map(codeText).join('. ')}.`,
    }
  }
  const sources = [...new Set(contracts.flatMap(({ by }) => by ?? []))]
  return {
    part,
    state: 'ok',
    title: `The code of ${contracts.length === 1 ? 'the contract' : `all ${contracts.length} contracts`} that it enters is the right one`,
    detail: `By ${sources.join(', ')}. Which it enters, the access list of the node says.`,
  }
}

function codeText({ address, verdict, hash, by, since }: ContractCode): string {
  switch (verdict) {
    case 'different':
      return `${address} is not what ${by} says: its code hash is ${hash}`
    case 'changes':
      return `${address}: the transactions change its code`
    case 'none':
      return `${address} has no code`
    case 'unread':
      return `${address}: its code could not be read`
    default:
      return `${address} has the code hash ${hash}${since === undefined ? '' : `, the same as at block ${since}`}`
  }
}

function fundsTold({ shortfalls }: SimulatedFinding): readonly Told[] {
  const eth = (wei: bigint) => `${formatExact(wei, 18)} ETH`
  return shortfalls.map(({ account, balance, needed }) => ({
    part: 'funds',
    state: 'unknown',
    title: `${account} cannot pay for the gas`,
    detail: `It has ${eth(balance)}, and it takes about ${eth(needed)}. What it would do was simulated all the same.`,
  }))
}
