/** Whether a line or a branch of a source was run. */
export interface Point {
  readonly file: string
  readonly line: number
  readonly kind: 'line' | 'branch'
  readonly covered: boolean
}

/** Every line and branch in an LCOV report of Forge, below a folder. */
export function pointsOf(report: string, folder: string): Point[] {
  const points: Point[] = []
  let file = ''
  for (const entry of report.split('\n')) {
    const [tag = '', value = ''] = entry.split(/:(.*)/s)
    const numbers = value.split(',')
    const line = Number(numbers[0])
    if (tag === 'SF') file = value
    else if (!file.startsWith(folder)) continue
    else if (tag === 'DA') points.push({ file, line, kind: 'line', covered: numbers[1] !== '0' })
    else if (tag === 'BRDA')
      points.push({ file, line, kind: 'branch', covered: !['0', '-'].includes(numbers[3] ?? '-') })
  }
  return points
}

/** Share of the points of a kind that are covered [%]; 100 where there are none. */
export function percentOf(points: readonly Point[], kind: Point['kind']): number {
  const all = points.filter((point) => point.kind === kind)
  return all.length === 0 ? 100 : (100 * all.filter(({ covered }) => covered).length) / all.length
}

/**
 * A line or branch that is known not to be reached by any test, and why. Lines move, so they are named by their text.
 */
export interface Uncovered {
  readonly file: string
  readonly kind: Point['kind']
  readonly text: string
  readonly reason: string
}

const keyOf = ({ file, kind, text }: Omit<Uncovered, 'reason'>): string => JSON.stringify([file, kind, text])

/**
 * Compares what is not covered with the record.
 * @param textOf the text of a line of a file
 */
export function explain(
  points: readonly Point[],
  recorded: readonly Uncovered[],
  textOf: (file: string, line: number) => string,
): {
  readonly unexplained: readonly (Point & { readonly text: string })[]
  readonly outdated: readonly Uncovered[]
} {
  const open = points
    .filter(({ covered }) => !covered)
    .map((point) => ({ ...point, text: textOf(point.file, point.line) }))
  const known = new Set(recorded.filter(({ reason }) => reason !== '').map(keyOf))
  const found = new Set(open.map(keyOf))
  return {
    unexplained: open.filter((point) => !known.has(keyOf(point))),
    outdated: recorded.filter((uncovered) => !found.has(keyOf(uncovered))),
  }
}
