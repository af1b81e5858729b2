import { httpRpc } from '@/lib/chain/rpc'
import { hostLabel } from '@/lib/chain/rpc/host-label'
import { readDeployment } from '@/lib/deployment/file'
import { visible } from '@/lib/deployment/show'
import { guardOutput, redactorOf } from '@/lib/server/redact'
import type { Point, PointState } from './check-point'
import { reportOn } from './check-report'
import { command } from './command'
import { parseRpcUrls } from './environment'
import { CliError, print } from './print'

const MARKS: Readonly<Record<PointState, string>> = {
  pass: 'pass',
  wrong: 'WRONG',
  look: 'look',
  read: 'read',
  unchecked: 'COULD NOT CHECK',
}
const WIDTH = Math.max(...Object.values(MARKS).map((mark) => mark.length))

/** A point on a line, and what was found on one below it; what a node says in them shows every sign. */
export function lineOf({ part, state, says, found }: Point): string {
  const line = `${MARKS[state].padEnd(WIDTH)}  ${part}: ${visible(says)}`
  return found === null ? line : `${line}\n${' '.repeat(WIDTH + 2)}${visible(found)}`
}

/** How many points are in each state: "200 pass, 1 wrong, 3 to look at, 40 read, 0 could not be checked". */
export function countsOf(points: readonly Point[]): string {
  const count = (state: PointState) => points.filter((point) => point.state === state).length
  return `${count('pass')} pass, ${count('wrong')} wrong, ${count('look')} to look at, ${count('read')} read, ${count('unchecked')} could not be checked`
}

/** Whether a deployment can be relied on: nothing is wrong, and nothing is left unchecked. */
export const isSound = (points: readonly Point[]): boolean =>
  points.every(({ state }) => state !== 'wrong' && state !== 'unchecked')

/** `npm run check -- file`: a deployment file against the chain at RPC_URL, point by point. */
export const main = command(async (args) => {
  const [file, unknown] = args
  if (file === undefined || unknown !== undefined) {
    throw new CliError('Name one deployment file: npm run check -- contracts/deployments/name.json')
  }
  const urls = parseRpcUrls(process.env.RPC_URL)
  guardOutput(redactorOf(urls))
  const parsed = readDeployment(file)
  if (parsed.failed !== undefined) throw new CliError(parsed.failed)
  const rpcs = urls.map((url) => httpRpc(url, { label: hostLabel(url), timeout: 60_000 }))
  const points = await reportOn(parsed.ok, rpcs)
  for (const point of points) print(lineOf(point))
  print('')
  const line = `${file}: ${countsOf(points)}`
  if (!isSound(points)) throw new CliError(line)
  print(line)
})
