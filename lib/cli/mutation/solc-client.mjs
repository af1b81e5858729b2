#!/usr/bin/env node
// Forge runs this as the compiler of a copy of the project; it passes the question to the server (solc-server.mjs).
import { connect } from 'node:net'

const asksVersion = process.argv.includes('--version')
const connection = connect(process.env.SOLC_SOCKET)
if (asksVersion) {
  process.stdout.write('solc, the solidity compiler commandline interface\nVersion: ')
  connection.end()
} else {
  process.stdin.pipe(connection)
}
connection.pipe(process.stdout)
