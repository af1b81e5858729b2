import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Abi, type AbiParameter, parseAbi } from 'viem'
import { describe, expect, it } from 'vitest'
import { readArtifact } from './artifacts'

const folder = path.resolve(import.meta.dirname, '../abi')

/** The interfaces of this project that no deployed contract has, or not all of it. */
const WRITTEN_DOWN = [
  'IAdminFacet',
  'IBeamState',
  'ICallsAction',
  'IChief',
  'IDSPause',
  'IDSPauseProxy',
  'IDiamond',
  'IDropSpell',
  'IFacetAllowlist',
  'IGuardianCouncil',
  'ILegacyMigrationFacet',
  'IMigrationActions',
  'IMigrationMom',
  'IParameterRegistry',
  'IPrimeVault',
  'IProtego',
  'ISpell',
]

type Item = Extract<Abi[number], { type: 'function' | 'event' | 'error' }>

interface Written {
  readonly interfaceName: string
  readonly contract: string
  readonly items: readonly Item[]
}

function read(file: string): Written {
  const lines = readFileSync(path.join(folder, file), 'utf8').trimEnd().split('\n')
  const [, interfaceName = '', contract = ''] = /^\/\/ (I\w+), answered by (\w+)$/.exec(lines[0] ?? '') ?? []
  const anonymous = new Set(
    lines.flatMap((line, index) => (line === '// anonymous' ? [lines[index + 1] ?? ''] : [])),
  )
  const structs = lines.filter((line) => line.startsWith('struct '))
  const items = lines
    .filter((line) => !/^(struct |\/\/)/.test(line))
    .map((line): Item => {
      const [item] = parseAbi([...structs, line] as readonly string[]) as readonly Item[]
      if (item === undefined) throw new Error(`${file}: ${line}`)
      return anonymous.has(line) ? ({ ...item, anonymous: true } as Item) : item
    })
  return { interfaceName, contract, items }
}

const isItem = (item: Abi[number]): item is Item => ['function', 'event', 'error'].includes(item.type)
const itemsOf = (contract: string): readonly Item[] => readArtifact(contract).abi.filter(isItem)

const isIndexed = (parameter: AbiParameter): boolean =>
  (parameter as { readonly indexed?: boolean }).indexed === true

/** The type of a parameter as a tuple of types, with its name unless names are left out. */
const parameterText = (parameter: AbiParameter, named: boolean): string => {
  const type =
    'components' in parameter
      ? parameter.type.replace('tuple', parametersText(parameter.components, named))
      : parameter.type
  return [type, isIndexed(parameter) && 'indexed', named && parameter.name].filter(Boolean).join(' ')
}

const parametersText = (parameters: readonly AbiParameter[], named: boolean): string =>
  `(${parameters.map((parameter) => parameterText(parameter, named)).join(', ')})`

/** All that an item says, as one line; the same for a line of a file and for the build. */
function statement(item: Item, named: boolean): string {
  const head = `${item.type} ${item.name}${parametersText(item.inputs, named)}`
  if (item.type === 'function')
    return `${head} ${item.stateMutability} returns ${parametersText(item.outputs, named)}`
  const { anonymous } = item as { readonly anonymous?: boolean }
  return anonymous ? `${head} anonymous` : head
}

const statements = (items: readonly Item[], named: boolean): string[] =>
  items.map((item) => statement(item, named)).sort()

const files = readdirSync(folder).filter((name) => name.endsWith('.txt'))
const all = files.map((file) => [file, read(file)] as const)

describe('the interfaces written down in contracts/abi', () => {
  it('are those that this project adds, each once', () => {
    expect(all.map(([, { interfaceName }]) => interfaceName).sort()).toEqual(WRITTEN_DOWN)
  })

  it.each(all)('%s is its interface, to the name, and no more', (_, { interfaceName, items }) => {
    expect(statements(items, true)).toEqual(statements(itemsOf(interfaceName), true))
  })

  // A getter takes the names of its parameters from its variable, so only the interface has them for certain.
  it.each(all)('%s is answered by the contract that it names', (_, { contract, items }) => {
    const built = statements(itemsOf(contract), false)
    expect(statements(items, false).filter((line) => !built.includes(line))).toEqual([])
  })
})
