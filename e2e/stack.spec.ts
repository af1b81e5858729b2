import { decodeAbiParameters, type Hex, numberToHex, parseAbiParameters } from 'viem'
import { httpRpc } from '../lib/chain/rpc'
import { expect, test } from './fixtures'

const TELLS_ITS_BLOCK = '0x00000000000000000000000000000000000000aa'

/** Called without data it stores `block.number`; with some, it answers `block.number` and what it stored. */
const storesOrTellsItsBlock = '0x3660095743600055005b435f525f5460205260405ff3'

const twoNumbers = parseAbiParameters('uint256 inBlock, uint256 inStorage')

test('two stories begin at the same second and height, in blocks that replace each other', async ({
  chain,
}) => {
  const first = await chain.head()
  await chain.mine()
  await chain.rewind()
  const second = await chain.head()
  expect(second).toEqual({ ...first, hash: second.hash })
  expect(second.hash).not.toBe(first.hash)
})

test('what is asked of a block is answered from its state, also while the next one is mined', async ({
  chain,
}) => {
  const rpc = httpRpc(chain.rpcUrl)
  await chain.setCode(TELLS_ITS_BLOCK, storesOrTellsItsBlock)
  let ended = false
  const answers: (readonly bigint[])[] = []
  const ask = async () => {
    while (!ended) {
      const { number } = await chain.head()
      const call = { to: TELLS_ITS_BLOCK, data: '0x01' }
      const told = await rpc.request<Hex>('eth_call', [call, numberToHex(number)])
      answers.push([BigInt(number), ...decodeAbiParameters(twoNumbers, told)])
    }
  }
  const store = async () => {
    for (let block = 0; block < 150; block++) await chain.call(TELLS_ITS_BLOCK, TELLS_ITS_BLOCK, '0x')
    ended = true
  }
  await chain.call(TELLS_ITS_BLOCK, TELLS_ITS_BLOCK, '0x')
  await Promise.all([store(), ...Array.from({ length: 6 }, ask)])
  expect(answers.length).toBeGreaterThan(300)
  expect(answers.filter(([asked, inBlock, inStorage]) => inBlock !== asked || inStorage !== asked)).toEqual(
    [],
  )
})
