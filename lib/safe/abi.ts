import { parseAbi } from 'viem'

/** The functions and errors of a Safe, 1.0.0 to 1.4.1, that the console reads, sends or meets. */
export const safeAbi = parseAbi([
  'function getOwners() view returns (address[])',
  'function getThreshold() view returns (uint256)',
  'function nonce() view returns (uint256)',
  'function VERSION() view returns (string)',
  'function isOwner(address owner) view returns (bool)',
  'function approvedHashes(address owner, bytes32 hash) view returns (uint256)',
  'function domainSeparator() view returns (bytes32)',
  'function getTransactionHash(address to, uint256 value, bytes data, uint8 operation, uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address gasToken, address refundReceiver, uint256 _nonce) view returns (bytes32)',
  'function getModulesPaginated(address start, uint256 pageSize) view returns (address[] array, address next)',
  'function getStorageAt(uint256 offset, uint256 length) view returns (bytes)',
  'function masterCopy() view returns (address)',
  'function approveHash(bytes32 hashToApprove)',
  'function execTransaction(address to, uint256 value, bytes data, uint8 operation, uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address gasToken, address refundReceiver, bytes signatures) payable returns (bool success)',
  'event ApproveHash(bytes32 indexed approvedHash, address indexed owner)',
])

/** The events of an execution. The hash is a topic since 1.4.0, and was data before. */
export const safeEventsAbi = parseAbi(['event ExecutionSuccess(bytes32 indexed txHash, uint256 payment)'])
export const oldSafeEventsAbi = parseAbi(['event ExecutionSuccess(bytes32 txHash, uint256 payment)'])

/** The events that SafeL2, the variant for layer 2, emits for every execution in addition. */
export const safeL2EventsAbi = parseAbi([
  'event SafeMultiSigTransaction(address to, uint256 value, bytes data, uint8 operation, uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address gasToken, address refundReceiver, bytes signatures, bytes additionalInfo)',
])

/** MultiSendCallOnly: `transactions` are packed, not ABI-encoded. */
export const multiSendAbi = parseAbi(['function multiSend(bytes transactions) payable'])
