import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { end, output, start, succeed } from './processes'

const lines = async (child: ChildProcess): Promise<string> => {
  const [chunk] = (await once(child.stdout!, 'data')) as [Buffer]
  return chunk.toString('utf8').trim()
}

describe('end', () => {
  it('ends the children of a child too', async () => {
    const child = start('sh', ['-c', 'sleep 600 & echo started; wait'])
    await lines(child)
    // The pipe closes when the last process that holds it has gone.
    const closed = once(child, 'close')
    await end(child)
    await closed
    expect(child.signalCode).toBe('SIGTERM')
  })

  it('ends by force a process that ignores the request', async () => {
    const child = start('sh', ['-c', 'trap "" TERM; echo ready; while true; do sleep 0.1; done'])
    await lines(child)
    await end(child, 100)
    expect(child.signalCode).toBe('SIGKILL')
  })

  it('accepts a child that has ended already', async () => {
    const child = start('true', [])
    await once(child, 'exit')
    await end(child)
    expect(child.exitCode).toBe(0)
  })
})

describe('output', () => {
  it('gives the exit code and both streams', async () => {
    const { code, text } = await output('sh', ['-c', 'echo out; echo err >&2; exit 3'])
    expect(code).toBe(3)
    expect(text).toContain('out\n')
    expect(text).toContain('err\n')
  })
})

describe('output with a limit for silence', () => {
  it('ends a process that says nothing any more, and keeps what it said', async () => {
    const { code, text } = await output('sh', ['-c', 'echo so far; sleep 600'], {}, 200)
    expect(code).not.toBe(0)
    expect(text).toContain('so far\n')
    expect(text).toContain('Ended after 0.2 s of silence')
  })

  it('lets a slow process go on as long as it says something', async () => {
    const talks = 'for word in 1 2 3 4 5 6 7 8; do sleep 0.25; echo $word; done'
    expect(await output('sh', ['-c', talks], {}, 1_000)).toEqual({
      code: 0,
      text: '1\n2\n3\n4\n5\n6\n7\n8\n',
    })
  })
})

describe('succeed', () => {
  it('shows everything that a failing child wrote', async () => {
    await expect(succeed('sh', ['-c', 'echo reason; exit 1'])).rejects.toThrow('failed with code 1:\nreason')
  })
})
