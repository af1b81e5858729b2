import { type Address, parseAbi, stringToHex, toFunctionSelector, zeroAddress } from 'viem'
import { autoLineAbi, lineMomAbi, vatAbi } from '@/lib/abi'
import type { LineMomFacts } from '@/lib/console/facts/line-mom'
import type { Watchlist } from '@/lib/console/facts/watchlist'
import { type Deployment, primesOf } from '@/lib/deployment'
import { andThen, convert, given } from '@/lib/leaf'
import type { Ask } from '../read/ask'

const authorityAbi = parseAbi(['function canCall(address src, address dst, bytes4 sig) view returns (bool)'])
const wipe = toFunctionSelector('wipe(bytes32)')
const flag = (value: bigint) => value === 1n

/** LineMom, which sets ceilings to 0; null where the deployment file names none. */
export function gatherLineMom(ask: Ask, deployment: Deployment, known: Watchlist): LineMomFacts | null {
  const { mcd, generators, governance, safes } = deployment
  const { lineMom, vat, autoLine } = mcd
  if (lineMom === undefined) return null
  const authority = ask.call(lineMom, lineMomAbi, 'authority')
  const names = [
    ...generators.map(({ ilk }) => ilk),
    ...primesOf(deployment).flatMap(({ legacyIlks }) => legacyIlks.map(({ ilk }) => ilk)),
  ]
  const asked = [...known.accounts, ...safes.map(({ address }) => address), governance?.pauseProxy ?? null]
  const mayWipe = (account: Address) =>
    andThen(authority, (at) =>
      at === zeroAddress ? given(false) : ask.call(at, authorityAbi, 'canCall', account, lineMom, wipe),
    )
  return {
    address: lineMom,
    owner: ask.call(lineMom, lineMomAbi, 'owner'),
    authority,
    vat: ask.call(lineMom, lineMomAbi, 'vat'),
    autoLine: ask.call(lineMom, lineMomAbi, 'autoLine'),
    wardOfVat: convert(ask.call(vat, vatAbi, 'wards', lineMom), flag),
    wardOfAutoLine: autoLine ? convert(ask.call(autoLine, autoLineAbi, 'wards', lineMom), flag) : null,
    ilks: [...new Set(names)].map((id) => {
      const ilk = stringToHex(id, { size: 32 })
      return { id, ilk, listed: convert(ask.call(lineMom, lineMomAbi, 'ilks', ilk), flag) }
    }),
    accounts: [...new Set(asked)].flatMap((id) => (id === null ? [] : [{ id, mayWipe: mayWipe(id) }])),
  }
}
