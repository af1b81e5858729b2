import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseAbiItem, toFunctionSelector } from 'viem'
import { describe, expect, it } from 'vitest'
import { PUBLISHED_DESCRIPTORS, PUBLISHED_FOR, textOf } from '@/lib/cli/descriptors'
import { readDeployment } from '@/lib/deployment/file'
import { someone } from '@/lib/testing/fakes/model'
import { samples } from '@/lib/testing/samples'
import { buildAction } from '..'
import { type Descriptor, descriptorsOf } from '.'

const parsed = readDeployment(PUBLISHED_FOR)
if (parsed.ok === undefined) throw new Error(parsed.failed)
const example = parsed.ok
const descriptors = descriptorsOf(example)

interface Format {
  readonly intent: string
  readonly fields: readonly { readonly path: string; readonly label: string }[]
}
const formatsOf = ({ content }: Descriptor) =>
  Object.entries((content.display as { formats: Readonly<Record<string, Format>> }).formats)
const selectorOf = (signature: string) => toFunctionSelector(parseAbiItem(`function ${signature}`) as never)
const selectors = new Set(descriptors.flatMap(formatsOf).map(([signature]) => selectorOf(signature)))

describe('the descriptors by which a wallet shows calls (ERC-7730)', () => {
  it.each(Object.entries(samples))('say what each call is for: %s', (_, [request, model]) => {
    const { calls } = buildAction(request, model, someone)!
    expect(calls.length).toBeGreaterThan(0)
    for (const { data } of calls) expect(selectors).toContain(data.slice(0, 10))
  })

  it.each(descriptors)('show each argument, by a name that the function has: $fileName', (descriptor) => {
    for (const [signature, { intent, fields }] of formatsOf(descriptor)) {
      const { inputs } = parseAbiItem(`function ${signature}`) as { inputs: readonly { name?: string }[] }
      expect(intent.length).toBeGreaterThan(5)
      expect(fields.map(({ path: at }) => at.replace('.[]', ''))).toEqual(inputs.map(({ name }) => name))
    }
  })

  it('are bound to where the contracts of the deployment stand, and to nothing else', () => {
    const { content } = descriptors.find(({ fileName }) => fileName === 'calldata-BeamState.json')!
    expect(content.context).toMatchObject({
      contract: { deployments: [{ chainId: 1, address: example.units[0]?.beamState }] },
    })
    // Our own contracts are not on mainnet.
    for (const { fileName, content: own } of descriptors) {
      expect(fileName.startsWith('display-')).toBe(!('context' in own))
    }
  })

  it('are published as they are generated: npm run descriptors', () => {
    const read = (name: string) => readFileSync(path.join(PUBLISHED_DESCRIPTORS, name), 'utf8')
    expect(readdirSync(PUBLISHED_DESCRIPTORS).toSorted()).toEqual(
      descriptors.map(({ fileName }) => fileName).toSorted(),
    )
    for (const descriptor of descriptors) expect(read(descriptor.fileName)).toBe(textOf(descriptor))
  })
})
