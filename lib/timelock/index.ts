export { type OperationState, operationState, readyAt } from './operation'
