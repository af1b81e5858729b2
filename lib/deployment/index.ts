export { contractEntries, type Entry } from './entries'
export { type AddressBook, addressBook } from './names'
export { type ParsedDeployment, parseDeployment, parseDeploymentText } from './parse'
export type { Deployment, GeneratorDeployment, GovernanceDeployment, PrimeDeployment } from './schema'
