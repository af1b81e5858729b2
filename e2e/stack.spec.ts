import { expect, test } from './fixtures'

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
