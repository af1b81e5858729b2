import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Abi, type AbiParameter, parseAbi } from 'viem'
import { describe, expect, it } from 'vitest'
import { readArtifact } from './artifacts'

const folder = path.resolve(import.meta.dirname, '../abi')

/** The interfaces of this project that no deployed contract has, at least not in full. */
const WRITTEN_DOWN = [
  'IAdminFacet',
  'ICallsAction',
  'IChief',
  'IControllerOperators',
  'IDSPause',
  'IDSPauseProxy',
  'IDiamond',
  'IDropSpell',
  'IFacetAllowlist',
  'IFacetedController',
  'IFreezeRegistry',
  'IGuardianCouncil',
  'IHoldingSystem',
  'ILctsQueue',
  'ILegacyMigrationFacet',
  'IMigrationActions',
  'IMigrationMom',
  'IOfficeHours',
  'IParameterRegistry',
  'IPrimeVault',
  'IProtego',
  'ISpell',
  'ISrUsds',
  'ISrUsdsFacet',
  'ITimedSpell',
]

/** Replicas with exactly these functions, events and errors of the deployed contracts. */
const DEPLOYED = [
  'AccessControls',
  'AdministeredAgent',
  'BEAMTimeLock',
  'Beacon',
  'BeamState',
  'Configurator',
  'Controller',
  'DispatchErc4626Facet',
  'DispatchSparkVaultFacet',
  'DispatchTransferAssetFacet',
  'DispatchUsdsFacet',
  'IDispatchedPau',
  'MainnetController',
  'PASMom',
  'StarGuard',
  'SubProxy',
]

type Item = Extract<Abi[number], { type: 'function' | 'event' | 'error' }>

interface Written {
  readonly interfaceName: string
  readonly contract: string
  readonly items: readonly Item[]
}

const linesOf = (file: string): readonly string[] =>
  readFileSync(path.join(folder, file), 'utf8').trimEnd().split('\n')

function read(file: string): Written {
  const [first = ''] = linesOf(file)
  const [, interfaceName = '', contract = ''] = /^\/\/ (I\w+), answered by (\w+)$/.exec(first) ?? []
  return { interfaceName, contract, items: itemsIn(file) }
}

function itemsIn(file: string): readonly Item[] {
  const lines = linesOf(file)
  const anonymous = new Set(
    lines.flatMap((line, index) => (line === '// anonymous' ? [lines[index + 1] ?? ''] : [])),
  )
  const structs = lines.filter((line) => line.startsWith('struct '))
  return lines
    .filter((line) => !/^(struct |\/\/)/.test(line))
    .map((line): Item => {
      const [item] = parseAbi([...structs, line] as readonly string[]) as readonly Item[]
      if (item === undefined) throw new Error(`${file}: ${line}`)
      return anonymous.has(line) ? ({ ...item, anonymous: true } as Item) : item
    })
}

const isItem = (item: Abi[number]): item is Item => ['function', 'event', 'error'].includes(item.type)
const itemsOf = (contract: string): readonly Item[] => readArtifact(contract).abi.filter(isItem)

const isIndexed = (parameter: AbiParameter): boolean =>
  (parameter as { readonly indexed?: boolean }).indexed === true

/** A parameter as text: its type, with tuples written out, and its name unless names are left out. */
const parameterText = (parameter: AbiParameter, named: boolean): string => {
  const type =
    'components' in parameter
      ? parameter.type.replace('tuple', parametersText(parameter.components, named))
      : parameter.type
  return [type, isIndexed(parameter) && 'indexed', named && parameter.name].filter(Boolean).join(' ')
}

const parametersText = (parameters: readonly AbiParameter[], named: boolean): string =>
  `(${parameters.map((parameter) => parameterText(parameter, named)).join(', ')})`

/** An item of an ABI as one line of text, in the same form for a file and for the build. */
function statement(item: Item, named: boolean): string {
  const head = `${item.type} ${item.name}${parametersText(item.inputs, named)}`
  if (item.type === 'function')
    return `${head} ${item.stateMutability} returns ${parametersText(item.outputs, named)}`
  const { anonymous } = item as { readonly anonymous?: boolean }
  return anonymous ? `${head} anonymous` : head
}

const statements = (items: readonly Item[], named: boolean): string[] =>
  items.map((item) => statement(item, named)).sort()

/** The functions that a deployed contract has by its file, and those that it inherits. */
function readDeployed(file: string) {
  const [, contract = '', base = null] = /^\/\/ (\w+)(?:, beyond (\w+))?$/.exec(linesOf(file)[0] ?? '') ?? []
  return { contract, base, items: itemsIn(file) }
}

const files = readdirSync(folder).filter((name) => name.endsWith('.txt'))
const all = files.map((file) => [file, read(file)] as const)

describe('the interfaces written down in contracts/abi', () => {
  it('contracts/abi has each interface that this project adds exactly once', () => {
    expect(all.map(([, { interfaceName }]) => interfaceName).sort()).toEqual(WRITTEN_DOWN)
  })

  it.each(all)(
    '%s has every item of its interface, to the name, and no more',
    (_, { interfaceName, items }) => {
      expect(statements(items, true)).toEqual(statements(itemsOf(interfaceName), true))
    },
  )

  // A getter has the parameter names of its variable, so only the interface is sure to have the right names.
  it.each(all)('%s is answered by the contract that it names', (_, { contract, items }) => {
    const built = statements(itemsOf(contract), false)
    expect(statements(items, false).filter((line) => !built.includes(line))).toEqual([])
  })
})

describe('the interfaces of deployed contracts in contracts/abi/deployed', () => {
  const deployed = readdirSync(path.join(folder, 'deployed')).map(
    (name) => [name, readDeployed(path.join('deployed', name))] as const,
  )

  it('contracts/abi/deployed has each interface that must be exact exactly once', () => {
    expect(deployed.map(([, { contract }]) => contract).sort()).toEqual(DEPLOYED)
  })

  it.each(deployed)(
    'the replica of %s has all functions of the interface, and no more',
    (_, { contract, base, items }) => {
      const written = statements(items, false)
      const inherited = base === null ? [] : statements(itemsOf(base), false)
      const built = statements(itemsOf(contract), false)
      expect(written.filter((line) => !built.includes(line))).toEqual([])
      expect(built.filter((line) => !written.includes(line) && !inherited.includes(line))).toEqual([])
    },
  )
})
