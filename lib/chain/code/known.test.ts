import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Address, getAddress, type Hex, keccak256 } from 'viem'
import { describe, expect, it } from 'vitest'
import { multicall3Code } from '@/lib/abi'
import type { ConsoleModel } from '@/lib/console/model'
import { given, unknown } from '@/lib/leaf'
import { MULTI_SEND_CALL_ONLY } from '@/lib/safe'
import { fakeDeployment } from '@/lib/testing/fakes/deployment'
import { multicallAddress } from '../read/lens'
import { knownCodeAt } from './known'

const at = (n: number): Address => getAddress(`0x${n.toString(16).padStart(40, '0')}`)
const hash = (digit: string): Hex => `0x${digit.repeat(64)}`
const [safe, facet, other] = [at(0x51), at(0xfa), at(0xee)]
const deployment = { ...fakeDeployment(), safes: [{ name: 'Safe', address: safe }] }

/** A model of which only the facets are used. */
const modelWith = (approved: unknown, code: Hex = hash('f')): ConsoleModel =>
  ({
    generators: [{ diamond: { facets: { items: [{ id: facet, approved, code: { hash: given(code) } }] } } }],
  }) as unknown as ConsoleModel
const model = modelWith(null)

/** Runtime code as Safe published it. */
function published(file: string): Hex {
  const path = `@safe-global/safe-contracts/build/artifacts/contracts/${file}.json`
  const text = readFileSync(createRequire(import.meta.url).resolve(path), 'utf8')
  return (JSON.parse(text) as { readonly deployedBytecode: Hex }).deployedBytecode
}

describe('who says which code is right', () => {
  it('is the deployment file, before everybody else', () => {
    const named = { ...deployment, codeHashes: { [safe]: hash('a'), [facet]: hash('b') } }
    const told = { hashes: [hash('a')], by: 'the deployment file' }
    expect(knownCodeAt(safe, hash('c'), named, model)).toEqual(told)
    expect(knownCodeAt(facet, hash('f'), named, modelWith(given(true)))?.hashes).toEqual([hash('b')])
  })

  it('is Safe for what Safe published, at the addresses where it may stand', () => {
    const proxy = keccak256(published('proxies/SafeProxy.sol/SafeProxy'))
    expect(knownCodeAt(safe, null, deployment, model)?.hashes).toContain(proxy)
    expect(knownCodeAt(other, proxy, deployment, model)).toBeNull()
    const batch = keccak256(published('libraries/MultiSendCallOnly.sol/MultiSendCallOnly'))
    expect(knownCodeAt(MULTI_SEND_CALL_ONLY, null, deployment, model)?.hashes).toEqual([batch])
    for (const file of ['Safe.sol/Safe', 'SafeL2.sol/SafeL2']) {
      const singleton = keccak256(published(file))
      expect(knownCodeAt(other, singleton, deployment, model)?.hashes).toContain(singleton)
      expect(knownCodeAt(other, singleton, { ...deployment, safes: [] }, model)).toBeNull()
    }
  })

  it('is the source of Multicall3 for the code at its address', () => {
    const known = knownCodeAt(multicallAddress, null, deployment, model)
    expect(known?.hashes).toContain(keccak256(multicall3Code))
    expect(knownCodeAt(other, keccak256(multicall3Code), deployment, model)).toBeNull()
  })

  it('is the allowlist of governance for a facet, and nobody where it is missing or was not read', () => {
    const by = 'FacetAllowlist of governance'
    expect(knownCodeAt(facet, hash('f'), deployment, modelWith(given(true)))).toEqual({
      hashes: [hash('f')],
      by,
    })
    expect(knownCodeAt(facet, hash('f'), deployment, modelWith(given(false)))).toEqual({ hashes: [], by })
    const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
    expect(knownCodeAt(facet, hash('f'), deployment, modelWith(unread))).toBeNull()
    expect(knownCodeAt(facet, hash('f'), deployment, model)).toBeNull()
    expect(knownCodeAt(other, hash('f'), deployment, modelWith(given(true)))).toBeNull()
  })

  it('is the plan of governance for the code that it runs, as long as it is plotted', () => {
    const planned = (plotted: unknown): ConsoleModel =>
      ({
        ...model,
        governance: {
          pause: { plans: [{ event: { usr: other, tag: hash('d') }, plotted }] },
          dropSpells: [{ id: facet }],
        },
      }) as unknown as ConsoleModel
    const told = { hashes: [hash('d')], by: 'the plan of governance' }
    expect(knownCodeAt(other, hash('e'), deployment, planned(given(true)))).toEqual(told)
    expect(knownCodeAt(other, hash('e'), deployment, planned(given(false)))).toBeNull()
    expect(knownCodeAt(safe, hash('e'), deployment, planned(given(true)))?.by).toMatch(/^Safe/)
    const spell = { hashes: [hash('e')], by: 'Protego' }
    expect(knownCodeAt(facet, hash('e'), deployment, planned(given(true)))).toEqual(spell)
    expect(knownCodeAt(facet, null, deployment, planned(given(true)))?.hashes).toEqual([])
    expect(knownCodeAt(at(0xef), hash('e'), deployment, planned(given(true)))).toBeNull()
  })
})
