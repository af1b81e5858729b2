import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { type Browser, chromium as playwright } from '@playwright/test'
import { writeDeployment } from '@/contracts/script/scenario'
import { buildContracts } from './abi'
import { ensureBuild } from './build'
import { command } from './command'
import { startConsole, untilHealthy } from './console'
import { freePort } from './ports'
import { CliError, print, step } from './print'
import { deleteAtEnd, endAll } from './processes'
import { startScenarioChain } from './scenario-chain'
import { chromium, root } from './tools'

/** Time at which the scenario ends, so that every picture shows the same figures [unix s]. */
const NOW = BigInt(Date.UTC(2026, 10, 20, 8, 0, 0) / 1000)

const SCREENS = { desktop: { width: 1280, height: 720 }, phone: { width: 390, height: 844 } } as const
const SCHEMES = ['light', 'dark'] as const
const ROUTES = [
  '/',
  '/cutover',
  '/primes',
  '/primes/spark',
  '/primes/keel',
  '/limits',
  '/srusds',
  '/diamond',
  '/governance',
  '/handbook',
  '/emergency',
  '/proposal',
] as const

type Picture = {
  readonly route: string
  readonly screen: keyof typeof SCREENS
  readonly scheme: (typeof SCHEMES)[number]
}

/** The pictures of the README. */
const README: readonly Picture[] = [
  { route: '/', screen: 'desktop', scheme: 'light' },
  { route: '/primes/keel', screen: 'desktop', scheme: 'light' },
  { route: '/emergency', screen: 'phone', scheme: 'light' },
]

const everyPicture = (routes: readonly string[]): Picture[] =>
  routes.flatMap((route) =>
    (['desktop', 'phone'] as const).flatMap((screen) => SCHEMES.map((scheme) => ({ route, screen, scheme }))),
  )

/** `/limits` on a phone in the dark as `limits-phone-dark.png`. */
const fileOf = ({ route, screen, scheme }: Picture): string =>
  `${route.replaceAll(/\W+/g, '-').replace(/^-/, '') || 'overview'}-${screen}-${scheme}.png`

async function take(browser: Browser, origin: string, picture: Picture, folder: string): Promise<void> {
  const context = await browser.newContext({
    viewport: SCREENS[picture.screen],
    colorScheme: picture.scheme,
    reducedMotion: 'reduce',
    deviceScaleFactor: 1,
    locale: 'en-GB',
  })
  // A returning visitor, so that the page looks as it does every day.
  await context.addCookies([{ name: 'visited', value: 'yes', url: origin }])
  const page = await context.newPage()
  const response = await page.goto(origin + picture.route)
  if (!response?.ok()) throw new CliError(`${picture.route}: HTTP ${response?.status()}`)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(500)
  await page.screenshot({ path: path.join(folder, fileOf(picture)), animations: 'disabled' })
  await context.close()
}

/** A chain at the end of the scenario and the console on it. */
async function startStack(): Promise<string> {
  await step('Compile the contracts', buildContracts)
  const chain = await step('Play the scenario', () => startScenarioChain({ now: NOW }))
  await step('Build the console', ensureBuild)
  const files = mkdtempSync(path.join(tmpdir(), 'generator-pau-screenshots-'))
  deleteAtEnd(files)
  const deployment = path.join(files, 'deployment.json')
  writeDeployment(deployment, chain.deployment)
  const port = await freePort()
  await step('Start the console', () => startConsole({ deployment, rpcUrls: chain.url, port }))
  await step('Read the chain', () => untilHealthy(port))
  return `http://localhost:${port}`
}

/**
 * `npm run screenshots`: the pictures of the README. With `--out folder`, every page or the named pages, on both
 * screens in both colour schemes.
 */
export const main = command(async (args) => {
  const { values, positionals } = parseArgs({
    args,
    options: { out: { type: 'string' } },
    allowPositionals: true,
  })
  const folder = path.resolve(values.out ?? path.join(root, 'public/screenshots'))
  const everything = everyPicture(positionals.length > 0 ? positionals : ROUTES)
  const pictures = values.out === undefined ? README : everything
  mkdirSync(folder, { recursive: true })
  const origin = await startStack()
  const browser = await playwright.launch({
    executablePath: await chromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  for (const picture of pictures) {
    await step(fileOf(picture), () => take(browser, origin, picture, folder))
  }
  await browser.close()
  await endAll()
  print(`${pictures.length} pictures in ${folder}`)
  process.exit(0)
})
