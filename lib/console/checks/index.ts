import type { GeneratorModel, Unchecked } from '../model'
import type { Check } from '../model/check'
import { accountingChecks } from './accounting'
import { checkAt } from './check-at'
import { emergencyChecks } from './emergency'
import { facetChecks } from './facets'
import { governanceChecks } from './governance'
import { guardianChecks } from './guardians'
import { guardrailChecks } from './guardrails'
import { limitChecks } from './limits'
import { lineMomChecks } from './line-mom'
import { migrationChecks } from './migration'
import { primeChecks, unfundedChecks } from './primes'
import { safeChecks } from './safes'
import { srUsdsChecks } from './srusds'
import { starGuardChecks } from './star-guards'
import { timelockChecks } from './timelock'
import { wiringChecks, wiringWithoutGenerator } from './wiring'

/** Every check of a model. The list depends on the deployment and on what is known, never on whether a read failed. */
export function allChecks(model: Unchecked): readonly Check[] {
  return [
    ...emergencyChecks(model),
    ...guardianChecks(model),
    ...safeChecks(model),
    ...timelockChecks(model),
    ...governanceChecks(model),
    ...lineMomChecks(model),
    ...accountingChecks(model.identities),
    ...wiringWithoutGenerator(model),
    ...model.generators.flatMap((generator) => checksOf(generator, model)),
    ...unfundedChecks(model),
  ]
}

/** The checks of a Generator and of its Primes. */
function checksOf(generator: GeneratorModel, model: Unchecked): readonly Check[] {
  const { timestamp } = model.block
  const own = [
    ...wiringChecks(generator, model),
    ...facetChecks(generator),
    ...limitChecks(generator, timestamp),
  ]
  return [
    ...own.map((check) => checkAt(model, generator, check)),
    ...primeChecks(generator, model),
    ...guardrailChecks(generator, model),
    ...starGuardChecks(generator, model),
    ...migrationChecks(generator, model),
    ...srUsdsChecks(generator, model),
  ]
}
