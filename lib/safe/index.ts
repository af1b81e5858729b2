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
  bindsContractsByBytes,
  calldataDigest,
  domainSeparator,
  isUnsupportedSafeVersion,
  messageHash,
  type SafeTypedData,
  safeTxHash,
  safeTypedData,
  typedDomain,
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
  type NestedHashes,
  type NestedTypedData,
  nestedHash,
  nestedHashes,
  nestedTypedData,
  signedBytes,
} from './nested'
export {
  type JudgedSignature,
  type NestedSafe,
  type OffChainSignature,
  type SignatureFault,
  type SignedInput,
  type SignedState,
  signedState,
} from './off-chain'
export { nonceProposed } from './proposed'
export { plainSignature, signerOf } from './recover'
export {
  approvedSignatures,
  MalformedSignatureError,
  type OwnerSignature,
  type PackedSignature,
  packNested,
  packSignatures,
  TooFewSignaturesError,
  unpackSignatures,
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
