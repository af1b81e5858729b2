import { parseAst } from 'vitest/node'
import type { Mutant, Operator } from './operators'
import { REACH } from './reach'

/** The parts of a node of the syntax tree that are used here. */
interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

/** A change of the text. */
interface Edit {
  readonly operator: Operator
  readonly start: number
  readonly end: number
  readonly after: string
  /** An import that the change needs. */
  readonly needs?: string
}

/** Where a node stands. */
interface Place {
  /** The name of the function, or of the constant outside all functions. */
  readonly within: string
  /** The number of the innermost function; 0 outside all functions. */
  readonly scope: number
  /** Whether it is a condition. Other mutants then already replace it by true and by false. */
  readonly decides: boolean
}

/** A mutant of TypeScript, with the number of the function that a test must run to notice it. */
export interface CodeMutant extends Mutant {
  readonly scope: number
}

/** What stands for a word; of the word alone, whatever every object of the language has besides. */
const table = (entries: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(entries))

const BOUNDARY = table({ '<': '<=', '<=': '<', '>': '>=', '>=': '>' })
const EQUALITY: readonly string[] = ['===', '!==']
const ARITHMETIC = table({
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
  '**': '*',
})
const ASSIGNMENT = table({ '+=': '-=', '-=': '+=', '*=': '/=', '/=': '*=' })

/** Pairs of functions that are easily confused: bounds, and the two ways to round. */
const OTHER = table({
  min: 'max',
  max: 'min',
  mulUp: 'mulDown',
  mulDown: 'mulUp',
  radToWadUp: 'radToWadDown',
  radToWadDown: 'radToWadUp',
})
const OTHER_METHOD = table({
  min: 'max',
  max: 'min',
  some: 'every',
  every: 'some',
})
/** Methods that return a list, and can be left out. */
const OF_A_LIST: readonly string[] = ['filter', 'sort', 'toSorted', 'reverse', 'toReversed', 'slice']

const FUNCTIONS: readonly string[] = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']

/** Nodes of TypeScript that contain a value; all its other nodes are types. */
const WITH_VALUE: readonly string[] = ['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression']

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && 'start' in value

function node(value: unknown): Node {
  if (!isNode(value)) throw new TypeError('A syntax tree without the node that was expected')
  return value
}

const isType = ({ type }: Node): boolean => type.startsWith('TS') && !WITH_VALUE.includes(type)

/** The children of a node that are not types, each with the name of its field. */
const childrenOf = (parent: Node): [string, Node][] =>
  parent.type === 'ImportDeclaration'
    ? []
    : Object.entries(parent).flatMap(([key, value]) =>
        [value]
          .flat()
          .filter(isNode)
          .filter((child) => !isType(child))
          .map((child): [string, Node] => [key, child]),
      )

const parse = (source: string): Node => node(parseAst(source, { lang: 'ts' }))

const textOf = (source: string, { start, end }: Node): string => source.slice(start, end)

const whole = ({ start, end }: Node, operator: Operator, after: string): Edit => ({
  operator,
  start,
  end,
  after,
})

/** Replaces an operator between two nodes. */
function between(
  source: string,
  left: Node,
  right: Node,
  operator: Operator,
  sign: string,
  after: string,
): Edit {
  const start = source.indexOf(sign, left.end)
  if (start < left.end || start >= right.start) throw new RangeError(`No ${sign} after ${left.end}`)
  return { operator, start, end: start + sign.length, after }
}

const isText = ({ type, value }: Node): boolean =>
  type === 'TemplateLiteral' || (type === 'Literal' && typeof value === 'string')

const isCondition = ({ type, operator }: Node): boolean =>
  type === 'LogicalExpression' ||
  type === 'ConditionalExpression' ||
  (type === 'UnaryExpression' && operator === '!') ||
  (type === 'BinaryExpression' && BOUNDARY.has(String(operator))) ||
  (type === 'BinaryExpression' && EQUALITY.includes(String(operator)))

const either = (target: Node, operator: Operator): Edit[] =>
  ['true', 'false'].map((after) => whole(target, operator, after))

function editsOfBinary(source: string, target: Node, decides: boolean): Edit[] {
  const [left, right, sign] = [node(target.left), node(target.right), String(target.operator)]
  const truths = decides ? [] : either(target, 'comparison')
  const boundary = BOUNDARY.get(sign)
  if (boundary !== undefined) return [between(source, left, right, 'comparison', sign, boundary), ...truths]
  if (EQUALITY.includes(sign)) return truths
  const other = ARITHMETIC.get(sign)
  if (other === undefined || [left, right].some(isText)) return []
  return [between(source, left, right, 'arithmetic', sign, other)]
}

function editsOfLogical(source: string, target: Node): Edit[] {
  return [target.left, target.right].map((operand) =>
    whole(target, target.operator === '??' ? 'choice' : 'logic', `(${textOf(source, node(operand))})`),
  )
}

/**
 * Replaces a function or method by another, or leaves a method out.
 * @param imports the imported names, each with its module
 */
function editsOfCall(source: string, target: Node, imports: ReadonlyMap<string, string>): Edit[] {
  const callee = node(target.callee)
  const name = callee.type === 'Identifier' ? String(callee.name) : ''
  const from = imports.get(name)
  const other = OTHER.get(name)
  if (from !== undefined && other !== undefined) {
    const needs = imports.has(other) ? undefined : `import { ${other} } from '${from}'`
    return [{ ...whole(callee, 'choice', other), ...(needs && { needs }) }]
  }
  const [first, second] = (target.arguments ?? []) as readonly Node[]
  if (from !== undefined && name === 'divUp' && first && second) {
    return [whole(target, 'choice', `((${textOf(source, first)}) / (${textOf(source, second)}))`)]
  }
  if (callee.type !== 'MemberExpression' || callee.optional === true) return []
  const [object, property] = [node(callee.object), node(callee.property)]
  const method = String(property.name)
  const otherMethod = OTHER_METHOD.get(method)
  if (otherMethod !== undefined) return [whole(property, 'choice', otherMethod)]
  return OF_A_LIST.includes(method) ? [whole(target, 'removed call', textOf(source, object))] : []
}

/** Removes the body of a function. */
function editsOfBody(target: Node): Edit[] {
  const body = node(target.body)
  if (body.type === 'BlockStatement') {
    return (body.body as readonly Node[]).length > 0 ? [whole(body, 'emptied', '{}')] : []
  }
  // Conditions, objects and lists have mutants of their own that do the same.
  const saysAsMuch = isCondition(body) || ['ObjectExpression', 'ArrayExpression'].includes(body.type)
  return saysAsMuch ? [] : [whole(body, 'emptied', 'undefined')]
}

function editsOf(
  source: string,
  target: Node,
  decides: boolean,
  imports: ReadonlyMap<string, string>,
): Edit[] {
  const missing =
    target.optional === true && ['MemberExpression', 'CallExpression'].includes(target.type)
      ? optionalOf(source, target)
      : []
  return [...missing, ...plainEditsOf(source, target, decides, imports)]
}

function optionalOf(source: string, target: Node): Edit[] {
  const left = node(target.object ?? target.callee)
  const start = source.indexOf('?.', left.end)
  const after = target.type === 'MemberExpression' && target.computed !== true ? '.' : ''
  return [{ operator: 'presence', start, end: start + 2, after }]
}

function plainEditsOf(
  source: string,
  target: Node,
  decides: boolean,
  imports: ReadonlyMap<string, string>,
): Edit[] {
  switch (target.type) {
    case 'BinaryExpression':
      return editsOfBinary(source, target, decides)
    case 'LogicalExpression':
      return editsOfLogical(source, target)
    case 'UnaryExpression': {
      const argument = `(${textOf(source, node(target.argument))})`
      if (target.operator === '!') return decides ? [] : [whole(target, 'logic', argument)]
      return target.operator === '-' ? [whole(target, 'arithmetic', argument)] : []
    }
    case 'AssignmentExpression': {
      const after = ASSIGNMENT.get(String(target.operator))
      if (after === undefined) return []
      return [
        between(source, node(target.left), node(target.right), 'assignment', String(target.operator), after),
      ]
    }
    case 'ConditionalExpression':
      return [target.consequent, target.alternate].map((branch) =>
        whole(target, 'choice', `(${textOf(source, node(branch))})`),
      )
    case 'IfStatement':
      return either(node(target.test), 'choice')
    case 'WhileStatement':
      return [whole(node(target.test), 'choice', 'false')]
    case 'SwitchCase': {
      const statements = target.consequent as readonly Node[]
      const [first, last] = [statements[0], statements.at(-1)]
      return first && last ? [{ operator: 'emptied', start: first.start, end: last.end, after: '' }] : []
    }
    case 'CallExpression':
      return editsOfCall(source, target, imports)
    case 'ExpressionStatement':
      return node(target.expression).type === 'CallExpression' ? [whole(target, 'removed call', ';')] : []
    case 'Literal':
      return typeof target.value === 'boolean' ? [whole(target, 'choice', String(!target.value))] : []
    case 'ArrayExpression':
      return (target.elements as readonly unknown[]).length > 0 ? [whole(target, 'emptied', '[]')] : []
    case 'ObjectExpression':
      return (target.properties as readonly unknown[]).length > 0 ? [whole(target, 'emptied', '({})')] : []
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return isNode(target.body) ? editsOfBody(target) : []
    default:
      return []
  }
}

/** Whether a child is a condition of its parent, so that mutants of the parent replace it by true and by false. */
const decidesAs = (parent: Node, key: string): boolean =>
  key === 'test' ||
  (parent.type === 'LogicalExpression' && parent.operator !== '??') ||
  (parent.type === 'UnaryExpression' && parent.operator === '!')

const nameOf = (target: Node): string | undefined => {
  const named = [target.id, target.key].find((name) => isNode(name) && name.type === 'Identifier')
  return isNode(named) ? String(named.name) : undefined
}

/** Whether a node gives its name to the mutants in it. */
function names(target: Node, { within }: Place): boolean {
  if (target.type === 'FunctionDeclaration') return true
  if (['VariableDeclarator', 'Property', 'MethodDefinition'].includes(target.type)) {
    const value = target.init ?? target.value
    return within === '' || (isNode(value) && FUNCTIONS.includes(value.type))
  }
  return false
}

const isFunction = ({ type, body }: Node): boolean => FUNCTIONS.includes(type) && isNode(body)

/** Every node of a tree with its place. Functions are numbered in the order of the text. */
function placesOf(tree: Node): (readonly [Node, Place])[] {
  let functions = 0
  const walk = (target: Node, place: Place): (readonly [Node, Place])[] => {
    const within = names(target, place) ? (nameOf(target) ?? place.within) : place.within
    const scope = isFunction(target) ? ++functions : place.scope
    const own = [target, { ...place, within, scope }] as const
    return [
      own,
      ...childrenOf(target).flatMap(([key, child]) =>
        walk(child, { within, scope, decides: decidesAs(target, key) }),
      ),
    ]
  }
  return walk(tree, { within: '', scope: 0, decides: false })
}

/** The imported names of a source, each with its module. */
const importsOf = (tree: Node): ReadonlyMap<string, string> =>
  new Map(
    (tree.body as readonly Node[])
      .filter(({ type, importKind }) => type === 'ImportDeclaration' && importKind !== 'type')
      .flatMap(({ specifiers, source }) =>
        (specifiers as readonly Node[]).map((specifier): [string, string] => [
          String(node(specifier.local).name),
          String(node(source).value),
        ]),
      ),
  )

/** Every mutant of a source, in the order of its text. Text in quotes never changes: other tests check it. */
export function codeMutantsOf(source: string): CodeMutant[] {
  const tree = parse(source)
  const imports = importsOf(tree)
  const edits = placesOf(tree)
    .flatMap(([target, place]) =>
      editsOf(source, target, place.decides, imports).map((edit) => ({ ...edit, ...place })),
    )
    .sort((a, b) => a.start - b.start || a.end - b.end)
  const different = new Map(edits.map((edit) => [`${edit.start}:${edit.end}:${edit.after}`, edit]))
  return [...different.values()].map(({ operator, start, end, after, needs, within, scope }) => {
    const line = source.slice(0, start).split('\n').length
    return {
      operator,
      within,
      scope,
      line,
      text: (source.split('\n')[line - 1] ?? '').trim(),
      before: source.slice(start, end),
      after,
      source: `${source.slice(0, start)}${after}${source.slice(end)}${needs === undefined ? '' : `\n${needs}\n`}`,
    }
  })
}

/** The source with a probe in each function, which reports that it runs. Function 0 stands for loading the module. */
export function withProbes(file: string, source: string): string {
  const inserts = placesOf(parse(source)).flatMap(([target, { scope }]): (readonly [number, string])[] => {
    if (!isFunction(target)) return []
    const body = node(target.body)
    const call = `${REACH}(${JSON.stringify(`${file}:${scope}`)})`
    return body.type === 'BlockStatement'
      ? [[body.start + 1, `${call};`]]
      : [
          [body.start, `(${call},`],
          [body.end, ')'],
        ]
  })
  const probed = [...inserts]
    .sort(([a], [b]) => b - a)
    .reduce((text, [at, insert]) => `${text.slice(0, at)}${insert}${text.slice(at)}`, source)
  return `${probed}\n${REACH}(${JSON.stringify(`${file}:0`)})\n`
}
