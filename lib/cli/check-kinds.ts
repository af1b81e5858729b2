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

/** The answer of a contract to a mark; null where it reverted, or gave nothing or data of another form. */
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
  /** "a Vat", "an AllocatorVault of ilk "ALLOCATOR-X-A"". */
  readonly what: string
}

/** The kind of contract that the file claims for each address; a facet can be any code. */
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
  return [...contracts, ...safes].map((claim) => ({ ...claim, what: whatOf(deployment, claim) }))
}

/** An address of the file with what it has to be, and why it is not; null where it is. */
export interface Identified extends Claim {
  readonly fault: string | null
}

/**
 * Whether each address of the file is a contract of its kind, by what only its kind answers: not another, such as one of
 * two that are swapped, nor an AllocatorVault of another ilk, nor a queue of srUSDS in the place of the other.
 * @throws what `fetchAnswers` throws: then nothing is known
 */
export async function identify(deployment: Deployment, rpc: Rpc): Promise<readonly Identified[]> {
  const claims = claimsOf(deployment)
  const said = await ask(
    rpc,
    claims.flatMap(({ value, kind }) => marksOf(kind).map((mark) => [value, mark] as const)),
  )
  return Promise.all(
    claims.map(async (claim) => {
      const isRight = isOfKind(claim.kind, (mark) => said(claim.value, mark) !== null)
      const fault = isRight
        ? (wrongIlk(deployment, claim, said) ?? wrongQueue(deployment, claim, said))
        : await wrongKind(deployment, claim, rpc)
      return { ...claim, fault }
    }),
  )
}

const whatOf = (deployment: Deployment, { path, kind }: Omit<Claim, 'what'>): string => {
  const ilk = ilkAt(deployment, path)
  return ilk === undefined ? KINDS[kind].name : `${KINDS[kind].name} of ilk ${JSON.stringify(ilk)}`
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

/** The ilk on which the AllocatorVault at a field has to work. */
function ilkAt({ generators, primes }: Deployment, path: string): string | undefined {
  const [, g, p, i] =
    /^(?:generators\[(\d+)\]\.)?(?:primes\[(\d+)\]\.legacyIlks\[(\d+)\]|addresses)\.allocatorVault$/.exec(
      path,
    ) ?? []
  const generator = g === undefined ? undefined : generators[Number(g)]
  if (p === undefined) return generator?.ilk
  return (g === undefined ? primes : generator?.primes)?.[Number(p)]?.legacyIlks[Number(i)]?.ilk
}

/** An AllocatorVault serves one ilk for ever, so one of another ilk is a wrong address. */
function wrongIlk(deployment: Deployment, { path, value }: Claim, said: Said): string | null {
  const ilk = ilkAt(deployment, path)
  if (ilk === undefined) return null
  const found = said(value, 'ilk') as Hex
  if (found === stringToHex(ilk, { size: 32 })) return null
  return `${path}: ${value} works on ilk ${JSON.stringify(hexToString(found, { size: 32 }))}, not on ${JSON.stringify(ilk)}`
}

/** Both queues of srUSDS have the same code: one takes what stands behind it for ever, the other takes srUSDS. */
function wrongQueue({ generators }: Deployment, { path, value, kind }: Claim, said: Said): string | null {
  if (kind !== 'subscribeQueue' && kind !== 'redeemQueue') return null
  const srUsds = generators[Number(/^generators\[(\d+)\]/.exec(path)?.[1])]?.srUsds
  const asset = kind === 'subscribeQueue' ? srUsds?.underlying : srUsds?.token
  const found = said(value, 'asset') as Address
  return found === asset ? null : `${path}: ${value} is not the queue that takes ${asset}: it takes ${found}`
}
