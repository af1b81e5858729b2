import { encodeAbiParameters, encodeFunctionData, keccak256, zeroAddress, zeroHash } from 'viem'
import { beamStateAbi, beamTimeLockAbi, erc4626FacetAbi, guardianCouncilAbi } from '@/lib/abi'
import { WAD } from '@/lib/math'
import { HOUR } from '../amounts'
import { callOf } from '../chain'
import { PACE } from '../plan'
import {
  ADMIN,
  accessControl,
  anyone,
  by,
  error,
  hashed,
  missing,
  nobody,
  only,
  type Rule,
  type Step,
  type Table,
} from './rules'
import type { World } from './world'

const NOT_WARD = 'BeamState/not-authorized'
const NO_ROLE = 'BeamState/role-not-authorized'
const NOT_CBEAM_OF_LIMITS = 'Configurator/not-authorized-ratelimits-cBeam'
const NOT_CBEAM = 'Configurator/not-authorized-controller-cBeam'
const NOT_OPERATING = 'ControllerOperators/not-authorized-controller-cBeam'
const NOT_WARD_OF_REGISTRY = 'FreezeRegistry/not-authorized'
const NOT_GUARDIAN = 'GuardianCouncil/not-guardian'
const NOT_WARD_OF_COUNCIL = 'GuardianCouncil/not-authorized'

/**
 * PASMom is a ward because it stops the Configurator, the council of guardians because it takes pairs and roles and gives
 * them back. Their own code lets them do nothing else.
 */
const WARDS = ['governance', 'mom', 'guardianCouncil'] as const

/** What waits for the timelock. */
const delayed = (args?: Rule['args']): Rule => only([...WARDS, 'timelock'], NO_ROLE, args)

/** What the Core Council does at once. */
const immediate = (args?: Rule['args']): Rule => only([...WARDS, 'coreCouncil'], NO_ROLE, args)

/** What governance does to the freeze registry, and the guardians through their council. */
const registered = (args: Rule['args']): Rule =>
  only(['governance', 'guardianCouncil'], NOT_WARD_OF_REGISTRY, args)

const KEY = hashed('LIMIT_OF_THIS_TEST')

/** A call that a cBEAM may make once it is approved. */
const action = (w: World) =>
  encodeFunctionData({
    abi: erc4626FacetAbi,
    functionName: 'setMaxExchangeRate',
    args: [w.at.vault, WAD, WAD],
  })

const approveAction = (w: World): Step =>
  by(
    w.by.timelock,
    callOf(w.at.beamState, {
      abi: beamStateAbi,
      functionName: 'addInitControllerActions',
      args: [action(w), w.at.diamond],
    }),
  )

const allowLimit = (w: World): Step =>
  by(
    w.by.timelock,
    callOf(w.at.beamState, {
      abi: beamStateAbi,
      functionName: 'addInitRateLimits',
      args: [KEY, w.at.rateLimits, WAD, 1n],
    }),
  )

/** An operation of the timelock: a longer time between two increases. */
function operation(w: World) {
  const payload = encodeFunctionData({ abi: beamStateAbi, functionName: 'setHop', args: [zeroAddress, HOUR] })
  return [[w.at.beamState], [0n], [payload], zeroHash, zeroHash] as const
}

function operationId(w: World) {
  const types = ['address[]', 'uint256[]', 'bytes[]', 'bytes32', 'bytes32'].map((type) => ({ type }))
  return keccak256(encodeAbiParameters(types, operation(w)))
}

const schedule = (w: World): Step =>
  by(
    w.by.coreCouncil,
    callOf(w.at.timelock, {
      abi: beamTimeLockAbi,
      functionName: 'scheduleBatch',
      args: [...operation(w), PACE.minDelay],
    }),
  )

const pauseTimelock = (w: World): Step =>
  by(w.by.pauser, callOf(w.at.timelock, { abi: beamTimeLockAbi, functionName: 'pause' }))

/** Another guardian than the one of the rule freezes the relayer. */
const freeze = (w: World): Step =>
  by(
    w.by.otherGuardian,
    callOf(w.at.guardianCouncil, {
      abi: guardianCouncilAbi,
      functionName: 'freeze',
      args: [w.by.relayer, [], []],
    }),
  )

export const unit: Table = {
  BeamState: {
    at: 'beamState',
    rules: {
      'rely(address)': only(WARDS, NOT_WARD, (w) => [w.by.stranger]),
      'deny(address)': only(WARDS, NOT_WARD, (w) => [w.by.stranger]),
      'setUserRole(address,uint8,bool)': only(WARDS, NOT_WARD, (w) => [w.by.stranger, 1, true]),
      'setRoleAction(uint8,bytes4,bool)': only(WARDS, NOT_WARD, () => [1, '0x12345678', true]),

      'start()': delayed(),
      'setHop(address,uint256)': delayed(() => [zeroAddress, HOUR]),
      'setMaxChange(address,uint256)': delayed(() => [zeroAddress, WAD]),
      'addRateLimits(address)': delayed((w) => [w.at.primeRateLimits]),
      'addController(address)': delayed((w) => [w.at.primeDiamond]),
      'addCBeam(address)': delayed((w) => [w.by.stranger]),
      'addInitRateLimits(bytes32,address,uint256,uint256)': delayed((w) => [KEY, w.at.rateLimits, WAD, 1n]),
      'addInitControllerActions(bytes,address)': delayed((w) => [action(w), w.at.diamond]),

      'stop()': immediate(),
      'delRateLimits(address)': immediate((w) => [w.at.rateLimits]),
      'delController(address)': immediate((w) => [w.at.diamond]),
      'delCBeam(address)': immediate((w) => [w.by.cBeam]),
      'setCBeamForRateLimits(address,address)': immediate((w) => [w.at.rateLimits, w.by.cBeam]),
      'unsetCBeamForRateLimits(address,address)': immediate((w) => [w.at.rateLimits, w.by.cBeam]),
      'setCBeamForController(address,address)': immediate((w) => [w.at.diamond, w.by.cBeam]),
      'unsetCBeamForController(address,address)': immediate((w) => [w.at.diamond, w.by.cBeam]),
      'delInitRateLimits(bytes32,address)': immediate((w) => [KEY, w.at.rateLimits]),
      'delInitControllerActions(bytes32,address)': immediate((w) => [keccak256(action(w)), w.at.diamond]),
    },
  },

  Configurator: {
    at: 'configurator',
    rules: {
      'setRateLimit(address,bytes32,uint256,uint256)': only(
        'cBeam',
        NOT_CBEAM_OF_LIMITS,
        (w) => [w.at.rateLimits, KEY, WAD, 1n],
        { before: (w) => [allowLimit(w)] },
      ),
      'callControllerAction(address,bytes)': only('cBeam', NOT_CBEAM, (w) => [w.at.diamond, action(w)], {
        before: (w) => [approveAction(w)],
      }),
    },
  },

  ControllerOperators: {
    at: 'operators',
    rules: {
      'setRelayer(address,address)': only('cBeam', NOT_OPERATING, (w) => [w.at.diamond, w.by.stranger]),
      'setFreezer(address,address)': only('cBeam', NOT_OPERATING, (w) => [w.at.diamond, w.by.stranger]),
    },
  },

  BEAMTimeLock: {
    at: 'timelock',
    rules: {
      ...accessControl(hashed('PROPOSER_ROLE')),
      'scheduleBatch(address[],uint256[],bytes[],bytes32,bytes32,uint256)': only(
        'coreCouncil',
        missing(hashed('PROPOSER_ROLE')),
        (w) => [...operation(w), PACE.minDelay],
      ),
      'cancel(bytes32)': only(
        ['coreCouncil', 'guardianCouncil'],
        missing(hashed('CANCELLER_ROLE')),
        (w) => [operationId(w)],
        { before: (w) => [schedule(w)] },
      ),
      // What has waited is executed by whoever wants it.
      'executeBatch(address[],uint256[],bytes[],bytes32,bytes32)': anyone((w) => operation(w), {
        before: (w) => [schedule(w), { wait: PACE.minDelay }],
      }),
      'execute(address,uint256,bytes,bytes32,bytes32)': nobody('Timelock/use-executeBatch', (w) => [
        w.at.beamState,
        0n,
        '0x',
        zeroHash,
        zeroHash,
      ]),
      // The timelock alone, which calls itself for the admin only.
      'updateDelay(uint256)': only(
        'timelock',
        error('TimelockUnauthorizedCaller(address caller)', (caller) => [caller]),
        () => [HOUR],
      ),
      'updateDelayImmediately(uint256)': only('governance', missing(ADMIN), () => [HOUR]),
      'pause()': only(['pauser', 'mom'], missing(hashed('PAUSER_ROLE'))),
      'unpause()': only('governance', missing(ADMIN), undefined, { before: (w) => [pauseTimelock(w)] }),
      // Takes whatever is sent to it: it could hold tokens, and here never does.
      'onERC721Received(address,address,uint256,bytes)': anyone((w) => [w.by.donor, w.by.donor, 1n, '0x']),
      'onERC1155Received(address,address,uint256,uint256,bytes)': anyone((w) => [
        w.by.donor,
        w.by.donor,
        1n,
        1n,
        '0x',
      ]),
      'onERC1155BatchReceived(address,address,uint256[],uint256[],bytes)': anyone((w) => [
        w.by.donor,
        w.by.donor,
        [1n],
        [1n],
        '0x',
      ]),
      'receive()': anyone(),
    },
  },

  PASMom: {
    at: 'mom',
    rules: {
      'setOwner(address)': only('governance', 'PASMom/not-owner', (w) => [w.by.stranger]),
      'setAuthority(address)': only('governance', 'PASMom/not-owner', (w) => [w.by.stranger]),
      'stop()': only(['governance', 'hat'], 'PASMom/not-authorized'),
      'pause()': only(['governance', 'hat'], 'PASMom/not-authorized'),
    },
  },

  FreezeRegistry: {
    at: 'freezeRegistry',
    rules: {
      'rely(address)': registered((w) => [w.by.stranger]),
      'deny(address)': registered((w) => [w.by.stranger]),
      'freeze(address)': registered((w) => [w.by.relayer]),
      'unfreeze(address)': registered((w) => [w.by.relayer]),
    },
  },

  GuardianCouncil: {
    at: 'guardianCouncil',
    rules: {
      'rely(address)': only('governance', NOT_WARD_OF_COUNCIL, (w) => [w.by.stranger]),
      'deny(address)': only('governance', NOT_WARD_OF_COUNCIL, (w) => [w.by.stranger]),
      'addGuardian(address)': only('governance', NOT_WARD_OF_COUNCIL, (w) => [w.by.stranger], {
        before: freeSeat,
      }),
      'freeze(address,address[],address[])': only(['guardian', 'otherGuardian'], NOT_GUARDIAN, (w) => [
        w.by.cBeam,
        [w.at.rateLimits],
        [w.at.diamond],
      ]),
      'cancel(bytes32)': only(['guardian', 'otherGuardian'], NOT_GUARDIAN, (w) => [operationId(w)], {
        before: (w) => [schedule(w)],
      }),
      'lift(address)': only(['guardian', 'otherGuardian'], NOT_GUARDIAN, (w) => [w.by.relayer], {
        before: (w) => [freeze(w)],
      }),
      'removeGuardian(address)': only(['guardian', 'otherGuardian'], NOT_GUARDIAN, (w) => [w.guardians[2]]),
    },
  },
}

/** Sixteen guardians remove the last: all seats are taken. */
function freeSeat({ at, guardians }: World): readonly Step[] {
  const last = guardians.at(-1) ?? zeroAddress
  const removal = callOf(at.guardianCouncil, {
    abi: guardianCouncilAbi,
    functionName: 'removeGuardian',
    args: [last],
  })
  return guardians.slice(0, 16).map((guardian) => by(guardian, removal))
}
