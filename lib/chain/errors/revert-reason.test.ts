import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import {
  type AbiParameter,
  encodeAbiParameters,
  encodeErrorResult,
  type Hex,
  parseAbi,
  parseAbiItem,
  toFunctionSelector,
  zeroAddress,
  zeroHash,
} from 'viem'
import { describe, expect, it } from 'vitest'
import { revertReason } from './revert-reason'

const openZeppelin = path.join(process.cwd(), 'node_modules/@openzeppelin/contracts')

/** Errors that the sources below a folder declare, as `Name(type,type)`, without those that use types of their own. */
function errorsIn(folder: string): readonly string[] {
  const files = readdirSync(path.join(openZeppelin, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name.endsWith('.sol'))
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))
  return files.flatMap((source) =>
    [...source.matchAll(/^\s*error (\w+)\(([^)]*)\);/gm)].flatMap(([, name = '', inputs = '']) => {
      const types = inputs.split(',').flatMap((input) => input.trim().split(/\s+/)[0] || [])
      const isPlain = types.every((type) => /^(u?int\d+|address|bytes\d*|string|bool)$/.test(type))
      return isPlain ? [`${name}(${types.join(',')})`] : []
    }),
  )
}

const ZEROS: Readonly<Record<string, unknown>> = {
  address: zeroAddress,
  bytes32: zeroHash,
  bytes4: '0x00000000',
}

function dataOf(signature: string): Hex {
  const { inputs } = parseAbiItem(`function ${signature}`) as { inputs: readonly AbiParameter[] }
  const values = inputs.map(({ type }) => {
    if (type.endsWith('[]')) return []
    if (type === 'string') return ''
    if (type === 'bytes') return '0x'
    return /^u?int(8|16|32|48)$/.test(type) ? 0 : (ZEROS[type] ?? (type.startsWith('bytes') ? '0x00' : 0n))
  })
  return `${toFunctionSelector(signature)}${encodeAbiParameters(inputs, values).slice(2)}`
}

describe('revertReason', () => {
  it('knows the error of a call that a production Controller has not wired', () => {
    expect(revertReason('0x53595013a9059cbb00000000000000000000000000000000000000000000000000000000')).toBe(
      'CallSelectorNotWired(0xa9059cbb)',
    )
  })

  it.each([
    'IntegrationNotFound(bytes32)',
    'NotAdmin(address)',
    'NotAdmin()',
    'NotRevoker()',
    'AccountNotActor()',
    'NoAdminsRemaining()',
    'InitializationFunctionReverted(address,bytes)',
    'CannotAddSelectorsToZeroAddress(bytes4[])',
    'FailedInnerCall()',
    'TimelockUnexpectedOperationState(bytes32,bytes32)',
    'RemovalNamesFacet(address)',
  ])('knows the error %s, whichever contract reverts', (signature) => {
    expect(revertReason(dataOf(signature))).toMatch(new RegExp(`^${signature.split('(')[0]}\\(`))
  })

  it.each(['access', 'proxy', 'token/ERC20', 'utils'])(
    'knows the errors of OpenZeppelin below %s',
    (folder) => {
      const foreign =
        /Trie|RLP|Merkle|MultiSigner|SignerP256|Interoperable|Base58|Base64|P256|Checkpoint|ERC5267|ERC1363|ERC3156|ERC6372|ERC3009/
      const errors = errorsIn(folder).filter((signature) => !foreign.test(signature))
      expect(errors.length).toBeGreaterThan(3)
      for (const signature of errors) {
        expect(revertReason(dataOf(signature)), signature).toMatch(
          new RegExp(`^${signature.split('(')[0]}\\(`),
        )
      }
    },
  )

  it('says what a code of a Safe means', () => {
    const reason = (text: string) =>
      revertReason(
        encodeErrorResult({ abi: parseAbi(['error Error(string)']), errorName: 'Error', args: [text] }),
      )
    expect(reason('GS013')).toBe('GS013 (Safe: what its transaction calls reverted)')
    expect(reason('GS999')).toBe('GS999')
    expect(reason('constructor')).toBe('constructor')
    expect(reason('ds-pause-unauthorized')).toBe('ds-pause-unauthorized')
  })

  it('shows a text that a contract made up on one short line', () => {
    const reason = (text: string) =>
      revertReason(
        encodeErrorResult({ abi: parseAbi(['error Error(string)']), errorName: 'Error', args: [text] }),
      )
    expect(reason('ok\n\u202eevil')).toBe('ok\ufffd\ufffdevil')
    expect(reason('x'.repeat(10_000))).toHaveLength(301)
    expect(revertReason(dataOf('InitializationFunctionReverted(address,bytes)')).length).toBeLessThan(200)
  })

  it('shows data that nothing explains unchanged', () => {
    expect(revertReason('0x12345678')).toBe('0x12345678')
    expect(revertReason('0x12')).toBe('0x12')
    expect(revertReason(`0x53595013${'ab'.repeat(3)}`)).toBe(`0x53595013${'ab'.repeat(3)}`)
  })
})
