export { multiSendAbi, oldSafeEventsAbi, safeAbi, safeEventsAbi, safeL2EventsAbi } from './abi'
export {
  GUARD_SLOT,
  HANDLER_SLOT,
  SAFE_HANDLERS,
  SAFE_PROXIES,
  SAFE_SINGLETONS,
  SENTINEL,
  storedAddress,
} from './codes'
export {
  type Approval,
  type CollectInput,
  type CollectState,
  type CollectStep,
  collectState,
  type Turn,
} from './collect'
export { executionIn, type RawLog } from './execution'
export {
  domainSeparator,
  isUnsupportedSafeVersion,
  messageHash,
  type SafeTypedData,
  safeTxHash,
  safeTypedData,
  UnsupportedSafeVersionError,
} from './hash'
export {
  decodeMultiSend,
  encodeMultiSend,
  MULTI_SEND_CALL_ONLY,
  MULTI_SEND_CALL_ONLY_CODE_HASH,
  type MultiSendEntry,
} from './multi-send'
export {
  approvedSignatures,
  MalformedSignatureError,
  type OwnerSignature,
  packSignatures,
  TooFewSignaturesError,
} from './signatures'
export {
  callsOf,
  type DecodedExecution,
  decodeSafeTransaction,
  encodeApproveHash,
  encodeExecTransaction,
  type SafeTransactionContent,
  safeTransaction,
} from './transaction'
export {
  CALL,
  DELEGATE_CALL,
  type SafeCall,
  type SafeDomain,
  type SafeOperation,
  type SafeTransaction,
} from './types'
