// Runs `lib/cli/<command>.ts`. It has no dependency, so that every command works from a clean clone: it checks Node,
// installs what is missing, then hands over to TypeScript in this same process.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const MINIMUM_NODE = [20, 19]
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

/** Exits with one line that says what is wrong. */
function fail(line) {
  process.stderr.write(`${line}\n`)
  process.exit(1)
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  const [wantedMajor, wantedMinor] = MINIMUM_NODE
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return
  fail(`Node ${MINIMUM_NODE.join('.')} or newer is needed; this is ${process.versions.node}.`)
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages ?? {}
  } catch {
    return null
  }
}

/** Why packages have to be installed, or null. npm writes the second file at the end of an installation. */
function missingPackages() {
  const wanted = packagesOf('package-lock.json')
  if (wanted === null) fail('package-lock.json is missing or not JSON.')
  const installed = packagesOf('node_modules/.package-lock.json')
  if (installed === null) return 'not installed yet'
  for (const [name, { version, optional, devOptional, link }] of Object.entries(wanted)) {
    if (name === '' || link) continue
    const found = installed[name]
    // Packages for other platforms are in the lockfile and not on disk.
    if (found === undefined && (optional || devOptional)) continue
    if (found?.version !== version) return 'package-lock.json changed'
    if (!existsSync(path.join(root, name, 'package.json'))) return `${name} is missing`
  }
  return null
}

/** Runs a child in this process group, so that Ctrl-C reaches it, and passes a signal to this process on. */
function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
    const stop = () => child.kill('SIGTERM')
    process.once('SIGTERM', stop)
    process.once('SIGHUP', stop)
    process.once('SIGINT', stop)
    child.once('error', (error) => fail(`${command} could not be started: ${error.message}`))
    child.once('exit', (code, signal) => {
      for (const name of ['SIGTERM', 'SIGHUP', 'SIGINT']) process.off(name, stop)
      resolve(signal === null ? code : 130)
    })
  })
}

async function install() {
  const reason = missingPackages()
  if (reason === null) return
  const started = performance.now()
  process.stdout.write(`Installing packages (${reason})\n`)
  // The build needs the development packages too, whatever NODE_ENV says.
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  const npm = process.env.npm_execpath
  const code = npm?.endsWith('.js') ? await run(process.execPath, [npm, ...args]) : await run('npm', args)
  if (code !== 0) fail(`npm ci failed with code ${code}; see its output above.`)
  process.stdout.write(`Packages installed in ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
}

checkNode()
process.chdir(root)
const command = process.argv[2] ?? ''
const module = path.join(root, 'lib/cli', `${command}.ts`)
if (!/^[a-z]+$/.test(command) || !existsSync(module)) fail(`No such command: "${command}".`)
await install()
const { register } = await import('tsx/esm/api')
register()
const { main } = await import(module)
await main(process.argv.slice(3))
