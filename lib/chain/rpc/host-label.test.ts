import { describe, expect, it } from 'vitest'
import { hiddenInHost, hostLabel } from './host-label'

describe('the host of a node as people may see it', () => {
  it.each([
    // Unchanged: names, numbers, and sub-domains of known words.
    ['http://localhost:8545', 'localhost:8545'],
    ['http://anvil:8545', 'anvil:8545'],
    ['http://127.0.0.1:8545/key', '127.0.0.1:8545'],
    ['http://[::1]:8545', '[::1]:8545'],
    ['https://a.test/v2/key', 'a.test'],
    ['https://user:word@node.co.uk', 'node.co.uk'],
    ['https://eth-mainnet.g.alchemy.com/v2/key', 'eth-mainnet.g.alchemy.com'],
    ['https://rpc2.eu-west-1.provider.example', 'rpc2.eu-west-1.provider.example'],
    // What may be a key is hidden.
    ['https://key123.rpc.example', '….rpc.example'],
    ['https://0123456789abcdef.eth.rpc.example:8443/x', '….eth.rpc.example:8443'],
    ['https://rpc.0123456789abcdef.rpc.example', '….rpc.example'],
    ['https://cool-quiet-river.ethereum.provider.example', '….ethereum.provider.example'],
    ['https://key123.node.co.uk', '….node.co.uk'],
    ['https://KEY123.Rpc.Example', '….rpc.example'],
    ['https://rpc20250101.rpc.example', '….rpc.example'],
  ])('shows the host of %s as %s', (url, label) => {
    expect(hostLabel(url)).toBe(label)
    for (const part of hiddenInHost(url)) expect(label).not.toContain(part)
  })

  it('lists what it left out, part by part', () => {
    expect(hiddenInHost('https://key123.x9.rpc.example')).toEqual(['key123.x9', 'key123', 'x9'])
    expect(hiddenInHost('https://rpc.example')).toEqual([])
  })
})
