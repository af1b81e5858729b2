export { contractEntries, type Entry } from './entries'
export { identityOf } from './identity'
export { type AddressBook, addressBook } from './names'
export { type ParsedDeployment, parseDeployment, parseDeploymentText } from './parse'
export type {
  ControllerDeployment,
  Deployment,
  GeneratorDeployment,
  GovernanceDeployment,
  PauReader,
  PrimeDeployment,
  SrUsdsDeployment,
  UnfundedPrime,
  UnitDeployment,
} from './schema'
export { visible } from './show'
export { asksRegistry, contractsOf, freezableOfPrimes, primesOf, unitNamed } from './units'
