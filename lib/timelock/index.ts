export { hashOperation, type OperationContent, type TimelockCall } from './hash'
export { type OperationState, operationState, readyAt } from './operation'
export {
  isQueueComplete,
  type QueuedOperation,
  type QueueStatus,
  rebuildQueue,
  type TimelockLog,
} from './queue'
