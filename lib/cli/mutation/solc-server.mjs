// A compiler that stays: the wasm of `solc` takes seconds to load and to warm up, and mutants are small. Answers one
// question a connection: what is written to it until its end, as `solc --standard-json` would, or the version to
// nothing. `node solc-server.mjs <socket>`
import { createServer } from 'node:net'
import solc from 'solc'

const [, , socket] = process.argv

createServer({ allowHalfOpen: true }, (connection) => {
  const chunks = []
  connection.on('data', (chunk) => chunks.push(chunk))
  connection.on('end', () => {
    const input = Buffer.concat(chunks).toString('utf8')
    connection.end(input === '' ? solc.version() : solc.compile(input))
  })
}).listen(socket, () => process.stdout.write('ready\n'))
