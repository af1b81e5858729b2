import {
  type AbiFunction,
  type Address,
  decodeFunctionResult,
  encodeFunctionData,
  type Hex,
  hexToString,
  parseAbi,
  stringToHex,
  zeroAddress,
  zeroHash,
} from 'viem'
import { type Request, requestKey } from '@/lib/chain/read/ask'
import { fetchAnswers } from '@/lib/chain/read/planner'
import { readHasMulticall, readHead } from '@/lib/chain/read/reader'
import type { Rpc } from '@/lib/chain/rpc'
import { contractEntries, type Deployment, type Entry } from '@/lib/deployment'
import { isOfKind, KINDS, type KindId, MARKS, type Mark, marksOf } from './contract-kinds'

const views = new Map(parseAbi(MARKS).map((view) => [view.name, view as AbiFunction]))

const ZEROS: Readonly<Record<string, unknown>> = {
  address: zeroAddress,
  bytes32: zeroHash,
  bytes: '0x',
  uint256: 0n,
}

const viewOf = (mark: Mark): AbiFunction => views.get(mark) as AbiFunction
const signature = (mark: Mark) =>
  `${mark}(${viewOf(mark)
    .inputs.map(({ type }) => type)
    .join(',')})`

function requestOf(to: Address, mark: Mark): Request {
  const view = viewOf(mark)
  return { to, data: encodeFunctionData({ abi: [view], args: view.inputs.map(({ type }) => ZEROS[type]) }) }
}

/** What a contract said to a mark, or null where it reverted, or gave nothing or data of another form. */
type Said = (at: Address, mark: Mark) => unknown

/** @throws what `fetchAnswers` throws */
async function ask(rpc: Rpc, questions: readonly (readonly [Address, Mark])[]): Promise<Said> {
  const [block, hasMulticall] = await Promise.all([readHead(rpc), readHasMulticall(rpc)])
  const requests = questions.map(([at, mark]) => requestOf(at, mark))
  const answers = await fetchAnswers(rpc, block, requests, { hasMulticall })
  return (at, mark) => {
    const answer = answers.get(requestKey(requestOf(at, mark)))
    if (!answer?.ok || answer.data === '0x') return null
    try {
      return decodeFunctionResult({ abi: [viewOf(mark)], data: answer.data })
    } catch {
      return null
    }
  }
}

interface Claim extends Entry<Address> {
  readonly kind: KindId
}

/** What each address of the file is said to be; a facet can be any code. */
export function claimsOf(deployment: Deployment): readonly Claim[] {
  const contracts = contractEntries(deployment).flatMap(({ path, value }) => {
    const field = path.slice(path.lastIndexOf('.') + 1)
    return field in KINDS ? [{ path, value, kind: field as KindId }] : []
  })
  const safes = deployment.safes.map(({ address }, s) => ({
    path: `safes[${s}].address`,
    value: address,
    kind: 'safe' as const,
  }))
  return [...contracts, ...safes]
}

/**
 * First address of the file that is no contract of its kind, such as two that are swapped, or an AllocatorVault of
 * another ilk; null where every contract answers what only its kind does.
 * @throws what `fetchAnswers` throws: then nothing is known
 */
export async function kindFault(deployment: Deployment, rpc: Rpc): Promise<string | null> {
  const claims = claimsOf(deployment)
  const said = await ask(
    rpc,
    claims.flatMap(({ value, kind }) => marksOf(kind).map((mark) => [value, mark] as const)),
  )
  const wrong = claims.find(({ value, kind }) => !isOfKind(kind, (mark) => said(value, mark) !== null))
  if (wrong) return wrongKind(deployment, wrong, rpc)
  return wrongIlk(deployment, said)
}

async function wrongKind(deployment: Deployment, { path, value, kind }: Claim, rpc: Rpc): Promise<string> {
  const marks = [...views.keys()] as Mark[]
  const said = await ask(
    rpc,
    marks.map((mark) => [value, mark]),
  )
  const answers = (mark: Mark) => said(value, mark) !== null
  const lacking = KINDS[kind].answers.filter((mark) => !answers(mark)).map(signature)
  const others = (Object.keys(KINDS) as KindId[]).filter((id) => id !== kind && isOfKind(id, answers))
  const facts = [
    ...(lacking.length === 0 ? [] : [`it does not answer ${lacking.join(' and ')}`]),
    ...(others.length === 0 ? [] : [`it answers as ${others.map((id) => KINDS[id].name).join(', ')}`]),
  ].join('; ')
  if (kind !== 'diamond') return `${path}: ${value} is not ${KINDS[kind].name}: ${facts} (${rpc.label})`
  const g = Number(/^generators\[(\d+)\]/.exec(path)?.[1])
  const reader = JSON.stringify(deployment.generators[g]?.reader)
  return `generators[${g}].reader: ${reader} does not fit the code at ${path} (${value}): ${facts} (${rpc.label})`
}

/** An AllocatorVault works on one ilk for ever: another one's is the wrong address. */
function wrongIlk({ generators }: Deployment, said: Said): string | null {
  const vaults = generators.flatMap(({ ilk, addresses, primes }, g) => [
    { path: `generators[${g}].addresses.allocatorVault`, ilk, address: addresses.allocatorVault },
    ...primes.flatMap(({ legacyIlks }, p) =>
      legacyIlks.map((legacy, i) => ({
        path: `generators[${g}].primes[${p}].legacyIlks[${i}].allocatorVault`,
        ilk: legacy.ilk,
        address: legacy.allocatorVault,
      })),
    ),
  ])
  for (const { path, ilk, address } of vaults) {
    const found = said(address, 'ilk') as Hex
    if (found === stringToHex(ilk, { size: 32 })) continue
    return `${path}: ${address} works on ilk ${JSON.stringify(hexToString(found, { size: 32 }))}, not on ${JSON.stringify(ilk)}`
  }
  return null
}
