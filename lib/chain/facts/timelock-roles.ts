import { type Hex, keccak256, toHex, zeroHash } from 'viem'
import type { TimelockRoleFacts } from '@/lib/console/facts'

export const timelockRoles: Readonly<Record<TimelockRoleFacts['role'], Hex>> = {
  PROPOSER_ROLE: keccak256(toHex('PROPOSER_ROLE')),
  CANCELLER_ROLE: keccak256(toHex('CANCELLER_ROLE')),
  EXECUTOR_ROLE: keccak256(toHex('EXECUTOR_ROLE')),
  PAUSER_ROLE: keccak256(toHex('PAUSER_ROLE')),
  DEFAULT_ADMIN_ROLE: zeroHash,
}
