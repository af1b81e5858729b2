import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { deploymentJsonSchema } from '@/lib/deployment/json-schema'
import { PUBLISHED_SCHEMA } from '@/lib/deployment/published'
import { command } from './command'
import { CliError, print } from './print'
import { root } from './tools'

/** `npm run schema`: writes the JSON schema of a deployment file from the one that the parser has. */
export const main = command(async (args) => {
  if (args.length > 0) throw new CliError(`Unknown option: ${args[0]}`)
  writeFileSync(PUBLISHED_SCHEMA, `${JSON.stringify(deploymentJsonSchema(), null, 2)}\n`)
  print(`Written: ${path.relative(root, PUBLISHED_SCHEMA)}`)
})
