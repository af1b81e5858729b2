import { z } from 'zod'
import { deploymentFileSchema } from './schema'

/**
 * What a JSON schema can say of a deployment file: fields, their form and what each is. That a checksum is right, a name
 * plain and nothing named twice, only the parser tells.
 */
export function deploymentJsonSchema(): Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(deploymentFileSchema, { io: 'input' })
  return { title: 'Deployment file of the Generator PAU console', ...schema }
}

/** A field of a deployment file. */
export interface FileField {
  /** `generators[].primes[].vault`; `names.<address>` where the key is an address. */
  readonly path: string
  readonly description: string
}

interface Node {
  readonly description?: string
  readonly properties?: Readonly<Record<string, Node>>
  readonly items?: Node
  readonly additionalProperties?: Node | false
  readonly anyOf?: readonly Node[]
}

/** Every field of a deployment file, in the order of the schema. */
export function fieldsOf(schema: Readonly<Record<string, unknown>>): readonly FileField[] {
  return below(schema as Node, '')
}

function below(node: Node, path: string): readonly FileField[] {
  const { properties = {}, items, additionalProperties, anyOf = [] } = node
  const field = (child: Node, at: string) => [
    { path: at, description: child.description ?? '' },
    ...below(child, at),
  ]
  return [
    ...Object.entries(properties).flatMap(([key, child]) =>
      field(child, path === '' ? key : `${path}.${key}`),
    ),
    ...(items ? below(items, `${path}[]`) : []),
    ...(additionalProperties ? field(additionalProperties, `${path}.<address>`) : []),
    ...anyOf.flatMap((choice) => below(choice, path)),
  ]
}
