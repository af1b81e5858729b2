export { contractEntries, type Entry } from './entries'
export { type ParsedDeployment, parseDeployment, parseDeploymentText } from './parse'
export type { Deployment, GeneratorDeployment, PrimeDeployment } from './schema'
