import type { ActionRequest } from '@/lib/actions'
import type { ActionCase, Cases } from './case'
import { emergency } from './emergency'
import { governance } from './governance'
import { money } from './money'

export type { ActionCase } from './case'

/** Every action of the console, each with somebody who may take it. A kind that is missing does not compile. */
const casesByKind: Readonly<Record<ActionRequest['kind'], Cases>> = {
  ...emergency,
  ...governance,
  ...money,
}

const all = (kinds: Readonly<Record<string, Cases>>): readonly ActionCase[] => Object.values(kinds).flat()

/** Actions on rights and actions on amounts: a test that takes long for all actions is split in two by these. */
export const casesOfPower: readonly ActionCase[] = all({ ...emergency, ...governance })
export const casesOfMoney: readonly ActionCase[] = all(money)

export const actionCases: readonly ActionCase[] = [...casesOfPower, ...casesOfMoney]

/** The first case of every kind, for tests whose result is the same for all cases of a kind. */
export const oneOfEachKind: readonly ActionCase[] = Object.values(casesByKind).map(([first]) => first)
