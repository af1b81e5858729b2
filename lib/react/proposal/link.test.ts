import fc from 'fast-check'
import { keccak256, stringToBytes } from 'viem'
import { describe, expect, it } from 'vitest'
import { roles } from '@/contracts/script/roles'
import { mostSignatures } from '@/lib/actions'
import { stringify } from '@/lib/chain/wire'
import { safeTransaction } from '@/lib/safe'
import { compressed } from '../page/compress'
import { canTravel, longestText, merged, type Proposal, proposalText, readProposalText, subjectOf } from '.'
import { fragmentOf, longestInput, readProposal } from './link'
import { keepProposal, keptProposals, type ProposalShelf, readProposals } from './shelf'

const chainId = 31_337
const safe = roles.donor.address
const generator = roles.keeper.address
const signature = (fill: string) => `0x${fill.repeat(64)}1b` as const
const signed = (signer: keyof typeof roles, fill = 'ab') => ({
  signer: roles[signer].address,
  signature: signature(fill),
})

const proposal = (signatures = [signed('freezerSigner1')], nonce = 3n): Proposal => ({
  chainId,
  request: {
    kind: 'freeze-all',
    generator,
    through: safe,
    carried: {
      transaction: safeTransaction([{ to: generator, value: 0n, data: '0x0102' }], nonce),
      signatures,
    },
  },
})

const problem = async (input: string) => {
  const read = await readProposal(input, chainId)
  return read.ok ? null : read.problem
}
const origin = 'https://console.example/proposal'
const linkOf = async (of: Proposal) => `${origin}#${await fragmentOf(proposalText(of))}`

describe('a proposal on its way', () => {
  it('comes back from its link, from what follows the #, and from its file', async () => {
    const link = await linkOf(proposal())
    for (const input of [link, ` ${link}\n`, link.split('#')[1]!, proposalText(proposal())]) {
      expect(await readProposal(input, chainId)).toEqual({ ok: true, proposal: proposal() })
    }
  })

  it('comes back from a browser that cannot compress', async () => {
    const stream = globalThis.CompressionStream
    try {
      Reflect.deleteProperty(globalThis, 'CompressionStream')
      const link = await linkOf(proposal())
      expect(link).toContain('#1.p.')
      expect(await readProposal(link, chainId)).toEqual({ ok: true, proposal: proposal() })
    } finally {
      globalThis.CompressionStream = stream
    }
  })

  it('is named as cut off or edited at every length and at every character', async () => {
    const fragment = await fragmentOf(proposalText(proposal()))
    for (let at = 1; at < fragment.length; at += 1) {
      expect(await problem(fragment.slice(0, at)), `${at} characters`).toMatch(/cut off|no link/)
      const other = fragment[at] === 'A' ? 'B' : 'A'
      const edited = `${fragment.slice(0, at)}${other}${fragment.slice(at + 1)}`
      expect(await problem(edited), `character ${at}`).not.toBeNull()
    }
  })

  it('is refused as a file with any character edited, unless that gives another proposal to be judged', () => {
    const text = proposalText(proposal())
    for (let at = 0; at < text.length; at += 1) {
      const edited = `${text.slice(0, at)}${text[at] === '7' ? '8' : '7'}${text.slice(at + 1)}`
      const read = readProposalText(edited, chainId)
      if (read.ok) expect(proposalText(read.proposal)).toBe(edited)
    }
  })

  it.each([
    ['nothing', '', /empty/],
    ['another page', 'https://console.example/limits', /no link/],
    ['prose', 'Please sign this', /no link/],
    ['a later version', '2.z.AAAA.00000000', /version 2 of links/],
    ['more than is read', 'x'.repeat(longestInput + 1), /longer than/],
    ['other JSON', '{"a":1}', /no proposal/],
    ['a later version in a file', '{"generatorPauProposal":"2"}', /version 2 of proposals/],
    ['half a file', proposalText(proposal()).slice(0, 200), /cut off or edited/],
  ])('is named for what it is: %s', async (_, input, says) => {
    expect(await problem(input)).toMatch(says)
  })

  it('is named as of another chain, and as none without a Safe', async () => {
    expect(await problem(await linkOf({ ...proposal(), chainId: 1 }))).toBe(
      'It is for chain 1; this console is on chain 31337.',
    )
    const direct = stringify({
      chainId,
      generatorPauProposal: '1',
      request: { generator, kind: 'freeze-all' },
    })
    expect(await problem(direct)).toMatch(/names no Safe/)
  })

  it('is refused where it says more than this console would write', () => {
    const text = proposalText(proposal())
    for (const more of [
      text.replace('{', '{"a":1,'),
      text.replace('"kind"', '"hidden":"x","kind"'),
      text.replace('{', '{ '),
      text.replace(generator, generator.toLowerCase()),
    ]) {
      expect(more).not.toBe(text)
      expect(readProposalText(more, chainId)).toMatchObject({ ok: false })
    }
  })

  it('is not unpacked beyond what a proposal can have', async () => {
    const bomb = proposal([], 0n)
    const data = `0x${'00'.repeat(9_000)}` as const
    const many = Array.from({ length: 64 }, () => signed('keeper', '00'))
    const large = { ...bomb.request, carried: { ...bomb.request.carried, signatures: many } }
    const text = proposalText({
      chainId,
      request: {
        ...large,
        carried: { ...large.carried, transaction: { ...large.carried.transaction, data } },
      },
    })
    expect(text.length).toBeLessThan(longestText)
    // Forty times as much still fits into a short link.
    const bytes = await compressed(new TextEncoder().encode(text.repeat(40)))
    const payload = Buffer.from(bytes!).toString('base64url')
    const check = keccak256(stringToBytes(`1.z.${payload}`)).slice(2, 10)
    expect(await problem(`1.z.${payload}.${check}`)).toMatch(/unpacks to more than/)
  })

  it('can be handed on unless it has more calls than are read', () => {
    const { request } = proposal()
    const withData = (bytes: number): Proposal => {
      const transaction = { ...request.carried.transaction, data: `0x${'01'.repeat(bytes)}` as const }
      return { chainId, request: { ...request, carried: { ...request.carried, transaction } } }
    }
    expect(canTravel(withData(9_000))).toBe(true)
    expect(canTravel(withData(10_000))).toBe(false)
  })

  it('is never an exception, whatever is given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 300 }), async (text) => {
        expect((await readProposal(text, chainId)).ok).toBe(false)
        expect((await readProposal(`{${text}`, chainId)).ok).toBe(false)
      }),
    )
  })
})

describe('signatures that come one by one', () => {
  it('add up in any order, each once', () => {
    const [a, b] = [proposal([signed('freezerSigner1')]), proposal([signed('freezerSigner2')])]
    expect(proposalText(merged(a, b))).toBe(proposalText(merged(b, a)))
    expect(merged(merged(a, b), a).request.carried.signatures).toHaveLength(2)
    const junk = proposal(
      Array.from({ length: mostSignatures }, (_, index) =>
        signed('keeper', (index + 16).toString(16).padStart(2, '0')),
      ),
    )
    const crowded = merged(junk, a)
    expect(crowded.request.carried.signatures).toHaveLength(mostSignatures)
    expect(crowded.request.carried.signatures).toContainEqual(a.request.carried.signatures[0])
    expect(canTravel(crowded)).toBe(true)
    expect(subjectOf(a)).toBe(subjectOf(b))
    expect(subjectOf(a)).not.toBe(subjectOf(proposal([], 4n)))
  })
})

describe('what a browser keeps of proposals', () => {
  const shelf = (): ProposalShelf => {
    const entries = new Map<string, string>()
    return {
      getItem: (key) => entries.get(key) ?? null,
      setItem: (key, value) => void entries.set(key, value),
      removeItem: (key) => void entries.delete(key),
    }
  }

  it('is each transaction once, with every signature, the newest first, and not without end', () => {
    const own = shelf()
    keepProposal(own, proposal([signed('freezerSigner1')]))
    keepProposal(own, proposal([], 9n))
    const whole = keepProposal(own, proposal([signed('freezerSigner2')]))
    expect(whole.request.carried.signatures).toHaveLength(2)
    expect(readProposals(own, chainId)).toEqual([whole, proposal([], 9n)])
    for (let nonce = 10n; nonce < 40n; nonce += 1n) keepProposal(own, proposal([], nonce))
    expect(readProposals(own, chainId)).toHaveLength(keptProposals)
  })

  it('is nothing where the storage fails or says nonsense', () => {
    expect(readProposals(null, chainId)).toEqual([])
    const failing = {
      getItem: () => {
        throw new Error('denied')
      },
      setItem: () => {
        throw new Error('full')
      },
      removeItem: () => undefined,
    }
    expect(keepProposal(failing, proposal())).toEqual(proposal())
    for (const text of ['', '{}', '[1,{}]', '["{}"]']) {
      expect(readProposals({ ...shelf(), getItem: () => text }, chainId)).toEqual([])
    }
  })
})
