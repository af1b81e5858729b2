import {
  type Abi,
  type AbiStateMutability,
  type Address,
  type ContractFunctionArgs,
  type ContractFunctionName,
  type ContractFunctionReturnType,
  decodeFunctionResult,
  encodeFunctionData,
  getAbiItem,
  type Hex,
  prepareEncodeFunctionData,
  toFunctionSignature,
} from 'viem'
import { type Leaf, type SourceId, unknown } from '@/lib/leaf'
import type { Source } from '@/lib/leaf/source'
import { revertReason } from '../errors'
import { codeLensAbi, codeLensAddress } from './lens'

/** The answer to one read. `data` is the return data, or the revert data. */
export interface Returned {
  readonly ok: boolean
  readonly data: Hex
}

/** One `eth_call` of a reading. */
export interface Request {
  readonly to: Address
  readonly data: Hex
}

/** Answers by `requestKey`. */
export type Answers = ReadonlyMap<string, Returned>

type View = Extract<AbiStateMutability, 'view' | 'pure'>

const keys = new WeakMap<Request, string>()

/** Target and calldata in one string: the identity of a read. It is made once for each request. */
export function requestKey(request: Request): string {
  let key = keys.get(request)
  if (key === undefined) {
    key = `${request.to.toLowerCase()}:${request.data}`
    keys.set(request, key)
  }
  return key
}

export function requestOf(key: string): Request {
  const [to, data] = key.split(':')
  return { to: to as Address, data: data as Hex }
}

/**
 * Collects facts from the answers that are there and notes the reads that are missing. Gathering is a pure function of
 * the answers, so one code serves the live picture, the simulation and the second source: fetch what is missing, gather
 * again, until nothing is missing.
 */
export class Ask {
  readonly sources: Source[] = []
  readonly missing = new Map<string, Request>()
  readonly asked = new Map<string, SourceId>()

  constructor(private readonly answers: Answers) {}

  /** A view of a contract. The leaf holds the decoded output: a value, a struct, or an array of outputs. */
  call<const abi extends Abi, name extends ContractFunctionName<abi, View>>(
    address: Address,
    abi: abi,
    functionName: name,
    ...args: Extract<ContractFunctionArgs<abi, View, name>, readonly unknown[]>
  ): Leaf<ContractFunctionReturnType<abi, View, name>> {
    const call = codec.call(address, abi, functionName, args)
    return this.leaf(call, abi, functionName, () => {
      const item = getAbiItem({ abi, name: functionName, args } as never)
      return {
        kind: 'call',
        address,
        signature: toFunctionSignature(item as never),
        args: args.map(argumentText),
        data: call.request.data,
      }
    }) as Leaf<ContractFunctionReturnType<abi, View, name>>
  }

  /** Code hash and size of an account, read by a lens that is placed only for the call. */
  code(account: Address): Leaf<readonly [codeHash: Hex, size: bigint]> {
    const call = codec.call(codeLensAddress, codeLensAbi, 'codeOf', [account])
    const leaf = this.leaf(call, codeLensAbi, 'codeOf', () => ({
      kind: 'code',
      address: account,
      signature: 'eth_getCode',
      args: [],
      data: '0x',
    })) as Leaf<readonly [Hex, bigint]>
    // An empty answer means here that the lens was missing, not the account's code.
    return !leaf.ok && leaf.reason.kind === 'no-code'
      ? unknown({ ...leaf.reason, ...noLens }, leaf.from)
      : leaf
  }

  private leaf({ key, request }: Call, abi: Abi, functionName: string, source: () => Source): Leaf<unknown> {
    let id = this.asked.get(key)
    if (id === undefined) {
      id = this.sources.push(codec.source(key, source)) - 1
      this.asked.set(key, id)
    }
    const from = [id]
    const answer = this.answers.get(key)
    if (!answer) {
      this.missing.set(key, request)
      return unknown({ kind: 'not-read', message: 'It was not read.', source: id }, from)
    }
    if (!answer.ok) {
      return unknown(
        {
          kind: 'reverted',
          message: `The call reverted (${revertReason(answer.data, abi)}).`,
          source: id,
        },
        from,
      )
    }
    return codec.decode(key, abi, functionName, answer.data, id)
  }
}

const noLens = { kind: 'not-read', message: 'Code cannot be read through this source.' } as const

interface Call {
  readonly request: Request
  readonly key: string
}

/**
 * Encoded calls and decoded results that are reused from one picture to the next, since most reads give the same answer
 * again.
 */
class Codec {
  private readonly calls = new WeakMap<Abi, Map<string, Call>>()
  private readonly functions = encoder()
  private readonly sources = new Map<string, Source>()
  private readonly decoded = new Map<string, Decoded>()

  /** One call, with its key: the same text each time, since a long one that is made anew is hashed anew. */
  call(to: Address, abi: Abi, functionName: string, args: readonly unknown[]): Call {
    let ofAbi = this.calls.get(abi)
    if (ofAbi === undefined) {
      ofAbi = new Map()
      this.calls.set(abi, ofAbi)
    }
    const name = `${to}.${functionName}(${args.length === 0 ? '' : args.map(argumentText).join()})`
    let call = ofAbi.get(name)
    if (call === undefined) {
      const request = { to, data: this.functions(abi, functionName, args) }
      call = { request, key: requestKey(request) }
      ofAbi.set(name, call)
    }
    return call
  }

  /** The source of a read, the same object for as long as the read is made. */
  source(key: string, tell: () => Source): Source {
    let told = this.sources.get(key)
    if (told === undefined) {
      told = tell()
      this.sources.set(key, told)
    }
    return told
  }

  decode(key: string, abi: Abi, functionName: string, data: Hex, id: SourceId): Leaf<unknown> {
    let entry = this.decoded.get(key)
    if (entry?.data !== data || entry.abi !== abi) {
      entry = { abi, data, leaf: decodeOnce(abi, functionName, data) }
      this.decoded.set(key, entry)
    }
    return entry.leaf(id)
  }
}

interface Decoded {
  readonly abi: Abi
  readonly data: Hex
  readonly leaf: (id: SourceId) => Leaf<unknown>
}

/** Encodes calls, and hashes the signature of each function once. */
function encoder(): (abi: Abi, functionName: string, args: readonly unknown[]) => Hex {
  const functions = new WeakMap<Abi, Map<string, object>>()
  return (abi, functionName, args) => {
    const ofAbi = functions.get(abi) ?? new Map<string, object>()
    functions.set(abi, ofAbi)
    // Which of several functions of one name is meant depends on the arguments.
    const isOne = abi.filter((item) => item.type === 'function' && item.name === functionName).length === 1
    const prepared =
      ofAbi.get(functionName) ?? prepareEncodeFunctionData({ abi, functionName, args } as never)
    if (isOne) ofAbi.set(functionName, prepared)
    return encodeFunctionData({ ...prepared, args } as never)
  }
}

/**
 * One for each process: its content is the same for every chain, block and reader, and it holds as many entries as
 * there are reads.
 */
const codec = new Codec()

function decodeOnce(abi: Abi, functionName: string, data: Hex): (id: SourceId) => Leaf<unknown> {
  if (data === '0x') {
    const reason = { kind: 'no-code', message: 'The call returned nothing: is there a contract?' } as const
    return (id) => unknown({ ...reason, source: id }, [id])
  }
  try {
    const value: unknown = decodeFunctionResult({ abi, functionName, data } as never)
    return (id) => ({ ok: true, value, from: [id], pick: { source: id, path: '' } })
  } catch {
    const reason = {
      kind: 'undecodable',
      message: 'The contract answered with data of another form.',
    } as const
    return (id) => unknown({ ...reason, source: id }, [id])
  }
}

function argumentText(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(argumentText).join(', ')}]` : String(value)
}
