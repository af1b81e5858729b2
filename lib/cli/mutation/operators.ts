/** The parts of a node of solc's syntax tree that are used here. */
export interface Node {
  readonly nodeType: string
  /** `offset:length:file`, in bytes. */
  readonly src: string
  readonly [key: string]: unknown
}

/** One small change of a source. */
export interface Mutant {
  /** Kind of the change. */
  readonly operator: Operator
  /** The function or modifier with the change. */
  readonly within: string
  /** The changed line, counted from 1. */
  readonly line: number
  /** The line of the mutant without its indentation. */
  readonly text: string
  /** What is replaced, and by what. */
  readonly before: string
  readonly after: string
  /** The whole changed source. */
  readonly source: string
}

export type Operator =
  | 'comparison'
  | 'logic'
  | 'arithmetic'
  | 'assignment'
  | 'choice'
  | 'removed check'
  | 'removed call'
  | 'removed modifier'
  | 'swapped role'
  | 'emptied'
  | 'presence'

/** Texts that stand for a role, and the texts that may replace them. */
export type Swaps = Readonly<Record<string, readonly string[]>>

/** A change of bytes. */
interface Edit {
  readonly operator: Operator
  readonly start: number
  readonly end: number
  readonly after: string
}

/** Comparisons with their boundary shifted, and reversed. */
const BINARY: Readonly<Record<string, readonly [Operator, readonly string[]]>> = {
  '<': ['comparison', ['<=', '>=']],
  '<=': ['comparison', ['<', '>']],
  '>': ['comparison', ['>=', '<=']],
  '>=': ['comparison', ['>', '<']],
  '==': ['comparison', ['!=']],
  '!=': ['comparison', ['==']],
  '&&': ['logic', ['||']],
  '||': ['logic', ['&&']],
  '+': ['arithmetic', ['-']],
  '-': ['arithmetic', ['+']],
  '*': ['arithmetic', ['/']],
  '/': ['arithmetic', ['*']],
  '%': ['arithmetic', ['*']],
}

const ASSIGNMENT: Readonly<Record<string, string>> = { '+=': '-=', '-=': '+=', '*=': '/=', '/=': '*=' }

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'nodeType' in value && 'src' in value

const node = (value: unknown): Node => {
  if (!isNode(value)) throw new TypeError('A syntax tree without the node that was expected')
  return value
}

function spanOf({ src }: Node): readonly [number, number] {
  const [start = 0, length = 0] = src.split(':').map(Number)
  return [start, start + length]
}

const childrenOf = (parent: Node): Node[] => Object.values(parent).flat().filter(isNode)

/** A change of the operator between two expressions. */
function betweenOperands(bytes: Buffer, parent: Node, left: unknown, right: unknown, after: string): Edit {
  const [, from] = spanOf(node(left))
  const [to] = spanOf(node(right))
  const operator = String(parent.operator)
  const start = bytes.indexOf(operator, from)
  if (start < from || start >= to) throw new RangeError(`No ${operator} at ${parent.src}`)
  const [kind] = BINARY[operator] ?? (['assignment'] as const)
  return { operator: kind, start, end: start + operator.length, after }
}

const whole = (target: Node, operator: Operator, after: string): Edit => {
  const [start, end] = spanOf(target)
  return { operator, start, end, after }
}

const textOf = (bytes: Buffer, target: Node): string => bytes.toString('utf8', ...spanOf(target))

/** The operator that removes a statement: a check, or another call of the contract's own; else undefined. */
function removable(bytes: Buffer, statement: Node): Operator | undefined {
  if (statement.nodeType === 'RevertStatement') return 'removed check'
  const { expression } = statement as { readonly expression?: unknown }
  if (statement.nodeType !== 'ExpressionStatement' || !isNode(expression)) return undefined
  const text = textOf(bytes, expression)
  if (/^(require|revert|_check|_require)\b|^_(check|require)[A-Z]/.test(text)) return 'removed check'
  return expression.nodeType === 'FunctionCall' && /^_\w+\(/.test(text) ? 'removed call' : undefined
}

/** Removes a statement. Its semicolon, which is not in the tree, must not be left after a block. */
function removal(bytes: Buffer, statement: Node, operator: Operator): Edit {
  const [start, end] = spanOf(statement)
  const semicolon = bytes.toString('utf8', end, end + 1) === ';'
  return { operator, start, end: semicolon ? end + 1 : end, after: '{}' }
}

/** Whether a branch does nothing but end the call. */
function endsTheCall(bytes: Buffer, branch: Node): boolean {
  const statements = branch.nodeType === 'Block' ? ((branch.statements ?? []) as Node[]) : [branch]
  const [first] = statements
  if (first === undefined || statements.length > 1) return false
  return first.nodeType === 'Return' || removable(bytes, first) === 'removed check'
}

const OTHER_BOUND: Readonly<Record<string, string>> = { 'Math.min': 'Math.max', 'Math.max': 'Math.min' }

function editsOf(bytes: Buffer, target: Node, swaps: Swaps): Edit[] {
  const text = textOf(bytes, target)
  const others = (Object.hasOwn(swaps, text) && swaps[text]) || []
  const swapped = others.map((after) => whole(target, 'swapped role', after))
  switch (target.nodeType) {
    case 'BinaryOperation': {
      const [, replacements] = BINARY[String(target.operator)] ?? [null, []]
      return replacements.map((after) =>
        betweenOperands(bytes, target, target.leftExpression, target.rightExpression, after),
      )
    }
    case 'Assignment': {
      const after = ASSIGNMENT[String(target.operator)]
      return after ? [betweenOperands(bytes, target, target.leftHandSide, target.rightHandSide, after)] : []
    }
    case 'UnaryOperation':
      return target.operator === '!'
        ? [whole(target, 'logic', textOf(bytes, node(target.subExpression)))]
        : []
    case 'Conditional': {
      const branches = [node(target.trueExpression), node(target.falseExpression)]
      return branches.map((branch) => whole(target, 'choice', textOf(bytes, branch)))
    }
    case 'IfStatement':
      return endsTheCall(bytes, node(target.trueBody))
        ? [whole(node(target.condition), 'removed check', 'false')]
        : ['true', 'false'].map((after) => whole(node(target.condition), 'choice', after))
    case 'RevertStatement':
    case 'ExpressionStatement': {
      const operator = removable(bytes, target)
      return operator ? [removal(bytes, target, operator)] : []
    }
    case 'MemberAccess': {
      const other = OTHER_BOUND[textOf(bytes, target)]
      return other ? [whole(target, 'choice', other)] : swapped
    }
    case 'Identifier':
      return swapped
    case 'ModifierInvocation':
      return [whole(target, 'removed modifier', ''), ...swapped]
    default:
      return []
  }
}

const NAMED = ['FunctionDefinition', 'ModifierDefinition']

/** All changes below a node, with the function that they are in. */
function walk(bytes: Buffer, target: Node, within: string, swaps: Swaps): (Edit & { within: string })[] {
  const name = NAMED.includes(target.nodeType) ? String(target.name || target.kind) : within
  const own = editsOf(bytes, target, swaps).map((edit) => ({ ...edit, within: name }))
  return [...own, ...childrenOf(target).flatMap((child) => walk(bytes, child, name, swaps))]
}

/** Every mutant of a source, in the order of its text. @param tree what solc made of it */
export function mutantsOf(source: string, tree: Node, swaps: Swaps): Mutant[] {
  const bytes = Buffer.from(source, 'utf8')
  const edits = walk(bytes, tree, '', swaps).sort((a, b) => a.start - b.start || a.end - b.end)
  // A modifier without arguments is a node within a node of the same text.
  const different = new Map(edits.map((edit) => [`${edit.start}:${edit.end}:${edit.after}`, edit]))
  return [...different.values()].map(({ operator, start, end, after, within }) => {
    const head = bytes.toString('utf8', 0, start)
    const line = head.split('\n').length
    return {
      operator,
      within,
      line,
      text: (source.split('\n')[line - 1] ?? '').trim(),
      before: bytes.toString('utf8', start, end),
      after,
      source: head + after + bytes.toString('utf8', end),
    }
  })
}
