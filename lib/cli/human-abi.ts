import { type Abi, type AbiParameter, parseAbi } from 'viem'
import { CliError } from './print'

type Item = Abi[number]
type Structs = Map<string, string>

/**
 * An ABI as people read it: a TypeScript expression with viem's `parseAbi`, structs first, then every item in its
 * order. Equal input gives equal text. The text parses to the same ABI, except for the names that Solidity gives types.
 * `parseAbi` has no syntax for an anonymous event, so that one follows as an object.
 *
 * @throws CliError where two structs share a name, or the text would parse to something else
 */
export function humanReadable(abi: Abi): string {
  const structs: Structs = new Map()
  const readable = abi.filter((item) => !isAnonymous(item))
  const items = readable.map((item) => itemLine(item, structs))
  const lines = [...[...structs].map(([name, fields]) => `struct ${name} { ${fields} }`), ...items]
  const parsed: Abi = parseAbi(lines)
  parsed.forEach((item, index) => {
    const [wanted, found] = [canonical(readable[index]), canonical(item)]
    if (wanted !== found) throw new CliError(`An item of an ABI has no readable form: ${wanted}`)
  })
  const parsing = (indent: string) =>
    `parseAbi([\n${lines.map((line) => `${indent}  '${line}',\n`).join('')}${indent}])`
  const rest = abi.filter(isAnonymous).map((item) => `  ${canonical(item)},\n`)
  return rest.length === 0 ? parsing('') : `[\n  ...${parsing('  ')},\n${rest.join('')}] as const`
}

const isAnonymous = (item: Item) => item.type === 'event' && item.anonymous === true

function itemLine(item: Item, structs: Structs): string {
  const list = (parameters: readonly AbiParameter[]) =>
    parameters.map((parameter) => parameterText(parameter, structs)).join(', ')
  switch (item.type) {
    case 'function': {
      const mutability = item.stateMutability === 'nonpayable' ? '' : ` ${item.stateMutability}`
      const outputs = item.outputs.length > 0 ? ` returns (${list(item.outputs)})` : ''
      return `function ${item.name}(${list(item.inputs)}) external${mutability}${outputs}`
    }
    case 'event':
      return `event ${item.name}(${list(item.inputs)})`
    case 'error':
      return `error ${item.name}(${list(item.inputs)})`
    case 'constructor':
      return `constructor(${list(item.inputs)})${item.stateMutability === 'payable' ? ' payable' : ''}`
    case 'fallback':
      return `fallback() external${item.stateMutability === 'payable' ? ' payable' : ''}`
    case 'receive':
      return 'receive() external payable'
  }
}

function parameterText(parameter: AbiParameter & { readonly indexed?: boolean }, structs: Structs): string {
  const indexed = parameter.indexed ? ' indexed' : ''
  const name = parameter.name ? ` ${parameter.name}` : ''
  return `${typeText(parameter, structs)}${indexed}${name}`
}

function typeText(parameter: AbiParameter, structs: Structs): string {
  if (!('components' in parameter)) return parameter.type
  // `struct Library.Name[]` in the compiler's words.
  const name = /(\w+)(?:\[\d*\])*$/.exec(parameter.internalType ?? '')?.[1]
  if (name === undefined) throw new CliError(`A struct without a name: ${JSON.stringify(parameter)}`)
  const fields = parameter.components.map((field) => `${parameterText(field, structs)};`).join(' ')
  const other = structs.get(name)
  if (other !== undefined && other !== fields) throw new CliError(`Two structs are named ${name}`)
  structs.set(name, fields)
  return name + parameter.type.slice('tuple'.length)
}

/** The form in which equal items are equal: without the compiler's names of types, and with keys in one order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (key, part: unknown) => {
    if (key === 'internalType' || (key === 'name' && part === '')) return undefined
    if ((key === 'anonymous' || key === 'indexed') && part === false) return undefined
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
