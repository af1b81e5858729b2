import {
  type Abi,
  type Address,
  type ContractFunctionName,
  decodeFunctionData,
  encodeAbiParameters,
  encodeFunctionData,
  type Hex,
  isAddressEqual,
  pad,
  slice,
  toHex,
} from 'viem'
import { autoLineAbi, dsPauseAbi, lineMomAbi, vatAbi } from '@/lib/abi'
import { places, sets } from '@/lib/console/effects'
import type { ExpectedEvent } from '@/lib/console/emitted'
import type { LineMomFacts } from '@/lib/console/facts/line-mom'
import type { ConsoleModel } from '@/lib/console/model'
import type { PlannedCall } from '@/lib/governance'
import { rad } from '@/lib/math'
import { autoLineRule, leavesAutoLine, nameOf } from '../auto-line-rule'
import { emits, NO_WORD, noteOf, word } from '../emits'
import { type ToldCall, tellCalls } from '../execute-operation/takes-effect'
import { ilkShownAt } from '../shown-ilk'

/**
 * What each call of the pause proxy does: those of BeamState that wait for the timelock, the ceilings of the Vat and of
 * AutoLine, the ilks of LineMom, and the rules of the pause itself. No other call is guessed at. Source: DOMAIN.md §3,
 * DOMAIN.md §6.1.
 */
export function tellPlanned(calls: readonly PlannedCall[], model: ConsoleModel): readonly ToldCall[] {
  const { pause } = model.governance?.addresses ?? { pause: null }
  const { vat, autoLine } = model.mcd.addresses
  const { lineMom } = model.mcd
  // A BeamState is told of all its calls at once, since one of them may shadow another.
  const ofUnits = new Map(
    model.units.flatMap((unit) => {
      const own = calls.filter(({ target }) => isAddressEqual(target, unit.id))
      const told = tellCalls(
        own.map(({ target, data }) => ({ target, data, value: 0n })),
        unit,
        model,
      )
      return own.map((call, index) => [call, told[index] ?? NOT_EXACT] as const)
    }),
  )
  return calls.map((call): ToldCall => {
    const { target, data } = call
    const ofUnit = ofUnits.get(call)
    if (ofUnit !== undefined) return ofUnit
    if (pause !== null && isAddressEqual(target, pause)) return tellPause(pause, data, model)
    if (isAddressEqual(target, vat)) return tellVat(data, model)
    if (autoLine !== null && isAddressEqual(target, autoLine)) return tellAutoLine(autoLine, data, model)
    if (lineMom !== null && isAddressEqual(target, lineMom.address)) return tellLineMom(lineMom, data)
    return `what a call of ${target} changes cannot be stated here`
  })
}

const NOT_EXACT = 'its bytes are not exactly a call of its contract'

/** The call that the bytes encode; null where they are not exactly its encoding. */
function exactly<const abi extends Abi>(abi: abi, data: Hex) {
  try {
    const call = decodeFunctionData<abi>({ abi, data })
    return encodeFunctionData({ abi, ...call } as never) === data.toLowerCase() ? call : null
  } catch {
    return null
  }
}

/** The rules of the pause, which only a plan changes. */
function tellPause(pause: Address, data: Hex, { governance }: ConsoleModel): ToldCall {
  const call = exactly(dsPauseAbi, data)
  const proxy = governance?.pause?.proxy
  if (call === null) return NOT_EXACT
  if (!proxy?.ok) return 'which account makes the call is not read'
  const at = places.governance.pause
  switch (call.functionName) {
    case 'setDelay':
      return {
        effects: [sets(at.delay, call.args[0])],
        events: [noteOfPause(pause, proxy.value, data)],
      }
    case 'setOwner':
      return {
        effects: [sets(at.owner, call.args[0])],
        events: [emits(pause, dsPauseAbi, 'LogSetOwner', { owner: call.args[0] })],
      }
    case 'setAuthority':
      return {
        effects: [sets(at.authority, call.args[0])],
        events: [emits(pause, dsPauseAbi, 'LogSetAuthority', { authority: call.args[0] })],
      }
    default:
      return unstated(call.functionName, 'the pause')
  }
}

const unstated = (functionName: ContractFunctionName, of: string): string =>
  `what ${functionName} of ${of} changes cannot be stated here`

/** The note with which the pause logs a call, and from which its plans are learned. @param guy who calls it */
export function noteOfPause(pause: Address, guy: Address, data: Hex): ExpectedEvent {
  // What is shorter than two arguments is filled up with zeros.
  const argument = (index: number): Hex =>
    pad(slice(`${data}${'00'.repeat(64)}`, 4 + 32 * index, 36 + 32 * index))
  return {
    address: pause,
    topics: [pad(slice(data, 0, 4), { dir: 'right', size: 32 }), word(guy), argument(0), argument(1)],
    data: encodeAbiParameters([{ type: 'uint256' }, { type: 'bytes' }], [0n, data]),
  }
}

/** The ceiling of an ilk, and that of all debt. */
function tellVat(data: Hex, model: ConsoleModel): ToldCall {
  const call = exactly(vatAbi, data)
  if (call === null) return NOT_EXACT
  if (call.functionName !== 'file') return unstated(call.functionName, 'the Vat')
  const { vat } = model.mcd.addresses
  const [first, second, third] = call.args
  if (third === undefined) {
    if (nameOf(first) !== 'Line') return unstated(`file of ${nameOf(first)}`, 'the Vat')
    return {
      effects: [sets(places.mcd.Line, rad(second as bigint))],
      events: [noteOf(vat, 'file(bytes32,uint256)', [first, word(toHex(second as bigint)), NO_WORD])],
    }
  }
  const what = nameOf(second as Hex)
  if (what !== 'line') return unstated(`file of ${what}`, 'the Vat')
  return {
    effects: ilkShownAt(nameOf(first), model).map(({ place }) => sets(place.line, rad(third))),
    events: [noteOf(vat, 'file(bytes32,bytes32,uint256)', [first, second as Hex, word(toHex(third))])],
  }
}

/** How AutoLine moves the ceiling of an ilk. Both functions also forget when it moved it last. */
function tellAutoLine(autoLine: Address, data: Hex, model: ConsoleModel): ToldCall {
  const call = exactly(autoLineAbi, data)
  if (call === null) return NOT_EXACT
  if (call.functionName === 'remIlk') return leavesAutoLine(autoLine, call.args[0], model)
  if (call.functionName !== 'setIlk') return unstated(call.functionName, 'AutoLine')
  const [ilk, line, gap, ttl] = call.args
  return {
    effects: autoLineRule(ilk, { line, gap, ttl }, model),
    events: [emits(autoLine, autoLineAbi, 'Setup', { ilk, line, gap, ttl })],
  }
}

/** Which ilks LineMom lists. */
function tellLineMom({ address, ilks }: LineMomFacts, data: Hex): ToldCall {
  const call = exactly(lineMomAbi, data)
  if (call === null) return NOT_EXACT
  if (call.functionName !== 'addIlk' && call.functionName !== 'delIlk') {
    return unstated(call.functionName, 'LineMom')
  }
  const [ilk] = call.args
  const adds = call.functionName === 'addIlk'
  return {
    effects: ilks
      .filter((one) => one.ilk === ilk)
      .map(({ id }) => sets(places.mcd.lineMom.ilks(id).listed, adds)),
    events: [emits(address, lineMomAbi, adds ? 'AddIlk' : 'DelIlk', { ilk })],
  }
}
