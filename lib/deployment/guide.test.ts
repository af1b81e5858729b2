import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '@/lib/testing/texts'
import { deploymentJsonSchema, fieldsOf } from './json-schema'

const guide = readFileSync(path.join(root, 'contracts/deployments/README.md'), 'utf8')

/** Rows of the table of fields: what stands in each cell. */
function rowsOf(text: string): readonly (readonly string[])[] {
  const [, table = ''] = text.split('## Fields')
  return table
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

describe('the guide to deployment files', () => {
  it('has every field of the schema and no other, in its order and its words', () => {
    const told = rowsOf(guide).map(([path, description]) => ({
      path: path?.replaceAll('`', ''),
      description,
    }))
    expect(told).toEqual(fieldsOf(deploymentJsonSchema()))
  })

  it('says of each field where to find it, and what follows where it is left out', () => {
    for (const [field, , where, without, ...rest] of rowsOf(guide)) {
      expect(where, field).toMatch(/\S{2}/)
      expect(without, field).toMatch(/\.(?:"|)$/)
      expect(rest).toEqual([])
    }
  })

  it('says of no field that it is refused where the parser takes it, nor the other way round', () => {
    const required = requiredIn(deploymentJsonSchema() as Node, '')
    const refused = rowsOf(guide)
      .filter(([, , , without = '']) => /^Refused|^Must be there/.test(without))
      .map(([field = '']) => field.replaceAll('`', ''))
    expect(refused).toEqual(required)
  })
})

interface Node {
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Node>>
  readonly items?: Node
  readonly additionalProperties?: Node | false
  readonly anyOf?: readonly Node[]
}

/** The fields without which a file is refused, or the entry that lacks them. */
function requiredIn(node: Node, at: string): readonly string[] {
  const { required = [], properties = {}, items, anyOf = [] } = node
  return [
    ...Object.entries(properties).flatMap(([key, child]) => {
      const here = at === '' ? key : `${at}.${key}`
      return [...(required.includes(key) ? [here] : []), ...requiredIn(child, here)]
    }),
    ...(items ? requiredIn(items, `${at}[]`) : []),
    ...anyOf.flatMap((choice) => requiredIn(choice, at)),
  ]
}
