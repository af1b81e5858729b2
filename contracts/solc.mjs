#!/usr/bin/env node
// Forge drives a native solc; this answers the two calls that it makes from the npm `solc`, so that no
// compiler has to be downloaded.
import { readFileSync } from 'node:fs'
import solc from 'solc'

if (process.argv.includes('--version')) {
  process.stdout.write(`solc, the solidity compiler commandline interface\nVersion: ${solc.version()}\n`)
} else if (process.argv.includes('--standard-json')) {
  process.stdout.write(solc.compile(readFileSync(0, 'utf8')))
} else {
  process.stderr.write('solc.mjs answers --version and --standard-json only\n')
  process.exit(1)
}
