import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fakeDeployment } from '@/lib/testing/fakes/deployment'
import { ConfigError, readConfig } from './config'

describe('readConfig', () => {
  let folder: string
  let file: string
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'generator-pau-config-'))
    file = path.join(folder, 'deployment.json')
    writeFileSync(file, JSON.stringify(fakeDeployment()))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const read = (RPC_URL: string | undefined, DEPLOYMENT: string | undefined = file) =>
    readConfig({ DEPLOYMENT, RPC_URL })

  it('reads the deployment file and the nodes in their order', () => {
    const { deployment, nodes } = read('http://b.test:8545, https://a.test/v2/key')
    expect(deployment).toEqual(fakeDeployment())
    expect(nodes).toEqual([
      { url: 'http://b.test:8545', label: 'b.test:8545' },
      { url: 'https://a.test/v2/key', label: 'a.test' },
    ])
  })

  it('tells two nodes of one host apart without showing their keys', () => {
    const { nodes } = read('https://a.test/key1,https://a.test/key2,https://user:word@a.test/key1')
    expect(nodes.map(({ label }) => label)).toEqual(['a.test', 'a.test (2)', 'a.test (3)'])
  })

  it('shows no key that is part of the host name', () => {
    const { nodes } = read('https://key123.rpc.example,https://k3y-2.rpc.example/v2')
    expect(nodes.map(({ label }) => label)).toEqual(['….rpc.example', '….rpc.example (2)'])
  })

  it('counts a URL that is given twice once', () => {
    expect(read('http://a.test,http://a.test').nodes).toHaveLength(1)
  })

  it.each([
    [undefined, undefined, 'RPC_URL: is missing'],
    ['', undefined, 'RPC_URL: is missing'],
    ['secret', undefined, 'RPC_URL: not an http or https URL'],
    ['ws://a.test', undefined, 'RPC_URL: not an http or https URL'],
    ['http://a.test,', undefined, 'RPC_URL: not an http or https URL'],
    ['http://a.test', '', 'DEPLOYMENT: is missing'],
    ['http://a.test', '/nowhere.json', '/nowhere.json: no such file'],
  ])('refuses RPC_URL %j with DEPLOYMENT %j', (rpcUrl, deployment, message) => {
    expect(() => read(rpcUrl, deployment)).toThrow(new ConfigError(message))
  })
})
