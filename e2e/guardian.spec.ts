import type { Page } from '@playwright/test'
import { type Address, encodeFunctionData } from 'viem'
import { deployedUnit } from '@/lib/testing/units'
import { guardianAddresses, roles } from '../contracts/script/roles'
import { guardianCouncilAbi } from '../lib/abi'
import { expect, test } from './fixtures'
import { openNotYours } from './standing'

const review = (page: Page, title: RegExp) => page.getByRole('dialog', { name: title })

/** The row of a frozen account in the card of lifts. */
const liftOf = (page: Page, beam: Address) => page.locator(`[data-lift="${beam}"]`)

/** A freeze of a BEAM, of its pairs with these. */
const freeze = (beam: Address, rateLimits: readonly Address[] = [], controllers: readonly Address[] = []) =>
  encodeFunctionData({
    abi: guardianCouncilAbi,
    functionName: 'freeze',
    args: [beam, rateLimits, controllers],
  })

test('any one guardian freezes a relayer, which can then migrate nothing', async ({ page, chain, as }) => {
  const wallet = await as('guardian7', '/emergency')
  const beam = page.locator(`[data-beam="${roles.relayer1.address}"]`)
  await expect(beam).toContainText('Relayer of USDS Generator')
  await beam.getByRole('button', { name: /^Freeze BEAM 0x15d3/ }).click()
  const dialog = review(page, /Freeze BEAM/)
  await expect(dialog).toContainText('16 of the 24 guardians can lift it')
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await dialog.getByRole('button', { name: 'Sign: freeze BEAM' }).click()
  await expect(dialog).toContainText(/stated changes? on chain at block/)
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(beam).toContainText('Frozen')
  await expect(beam).toContainText('0 of 16 votes to lift it')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('BEAMs (Generator scope): frozen')
  // A freeze by the council, and nothing else, went to the wallet.
  expect(wallet.asked).toEqual([
    {
      to: deployedUnit(chain.deployment).guardianCouncil,
      data: freeze(roles.relayer1.address),
    },
  ])
})

test('any one guardian takes a cBEAM its pairs, and the page says what a lift gives back', async ({
  page,
  chain,
  as,
}) => {
  const wallet = await as('guardian7', '/emergency')
  const beam = page.locator(`[data-beam="${roles.cBeam.address}"]`)
  await expect(beam).toContainText('cBEAM of USDS Generator')
  await beam.getByRole('button', { name: /^Freeze BEAM/ }).click()
  const dialog = review(page, /Freeze BEAM/)
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await dialog.getByRole('button', { name: 'Sign: freeze BEAM' }).click()
  await expect(dialog).toContainText(/stated changes? on chain at block/)
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(beam).toContainText('Holds no role')
  await expect(beam).toContainText('A lift gives back: cBEAM of USDS Generator')
  const [generator] = chain.deployment.generators
  const { rateLimits, diamond } = generator!.addresses
  expect(wallet.asked).toEqual([
    {
      to: deployedUnit(chain.deployment).guardianCouncil,
      data: freeze(roles.cBeam.address, [rateLimits], [diamond]),
    },
  ])
})

test('any one guardian freezes every BEAM by one press, and another finds them frozen', async ({
  page,
  chain,
  as,
}) => {
  const wallet = await as('guardian7', '/emergency')
  const freezing = page.getByRole('region', { name: 'Freeze', exact: true })
  await expect(freezing).toContainText(/As a guardian it may freeze \d+ BEAMs\./)
  await freezing.getByRole('button', { name: 'Freeze every BEAM as a guardian' }).click()
  const dialog = review(page, /^Freeze every BEAM/)
  await expect(dialog).toContainText(
    'Generator GovOps (cBEAM) (Generator scope) can no longer act as: cBEAM of USDS Generator',
  )
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  const sign = dialog.getByRole('button', { name: /^Sign \d+ times: freeze every BEAM$/ })
  const count = Number(/\d+/.exec((await sign.textContent()) ?? '')?.[0])
  await sign.click()
  // One after the other, each with its time.
  for (let done = 0; done < count; done++) {
    await expect(dialog.locator('[data-call="mined"]').nth(done)).toBeVisible()
  }
  await expect(dialog).toContainText('stated changes on chain at block')
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(freezing).toContainText('As a guardian it finds every BEAM frozen.')
  await expect(freezing.getByRole('button', { name: 'Freeze every BEAM as a guardian' })).toHaveCount(0)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('frozen')
  expect(wallet.asked).toHaveLength(count)
  const councils = chain.deployment.units.map(({ guardianCouncil }) => guardianCouncil)
  expect(wallet.asked.filter(({ to }) => !councils.includes(to))).toEqual([])
  const { rateLimits, diamond } = chain.deployment.generators[0]!.addresses
  const data = wallet.asked.map((asked) => asked.data)
  for (const beam of [roles.relayer1, roles.relayer2]) expect(data).toContain(freeze(beam.address))
  expect(data).toContain(freeze(roles.cBeam.address, [rateLimits], [diamond]))
  expect(data).toContain(freeze(roles.coreCouncil.address))
})

const voteToLift = (beam: Address) =>
  encodeFunctionData({ abi: guardianCouncilAbi, functionName: 'lift', args: [beam] })

test('a guardian votes to lift a freeze, and the page counts the vote', async ({ page, chain, as }) => {
  const council = deployedUnit(chain.deployment).guardianCouncil ?? ''
  const { address } = roles.relayer1
  await chain.call(roles.guardian1.address, council, freeze(address))
  await chain.call(roles.guardian1.address, council, voteToLift(address))
  const wallet = await as('guardian7', '/emergency')
  const beam = page.locator(`[data-beam="${address}"]`)
  await expect(beam).toContainText('1 of 16 votes to lift it')
  await liftOf(page, address)
    .getByRole('button', { name: /^Vote to lift the freeze of 0x15d3/ })
    .click()
  const dialog = review(page, /Vote to lift the freeze of BEAM .* \(vote 2 of 16\)/)
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await dialog.getByRole('button', { name: 'Sign: vote to lift the freeze' }).click()
  await expect(dialog).toContainText('1 stated change on chain at block')
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(beam).toContainText('2 of 16 votes to lift it')
  expect(wallet.asked).toEqual([{ to: council, data: voteToLift(address) }])

  // Who has voted is not told by the council, so the simulation says that a second vote does not count.
  await liftOf(page, address)
    .getByRole('button', { name: /^Vote to lift the freeze/ })
    .click()
  const again = review(page, /\(vote 3 of 16\)/)
  await expect(again).toContainText('GuardianCouncil/has-voted')
  await expect(again.getByRole('button', { name: 'Sign: vote to lift the freeze' })).toBeDisabled()
})

test('the sixteenth vote gives a cBEAM its pairs back', async ({ page, chain, as }) => {
  const council = deployedUnit(chain.deployment).guardianCouncil ?? ''
  const { address } = roles.cBeam
  const { rateLimits, diamond } = chain.deployment.generators[0]!.addresses
  await chain.call(guardianAddresses[0]!, council, freeze(address, [rateLimits], [diamond]))
  for (const guardian of guardianAddresses.slice(0, 15))
    await chain.call(guardian, council, voteToLift(address))
  await as('guardian16', '/emergency')
  const beam = page.locator(`[data-beam="${address}"]`)
  await expect(beam).toContainText('15 of 16 votes to lift it')
  await liftOf(page, address)
    .getByRole('button', { name: /^Vote to lift the freeze/ })
    .click()
  const dialog = review(page, /^Lift the freeze of BEAM/)
  await expect(dialog).toContainText('Everything comes back that the freeze took')
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await dialog.getByRole('button', { name: 'Sign: vote to lift the freeze' }).click()
  await expect(dialog).toContainText(/stated changes on chain at block/)
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(beam).toContainText('cBEAM of USDS Generator')
  await expect(beam).not.toContainText('votes to lift it')
  await expect(liftOf(page, address)).toHaveCount(0)
  await expect(page.getByRole('main').getByRole('button', { name: /^Vote to lift/ })).toHaveCount(0)
})

test('a relayer that guardians froze is refused, with the reason', async ({ page, chain, as }) => {
  await chain.call(
    roles.guardian1.address,
    deployedUnit(chain.deployment).guardianCouncil ?? '',
    freeze(roles.relayer1.address),
  )
  const wallet = await as('relayer1', '/primes/keel')
  await page.getByRole('tab', { name: 'Migrate', exact: true }).click()
  const panel = page.getByRole('tabpanel', { name: 'Migrate', exact: true })
  await panel.getByLabel('Amount to migrate').fill('1')
  await expect(panel.getByRole('button', { name: 'Migrate debt of Keel' })).toBeDisabled()
  await expect(panel).toContainText('Not a relayer of USDS Generator, or frozen by guardians')
  expect(wallet.asked).toEqual([])
})

test('the Core Council revokes a cBEAM with all of its pairs in one go', async ({ page, as }) => {
  const wallet = await as('coreCouncil', '/emergency')
  const cBeam = page.locator(`[data-cbeam="${roles.cBeam.address}"]`)
  await expect(cBeam).toContainText('Paired with')
  await cBeam.getByRole('button', { name: /^Revoke cBEAM/ }).click()
  const dialog = review(page, /Revoke cBEAM/)
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await expect(dialog).toContainText('unsetCBeamForRateLimits(address,address)')
  await expect(dialog).toContainText('unsetCBeamForController(address,address)')
  await expect(dialog).toContainText('delCBeam(address)')
  await dialog.getByRole('button', { name: 'Sign 3 times: revoke cBEAM' }).click()
  await expect(dialog.locator('[data-call="mined"]')).toHaveCount(3)
  await expect(dialog).toContainText('stated changes on chain at block')
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(cBeam).toHaveCount(0)
  expect(wallet.asked).toHaveLength(3)
})

test('a stranger may neither freeze a BEAM nor revoke a cBEAM', async ({ page, as }) => {
  const wallet = await as('keeper', '/emergency')
  await openNotYours(page)
  const beam = page.locator(`[data-beam="${roles.relayer1.address}"]`)
  await expect(beam.getByRole('button', { name: /^Freeze BEAM/ })).toBeDisabled()
  await expect(beam).toContainText('Not a guardian')
  const cBeam = page.locator(`[data-cbeam="${roles.cBeam.address}"]`)
  await expect(cBeam.getByRole('button', { name: /^Revoke cBEAM/ })).toBeDisabled()
  expect(wallet.asked).toEqual([])
})
