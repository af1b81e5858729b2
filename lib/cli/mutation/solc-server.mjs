// A compiler that keeps running: the wasm of `solc` takes seconds to load and warm up, and mutants are small. It
// answers one question per connection: for input up to its end, what `solc --standard-json` would answer; for no input,
// the version. `node solc-server.mjs <socket>`
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
