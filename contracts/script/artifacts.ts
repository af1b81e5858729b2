import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Abi, Hex } from 'viem'

const out = path.resolve(import.meta.dirname, '../out')

export interface Artifact {
  readonly abi: Abi
  /** Creation code. */
  readonly bytecode: Hex
  /** Runtime code, in which immutables are still zero. */
  readonly deployedBytecode: Hex
}

/** The build of a contract. @throws Error when there is none */
export function readArtifact(contract: string, file = contract): Artifact {
  const json = JSON.parse(readFileSync(path.join(out, `${file}.sol`, `${contract}.json`), 'utf8')) as {
    readonly abi: Abi
    readonly bytecode: { readonly object: Hex }
    readonly deployedBytecode: { readonly object: Hex }
  }
  return {
    abi: json.abi,
    bytecode: json.bytecode.object,
    deployedBytecode: json.deployedBytecode.object,
  }
}
