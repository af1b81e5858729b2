/** Words of the programming language, which no person should ever read. */
export const OF_THE_LANGUAGE =
  /\bundefined\b|\[object |TypeError|RangeError|SyntaxError|NaN|Infinity|Cannot (convert|read|mix)|is not (a function|iterable)|Unexpected (token|end)|\bBigInt\b|e\+\d/

/** What a page shows for a block: when the block came, and some time later. */
export interface Truth {
  readonly number: string
  readonly early: readonly string[]
  readonly late: readonly string[]
}

/**
 * Texts on a page that are not true. A value that changes with time may be anywhere between early and late.
 * @param besides what the page may show in addition where something is unknown; null where nothing is
 */
export function faultsOf(
  texts: readonly string[],
  { early, late }: Truth,
  besides: RegExp | null,
): readonly string[] {
  const moments = early.length === late.length ? early.map((text, at) => [text, late[at]] as const) : null
  const fits = (text: string, at: number): boolean => {
    const [one, other] = moments?.[at] ?? [early[at], early[at]]
    return text === one || text === other || isBetween(text, one ?? '', other ?? '')
  }
  return additions(texts, early.length, fits).filter((text) => !besides?.test(text))
}

/** The texts of a list that do not fit into the other one, by the longest run of texts that do. */
function additions(
  texts: readonly string[],
  length: number,
  fits: (text: string, at: number) => boolean,
): readonly string[] {
  if (texts.length === length && texts.every(fits)) return []
  // Texts that fit at the beginning belong to the longest run.
  let begin = 0
  while (begin < texts.length && begin < length && fits(texts[begin] as string, begin)) begin++
  const best = Array.from({ length: texts.length + 1 }, () => new Uint16Array(length + 1))
  const row = (at: number) => best[at] as Uint16Array
  for (let a = texts.length - 1; a >= begin; a--) {
    for (let b = length - 1; b >= begin; b--) {
      row(a)[b] = fits(texts[a] as string, b)
        ? (row(a + 1)[b + 1] as number) + 1
        : Math.max(row(a + 1)[b] as number, row(a)[b + 1] as number)
    }
  }
  const added: string[] = []
  let [a, b] = [begin, begin]
  while (a < texts.length) {
    const text = texts[a] as string
    if (b < length && fits(text, b) && row(a)[b] === (row(a + 1)[b + 1] as number) + 1) {
      a++
      b++
    } else if (b < length && (row(a)[b + 1] as number) >= (row(a + 1)[b] as number)) b++
    else {
      added.push(text)
      a++
    }
  }
  return added
}

const NUMBER = /\d\d:\d\d:\d\d|\d[\d,]*(\.\d+)?[KMBT]?/g

const worded = new Map<string, string>()

/** A text without its numbers, cached since every look asks for it. */
function words(text: string): string {
  const there = worded.get(text)
  if (there !== undefined) return there
  const bare = text.replace(NUMBER, '#')
  worded.set(text, bare)
  return bare
}

/** Whether a text differs from two others only in numbers, each of which lies between theirs. */
function isBetween(text: string, one: string, other: string): boolean {
  if (words(text) !== words(one) || words(text) !== words(other)) return false
  const [found, first, second] = [text, one, other].map(numbersIn) as [number[], number[], number[]]
  return found.every((number, at) => {
    const [low, high] = [first[at] as number, second[at] as number].sort((a, b) => a - b) as [number, number]
    return low <= number && number <= high
  })
}

const SIZE: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, B: 1e9, T: 1e12 }

function numbersIn(text: string): number[] {
  return [...text.matchAll(NUMBER)].map(([found]) => {
    if (found.includes(':')) return found.split(':').reduce((sum, part) => 60 * sum + Number(part), 0)
    const size = SIZE[found.at(-1) ?? '']
    return Number(found.replace(/[,KMBT]/g, '')) * (size ?? 1)
  })
}
