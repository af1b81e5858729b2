import { type Address, type Hex, zeroAddress } from 'viem'
import { andThen, combine, given, type Leaf, map, unknown } from '@/lib/leaf'
import { SAFE_HANDLERS, SAFE_PROXIES, SAFE_SINGLETONS, SENTINEL, storedAddress } from '@/lib/safe'
import type { SafeFacts } from '../facts/safes'
import type { Sentences } from '../model/check'

/** Something that has to hold for the owners of a Safe alone to decide what it does. */
export interface SafeTrait {
  readonly id: 'code' | 'modules' | 'guard' | 'handler'
  readonly says: Sentences
  /** Proven wrong, or only worth knowing. */
  readonly level: 'critical' | 'attention'
  readonly holds: Leaf<boolean>
  /** What is there, in words; addresses in full. */
  readonly found: Leaf<string>
  readonly expected: string
  readonly remedy: string
}

/** Who decides for a Safe besides its owners: its code first, since everything else is what its code says. */
export function safeTraits(safe: SafeFacts): readonly SafeTrait[] {
  return [codeTrait(safe), modulesTrait(safe), guardTrait(safe), handlerTrait(safe)]
}

function codeTrait({ name, version, control: { proxy, singleton, singletonCode } }: SafeFacts): SafeTrait {
  const read = combine({ proxy: proxy.hash, code: singletonCode.hash, at: singleton }, (all) => ({
    ...all,
    shell: SAFE_PROXIES[all.proxy],
    known: SAFE_SINGLETONS[all.code],
  }))
  // A version whose code is known is contradicted by another code; of others nothing is known here.
  const isKnown =
    version.ok && Object.values(SAFE_SINGLETONS).some((known) => known.version === version.value)
  return {
    id: 'code',
    says: {
      holds: `The code of ${name} is what Safe published for its version`,
      fails: `The code of ${name} is not what Safe published for its version`,
    },
    level: isKnown ? 'critical' : 'attention',
    holds: combine(
      { read, version },
      ({ read: { shell, known }, version: said }) =>
        shell !== undefined && known !== undefined && known.version === said,
    ),
    found: combine(
      { read, version },
      ({ read: { at, code, proxy: hash, shell, known }, version: said }) =>
        `${shell ?? `A proxy with unknown code (hash ${hash})`} of ${at}, which is ${known ? `${known.name} ${known.version}` : `unknown code (hash ${code})`}, and says that it is ${said}.`,
    ),
    expected: 'A proxy and a singleton of version 1.3.0 or 1.4.1, by their code hashes',
    remedy: 'Whatever it answers, its owners and nonce among it, is what its code makes of it.',
  }
}

function modulesTrait({ name, control: { modules, modulesNext } }: SafeFacts): SafeTrait {
  const list = combine({ modules, modulesNext }, ({ modules: own, modulesNext: next }) => ({
    own,
    goesOn: next !== SENTINEL && next !== zeroAddress,
  }))
  return {
    id: 'modules',
    says: {
      holds: `Nobody executes for ${name} without its owners`,
      fails: `${modules.ok && modules.value.length > 1 ? `${modules.value.length} modules` : 'A module'} can execute for ${name} without its owners`,
    },
    level: 'critical',
    holds: map(list, ({ own, goesOn }) => own.length === 0 && !goesOn),
    found: map(list, ({ own, goesOn }) =>
      own.length === 0
        ? 'It has no module.'
        : `${own.length === 1 ? 'A module' : 'Modules'} can execute without its owners: ${own.join(', ')}${goesOn ? ', and more' : ''}.`,
    ),
    expected: 'No module',
    remedy: 'A module does anything as the Safe, and no owner is asked.',
  }
}

function guardTrait({ name, control: { guard } }: SafeFacts): SafeTrait {
  const address = addressIn(guard)
  return {
    id: 'guard',
    says: {
      holds: `Nobody can refuse what the owners of ${name} want`,
      fails: `A guard can refuse what the owners of ${name} want`,
    },
    level: 'attention',
    holds: map(address, (at) => at === zeroAddress),
    found: map(address, (at) =>
      at === zeroAddress ? 'It has no guard.' : `A guard can refuse any transaction: ${at}.`,
    ),
    expected: 'No guard',
    remedy: 'A freeze through it passes only if its guard lets it. Keep another way to freeze ready.',
  }
}

function handlerTrait({ name: safe, control: { handler, handlerCode } }: SafeFacts): SafeTrait {
  const address = addressIn(handler)
  const read = combine({ address, hash: handlerCode.hash }, ({ address: at, hash }) => ({
    at,
    name: SAFE_HANDLERS[hash],
  }))
  return {
    id: 'handler',
    says: {
      holds: `Calls that ${safe} does not know are answered by a handler that Safe published`,
      fails: `Calls that ${safe} does not know are answered by an unknown handler`,
    },
    level: 'attention',
    holds: map(read, ({ at, name }) => at === zeroAddress || name !== undefined),
    found: map(read, ({ at, name }) =>
      at === zeroAddress
        ? 'It has no fallback handler.'
        : name === undefined
          ? `An unknown fallback handler is called by the Safe itself: ${at}.`
          : `${name} at ${at}.`,
    ),
    expected: 'None, or CompatibilityFallbackHandler 1.3.0 or 1.4.1',
    remedy: 'Anyone makes the Safe call its handler: what trusts the Safe there can be used by anyone.',
  }
}

const oddWord = unknown({ kind: 'undecodable', message: 'The Safe gave no word of storage.' })

function addressIn(word: Leaf<Hex>): Leaf<Address> {
  return andThen(word, (value) => {
    const address = storedAddress(value)
    return address === null ? oddWord : given(address)
  })
}
