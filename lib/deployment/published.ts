import path from 'node:path'

/** Where the JSON schema of a deployment file is: the console serves it as `/deployment.schema.json`. */
export const PUBLISHED_SCHEMA = path.resolve(import.meta.dirname, '../../public/deployment.schema.json')

/** What a deployment file says as its `$schema`, so that an editor finds it. */
export function schemaFrom(file: string): string {
  const relative = path.relative(path.dirname(path.resolve(file)), PUBLISHED_SCHEMA)
  return relative.split(path.sep).join('/')
}
