import type { Unchecked } from '../model'
import type { Check } from '../model/check'
import { accountingChecks } from './accounting'
import { emergencyChecks } from './emergency'
import { facetChecks } from './facets'
import { governanceChecks } from './governance'
import { guardianChecks } from './guardians'
import { guardrailChecks } from './guardrails'
import { limitChecks } from './limits'
import { migrationChecks } from './migration'
import { primeChecks, unfundedChecks } from './primes'
import { safeChecks } from './safes'
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
    ...accountingChecks(model.identities),
    ...wiringWithoutGenerator(model),
    ...model.generators.flatMap((generator) => [
      ...wiringChecks(generator, model),
      ...facetChecks(generator),
      ...limitChecks(generator, model.block.timestamp),
      ...primeChecks(generator, model.block.timestamp),
      ...guardrailChecks(generator, model.time),
      ...starGuardChecks(generator, model.time),
      ...migrationChecks(generator, model),
    ]),
    ...unfundedChecks(model),
  ]
}
