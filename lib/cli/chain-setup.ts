import { buildContracts } from './abi'

/** Before all tests that need Anvil: the contract build from which they deploy. */
export default buildContracts
