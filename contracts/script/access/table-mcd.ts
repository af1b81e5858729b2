import { zeroAddress } from 'viem'
import { allocatorVaultAbi, jugAbi, migrationMomAbi, usdsAbi, vatAbi } from '@/lib/abi'
import { RAD, RAY, WAD } from '@/lib/math'
import { callOf } from '../chain'
import { roles } from '../roles'
import { signPermit, signPermitAsBytes } from './permit'
import { anyone, by, named, only, type Rule, type Step, type Table } from './rules'
import type { CallerName, World } from './world'

const NEW_ILK = named('ALLOCATOR-NEW-A')

/** Who is ward of the Vat: governance, and what moves rates and ceilings. */
const VAT_WARDS = ['governance', 'jug', 'autoLine', 'lineMom', 'migrationMom'] as const

/** Who may move what the Generator's AllocatorVault has in the Vat: itself, and UsdsJoin, which it trusts. */
const TRUSTED_BY_ALLOCATOR = ['allocatorVault', 'usdsJoin'] as const

/** `rely` and `deny`. */
const wards = (holders: CallerName | readonly CallerName[], refusal: string): Record<string, Rule> => ({
  'rely(address)': only(holders, refusal, (w) => [w.by.stranger]),
  'deny(address)': only(holders, refusal, (w) => [w.by.stranger]),
})

/** Governance gives an account collateral of the Generator's ilk that is not locked. */
const slip = (w: World): Step =>
  by(
    w.by.governance,
    callOf(w.at.vat, { abi: vatAbi, functionName: 'slip', args: [w.ilk, w.at.allocatorVault, WAD] }),
  )

/** Governance makes USDS inside of the Vat for one account, and as much debt for another. */
const suck = (w: World, debtor: CallerName, receiver: CallerName): Step =>
  by(
    w.by.governance,
    callOf(w.at.vat, { abi: vatAbi, functionName: 'suck', args: [w.by[debtor], w.by[receiver], RAD] }),
  )

const hope = (w: World, from: CallerName, trusted: CallerName): Step =>
  by(w.by[from], callOf(w.at.vat, { abi: vatAbi, functionName: 'hope', args: [w.by[trusted]] }))

const mint = (w: World, to: CallerName): Step =>
  by(w.by.governance, callOf(w.at.usds, { abi: usdsAbi, functionName: 'mint', args: [w.by[to], WAD] }))

const list = (w: World): Step =>
  by(
    w.by.governance,
    callOf(w.at.migrationMom, { abi: migrationMomAbi, functionName: 'list', args: [w.legacyIlk, RAD] }),
  )

export const mcd: Table = {
  Vat: {
    at: 'vat',
    rules: {
      ...wards(VAT_WARDS, 'Vat/not-authorized'),
      'init(bytes32)': only(VAT_WARDS, 'Vat/not-authorized', () => [NEW_ILK]),
      'file(bytes32,uint256)': only(VAT_WARDS, 'Vat/not-authorized', () => [named('Line'), RAD]),
      'file(bytes32,bytes32,uint256)': only(VAT_WARDS, 'Vat/not-authorized', (w) => [
        w.ilk,
        named('line'),
        RAD,
      ]),
      'cage()': only(VAT_WARDS, 'Vat/not-authorized'),
      'slip(bytes32,address,int256)': only(VAT_WARDS, 'Vat/not-authorized', (w) => [
        w.ilk,
        w.by.stranger,
        WAD,
      ]),
      'grab(bytes32,address,address,address,int256,int256)': only(VAT_WARDS, 'Vat/not-authorized', (w) => [
        w.ilk,
        w.at.allocatorVault,
        w.at.allocatorVault,
        zeroAddress,
        -WAD,
        0n,
      ]),
      'suck(address,address,uint256)': only(VAT_WARDS, 'Vat/not-authorized', (w) => [
        w.by.donor,
        w.by.stranger,
        RAD,
      ]),
      'fold(bytes32,address,int256)': only(VAT_WARDS, 'Vat/not-authorized', (w) => [w.ilk, w.by.donor, 1n]),
      'flux(bytes32,address,address,uint256)': only(
        TRUSTED_BY_ALLOCATOR,
        'Vat/not-allowed',
        (w) => [w.ilk, w.at.allocatorVault, w.by.stranger, WAD],
        { before: (w) => [slip(w)] },
      ),
      'move(address,address,uint256)': only(
        TRUSTED_BY_ALLOCATOR,
        'Vat/not-allowed',
        (w) => [w.at.allocatorVault, w.by.donor, RAD],
        { before: (w) => [suck(w, 'donor', 'allocatorVault')] },
      ),
      'frob(bytes32,address,address,address,int256,int256)': only(
        TRUSTED_BY_ALLOCATOR,
        'Vat/not-allowed-u',
        (w) => [w.ilk, w.at.allocatorVault, w.at.allocatorVault, w.at.allocatorVault, 0n, WAD],
      ),
      'fork(bytes32,address,address,int256,int256)': only(
        TRUSTED_BY_ALLOCATOR,
        'Vat/not-allowed',
        (w) => [w.ilk, w.at.allocatorVault, w.by.donor, WAD, 0n],
        { before: (w) => TRUSTED_BY_ALLOCATOR.map((trusted) => hope(w, 'donor', trusted)) },
      ),
      'hope(address)': anyone((w) => [w.by.relayer]),
      'nope(address)': anyone((w) => [w.by.relayer]),
      // Everybody heals with what is their own.
      'heal(uint256)': anyone(() => [RAD], { before: (w) => [suck(w, 'stranger', 'stranger')] }),
    },
  },

  Jug: {
    at: 'jug',
    rules: {
      ...wards('governance', 'Jug/not-authorized'),
      'init(bytes32)': only('governance', 'Jug/not-authorized', () => [NEW_ILK]),
      'file(bytes32,bytes32,uint256)': only(
        'governance',
        'Jug/not-authorized',
        (w) => [w.ilk, named('duty'), RAY],
        // A fee can change only in the second in which it was collected.
        {
          before: (w) => [
            by(w.by.stranger, callOf(w.at.jug, { abi: jugAbi, functionName: 'drip', args: [w.ilk] })),
          ],
        },
      ),
      'file(bytes32,uint256)': only('governance', 'Jug/not-authorized', () => [named('base'), 1n]),
      'file(bytes32,address)': only('governance', 'Jug/not-authorized', (w) => [named('vow'), w.by.stranger]),
      'drip(bytes32)': anyone((w) => [w.ilk]),
    },
  },

  Usds: {
    at: 'usds',
    rules: {
      ...wards(['governance', 'usdsJoin'], 'Usds/not-authorized'),
      'mint(address,uint256)': only(['governance', 'usdsJoin'], 'Usds/not-authorized', (w) => [
        w.by.stranger,
        WAD,
      ]),
      'burn(address,uint256)': only('almProxy', 'Usds/insufficient-allowance', (w) => [w.at.almProxy, WAD]),
      'transferFrom(address,address,uint256)': only('almProxy', 'Usds/insufficient-allowance', (w) => [
        w.at.almProxy,
        w.by.stranger,
        WAD,
      ]),
      'transfer(address,uint256)': anyone((w) => [w.by.donor, WAD], { before: (w) => [mint(w, 'stranger')] }),
      'approve(address,uint256)': anyone((w) => [w.by.donor, WAD]),
      'permit(address,address,uint256,uint256,uint8,bytes32,bytes32)': anyone((w) =>
        signPermit(w, roles.donor.account, w.by.stranger),
      ),
      'permit(address,address,uint256,uint256,bytes)': anyone((w) =>
        signPermitAsBytes(w, roles.donor.account, w.by.stranger),
      ),
    },
  },

  UsdsJoin: {
    at: 'usdsJoin',
    rules: {
      'join(address,uint256)': anyone((w) => [w.by.donor, WAD], {
        before: (w) => [
          mint(w, 'stranger'),
          by(
            w.by.stranger,
            callOf(w.at.usds, { abi: usdsAbi, functionName: 'approve', args: [w.at.usdsJoin, WAD] }),
          ),
          // What it gives inside of the Vat it must have taken in before.
          suck(w, 'donor', 'usdsJoin'),
        ],
      }),
      'exit(address,uint256)': anyone((w) => [w.by.donor, WAD], {
        before: (w) => [suck(w, 'donor', 'stranger'), hope(w, 'stranger', 'usdsJoin')],
      }),
    },
  },

  AutoLine: {
    at: 'autoLine',
    rules: {
      ...wards(['governance', 'lineMom'], 'DssAutoLine/not-authorized'),
      'setIlk(bytes32,uint256,uint256,uint256)': only(
        ['governance', 'lineMom'],
        'DssAutoLine/not-authorized',
        (w) => [w.ilk, RAD, RAD, 60n],
      ),
      'remIlk(bytes32)': only(['governance', 'lineMom'], 'DssAutoLine/not-authorized', (w) => [w.ilk]),
      'exec(bytes32)': anyone((w) => [w.ilk]),
    },
  },

  LineMom: {
    at: 'lineMom',
    rules: {
      'setOwner(address)': only('governance', 'LineMom/only-owner', (w) => [w.by.stranger]),
      'setAuthority(address)': only('governance', 'LineMom/only-owner', (w) => [w.by.stranger]),
      'file(bytes32,address)': only('governance', 'LineMom/only-owner', (w) => [
        named('autoLine'),
        w.by.stranger,
      ]),
      'addIlk(bytes32)': only('governance', 'LineMom/only-owner', () => [NEW_ILK]),
      'delIlk(bytes32)': only('governance', 'LineMom/only-owner', (w) => [w.ilk]),
      'wipe(bytes32)': only(['governance', 'hat'], 'LineMom/not-authorized', (w) => [w.ilk]),
    },
  },

  MigrationMom: {
    at: 'migrationMom',
    rules: {
      'setOwner(address)': only('governance', 'MigrationMom/only-owner', (w) => [w.by.stranger]),
      'list(bytes32,uint256)': only('governance', 'MigrationMom/only-owner', () => [NEW_ILK, RAD]),
      'delist(bytes32)': only('governance', 'MigrationMom/only-owner', (w) => [w.legacyIlk]),
      'close(bytes32)': only('governance', 'MigrationMom/only-owner', (w) => [w.legacyIlk]),
      'restore(bytes32,uint256)': only('diamond', 'MigrationMom/only-diamond', (w) => [w.legacyIlk, RAD], {
        before: (w) => [list(w)],
      }),
    },
  },

  Chainlog: {
    at: 'chainlog',
    rules: {
      ...wards('governance', 'ChainLog/not-authorized'),
      'setVersion(string)': only('governance', 'ChainLog/not-authorized', () => ['1.0.0']),
      'setAddress(bytes32,address)': only('governance', 'ChainLog/not-authorized', (w) => [
        named('MCD_VAT'),
        w.by.stranger,
      ]),
      'removeAddress(bytes32)': only('governance', 'ChainLog/not-authorized', () => [named('MCD_VAT')]),
    },
  },

  AllocatorRegistry: {
    at: 'allocatorRegistry',
    rules: {
      ...wards('governance', 'AllocatorRegistry/not-authorized'),
      'file(bytes32,bytes32,address)': only('governance', 'AllocatorRegistry/not-authorized', (w) => [
        w.ilk,
        named('buffer'),
        w.by.stranger,
      ]),
    },
  },

  AllocatorRoles: {
    at: 'allocatorRoles',
    rules: {
      ...wards('governance', 'AllocatorRoles/not-authorized'),
      'setIlkAdmin(bytes32,address)': only('governance', 'AllocatorRoles/not-authorized', (w) => [
        w.ilk,
        w.by.stranger,
      ]),
      // Governance is the admin of the ilk.
      'setUserRole(bytes32,address,uint8,bool)': only(
        'governance',
        'AllocatorRoles/ilk-not-authorized',
        (w) => [w.ilk, w.by.stranger, 1, true],
      ),
      'setRoleAction(bytes32,uint8,address,bytes4,bool)': only(
        'governance',
        'AllocatorRoles/ilk-not-authorized',
        (w) => [w.ilk, 1, w.at.allocatorVault, '0x3b304147', true],
      ),
    },
  },

  AllocatorVault: {
    at: 'allocatorVault',
    rules: {
      ...wards(['governance', 'almProxy'], 'AllocatorVault/not-authorized'),
      'file(bytes32,address)': only(['governance', 'almProxy'], 'AllocatorVault/not-authorized', (w) => [
        named('jug'),
        w.at.jug,
      ]),
      'draw(uint256)': only(['governance', 'almProxy'], 'AllocatorVault/not-authorized', () => [WAD]),
      'wipe(uint256)': only(['governance', 'almProxy'], 'AllocatorVault/not-authorized', () => [WAD], {
        // What is drawn waits in the buffer, from which it is repaid.
        before: (w) => [
          by(
            w.by.governance,
            callOf(w.at.allocatorVault, { abi: allocatorVaultAbi, functionName: 'draw', args: [WAD] }),
          ),
        ],
      }),
    },
  },

  AllocatorBuffer: {
    at: 'buffer',
    rules: {
      ...wards('governance', 'AllocatorBuffer/not-authorized'),
      'approve(address,address,uint256)': only('governance', 'AllocatorBuffer/not-authorized', (w) => [
        w.at.usds,
        w.by.stranger,
        WAD,
      ]),
    },
  },
}
