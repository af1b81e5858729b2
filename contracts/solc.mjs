#!/usr/bin/env node
// Forge drives a native solc; this answers the two calls that it makes from the npm `solc`, so that no compiler has to be
// downloaded. The npm one computes on one core: each core writes the code of a part of the files.
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import solc from 'solc'

/** Files that one core compiles about as fast as two, which each read them all. */
const FEW = 8

if (!isMainThread) parentPort.postMessage(solc.compile(workerData))
else if (process.argv.includes('--version')) {
  process.stdout.write(`solc, the solidity compiler commandline interface\nVersion: ${solc.version()}\n`)
} else if (process.argv.includes('--standard-json')) {
  process.stdout.write(JSON.stringify(await compile(JSON.parse(readFileSync(0, 'utf8')))))
} else {
  process.stderr.write('solc.mjs answers --version and --standard-json only\n')
  process.exit(1)
}

/** The answer of the compiler to its standard JSON input, put together from what each core was asked for. */
async function compile(input) {
  const answers = await Promise.all(partsOf(input).map(compiled))
  const errors = answers.flatMap((answer) => answer.errors ?? [])
  return {
    ...answers[0],
    // Every core reads every file, so each says what is wrong with any.
    errors: [...new Map(errors.map((error) => [JSON.stringify(error), error])).values()],
    sources: Object.assign({}, ...answers.map(({ sources }) => sources)),
    contracts: Object.assign({}, ...answers.map(({ contracts }) => contracts)),
  }
}

/** The input once for each core, with every source and a share of the output; the longest files apart from each other. */
function partsOf(input) {
  const selection = input.settings?.outputSelection ?? {}
  const asked = (file) => selection[file] ?? selection['*']
  const files = Object.entries(input.sources)
    .filter(([file]) => asked(file) !== undefined)
    .sort(([, a], [, b]) => (b.content?.length ?? 0) - (a.content?.length ?? 0))
    .map(([file]) => file)
  const count = Math.max(1, Math.min(availableParallelism(), 4, Math.floor(files.length / FEW)))
  return Array.from({ length: count }, (_, part) => {
    const share = files.filter((_, index) => index % count === part)
    const outputSelection = Object.fromEntries(share.map((file) => [file, asked(file)]))
    return { ...input, settings: { ...input.settings, outputSelection } }
  })
}

function compiled(input) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: JSON.stringify(input) })
    worker.once('message', (answer) => resolve(JSON.parse(answer)))
    worker.once('error', reject)
  })
}
