export { hashOperation, type OperationContent, type TimelockCall } from './hash'
export { type ListedId, notSeen, toldByContract, type WalkedList, walkList } from './list'
export { type OperationState, operationState, readyAt } from './operation'
export {
  isQueueComplete,
  type QueuedOperation,
  type QueueStatus,
  rebuildQueue,
  type TimelockLog,
} from './queue'
