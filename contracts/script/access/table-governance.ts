import type { Address, Hex } from 'viem'
import { chiefAbi, dsPauseAbi, spellAbi, starGuardAbi } from '@/lib/abi'
import { DAY, HOUR } from '../amounts'
import { callOf } from '../chain'
import { ADMIN, anyone, by, error, hashed, named, nobody, only, type Step, type Table } from './rules'
import type { PlaceName, World } from './world'

const UNDELAYED = 'ds-pause-undelayed-call'
const NOT_THE_HAT = 'ds-auth-unauthorized'
const NOT_WARD_OF_CHIEF = 'Chief/not-authorized'
const NOT_WARD_OF_LIST = 'FacetAllowlist/not-authorized'
const NOT_WARD_OF_STAR = 'StarGuard/not-authorized'
const NOT_WARD_OF_SUB = 'SubProxy/not-authorized'

const HASH = hashed('code of a facet')

/** The plan of the world: code, its hash, calldata, first second at which it may run. */
const planOf = ({ at, plan }: World): readonly [Address, Hex, Hex, bigint] => [
  at.callsAction,
  plan.tag,
  plan.fax,
  plan.eta,
]

const plot = (w: World): Step =>
  by(w.by.hat, callOf(w.at.pause, { abi: dsPauseAbi, functionName: 'plot', args: planOf(w) }))

/** The voters give the hat to a contract. */
const lift = (w: World, place: PlaceName): Step =>
  by(w.by.voters, callOf(w.at.chief, { abi: chiefAbi, functionName: 'lift', args: [w.at[place]] }))

/** A spell that was scheduled and has waited. */
const scheduled =
  (place: PlaceName) =>
  (w: World): Step[] => [
    lift(w, place),
    by(w.by.stranger, callOf(w.at[place], { abi: spellAbi, functionName: 'schedule' })),
    { wait: DAY },
  ]

/** Governance plots the spell of a Prime, with the hash of its code. */
const plotStar = (w: World): Step =>
  by(
    w.by.governance,
    callOf(w.at.starGuard, { abi: starGuardAbi, functionName: 'plot', args: [w.at.starSpell, w.starTag] }),
  )

/** What runs in the pause proxy can do nothing where it stands: it owns nothing itself. */
const powerless = error('AccessControlUnauthorizedAccount(address account, bytes32 neededRole)', (_, w) => [
  w.at.migrationActions,
  ADMIN,
])

export const governance: Table = {
  Chief: {
    at: 'chief',
    rules: {
      'rely(address)': only('voters', NOT_WARD_OF_CHIEF, (w) => [w.by.stranger]),
      'deny(address)': only('voters', NOT_WARD_OF_CHIEF, (w) => [w.by.stranger]),
      'lift(address)': only('voters', NOT_WARD_OF_CHIEF, (w) => [w.by.stranger]),
    },
  },

  DSPause: {
    at: 'pause',
    rules: {
      'setDelay(uint256)': only('governance', UNDELAYED, () => [DAY]),
      'setOwner(address)': only('governance', UNDELAYED, (w) => [w.by.stranger]),
      'setAuthority(address)': only('governance', UNDELAYED, (w) => [w.by.stranger]),
      // DSAuth lets a contract call itself, which the pause never does.
      'plot(address,bytes32,bytes,uint256)': only(['hat', 'pause'], NOT_THE_HAT, planOf),
      'drop(address,bytes32,bytes,uint256)': only(['hat', 'pause'], NOT_THE_HAT, planOf, {
        before: (w) => [plot(w)],
      }),
      // What has waited is executed by whoever wants it.
      'exec(address,bytes32,bytes,uint256)': anyone(planOf, { before: (w) => [plot(w), { wait: 3n * DAY }] }),
    },
  },

  DSPauseProxy: {
    at: 'pauseProxy',
    rules: {
      'exec(address,bytes)': only('pause', 'ds-pause-proxy-unauthorized', ({ at, plan }) => [
        at.callsAction,
        plan.fax,
      ]),
    },
  },

  Protego: {
    at: 'protego',
    rules: {
      'deploy(address,bytes32,bytes,uint256)': anyone(planOf),
      // Anyone, while it wears the hat.
      'drop(address,bytes32,bytes,uint256)': anyone(planOf, {
        before: (w) => [plot(w), lift(w, 'protego')],
      }),
      'drop((address,bytes32,bytes,uint256)[])': anyone(
        (w) => {
          const [usr, tag, fax, eta] = planOf(w)
          return [[{ usr, tag, fax, eta }]]
        },
        { before: (w) => [plot(w), lift(w, 'protego')] },
      ),
    },
  },

  DropSpell: {
    at: 'dropSpell',
    rules: {
      'drop()': anyone(undefined, { before: (w) => [plot(w), lift(w, 'dropSpell')] }),
      'cast()': anyone(),
      'schedule()': anyone(undefined, { before: (w) => [plot(w), lift(w, 'dropSpell')] }),
    },
  },

  Spell: {
    at: 'spell',
    rules: {
      'schedule()': anyone(undefined, { before: (w) => [lift(w, 'spell')] }),
      'cast()': anyone(undefined, { before: scheduled('spell') }),
    },
  },

  TimedSpell: {
    at: 'timedSpell',
    rules: {
      'schedule()': anyone(undefined, { before: (w) => [lift(w, 'timedSpell')] }),
      'cast()': anyone(undefined, { before: scheduled('timedSpell') }),
    },
  },

  OfficeCallsAction: {
    at: 'officeCallsAction',
    rules: {
      'execute((address,bytes)[])': anyone((w) => [[{ target: w.at.usds, data: '0x18160ddd' }]], {
        // The world begins in the morning of a Friday.
        before: ({ now }) => [{ wait: 15n * HOUR - (now % DAY) }],
      }),
    },
  },

  StarGuard: {
    at: 'starGuard',
    rules: {
      'rely(address)': only('governance', NOT_WARD_OF_STAR, (w) => [w.by.stranger]),
      'deny(address)': only('governance', NOT_WARD_OF_STAR, (w) => [w.by.stranger]),
      'file(bytes32,uint256)': only('governance', NOT_WARD_OF_STAR, () => [named('maxDelay'), DAY]),
      'plot(address,bytes32)': only('governance', NOT_WARD_OF_STAR, (w) => [w.at.starSpell, HASH]),
      'drop()': only('governance', NOT_WARD_OF_STAR),
      // What governance plotted is executed by whoever wants it.
      'exec()': anyone(undefined, { before: (w) => [plotStar(w)] }),
    },
  },

  SubProxy: {
    at: 'subProxy',
    rules: {
      'rely(address)': only(['governance', 'starGuard'], NOT_WARD_OF_SUB, (w) => [w.by.stranger]),
      'deny(address)': only(['governance', 'starGuard'], NOT_WARD_OF_SUB, (w) => [w.by.stranger]),
      'exec(address,bytes)': only(['governance', 'starGuard'], NOT_WARD_OF_SUB, ({ at, plan }) => [
        at.callsAction,
        plan.fax,
      ]),
    },
  },

  CallsAction: {
    at: 'callsAction',
    rules: {
      'execute((address,bytes)[])': anyone((w) => [[{ target: w.at.usds, data: '0x18160ddd' }]]),
    },
  },

  MigrationActions: {
    at: 'migrationActions',
    rules: {
      'schedule((address,address,address,address,address),address,address,uint256,address[])': nobody(
        powerless,
        (w) => [wiring(w), w.at.primeAlmProxy, w.at.vault, w.now + DAY, [w.at.primeAllocatorVault]],
      ),
      'startDualRun((address,address,address,address,address),address)': nobody(powerless, (w) => [
        wiring(w),
        w.at.primeAlmProxy,
      ]),
      'recordCeilings((address,address,address,address,address),address)': nobody(powerless, (w) => [
        wiring(w),
        w.at.primeAlmProxy,
      ]),
      'cutOver((address,address,address,address,address),address)': nobody(powerless, (w) => [
        wiring(w),
        w.at.primeAlmProxy,
      ]),
      'retire((address,address,address,address,address),address)': nobody(powerless, (w) => [
        wiring(w),
        w.at.primeAlmProxy,
      ]),
    },
  },

  FacetAllowlist: {
    at: 'facetAllowlist',
    rules: {
      'rely(address)': only('governance', NOT_WARD_OF_LIST, (w) => [w.by.stranger]),
      'deny(address)': only('governance', NOT_WARD_OF_LIST, (w) => [w.by.stranger]),
      'approve(bytes32)': only('governance', NOT_WARD_OF_LIST, () => [HASH]),
      'revoke(bytes32)': only('governance', NOT_WARD_OF_LIST, () => [HASH]),
      'approveInit(bytes32)': only('governance', NOT_WARD_OF_LIST, () => [HASH]),
      'revokeInit(bytes32)': only('governance', NOT_WARD_OF_LIST, () => [HASH]),
      'setEnforced(bool)': only('governance', NOT_WARD_OF_LIST, () => [false]),
    },
  },
}

const wiring = ({ at }: World) => ({
  diamond: at.diamond,
  mom: at.migrationMom,
  vat: at.vat,
  autoLine: at.autoLine,
  beamState: at.beamState,
})
