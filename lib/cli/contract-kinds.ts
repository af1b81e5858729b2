/** Views by which the contracts of a deployment are told apart. Both the deployed contracts and ours have them. */
export const MARKS = [
  'function getHop(address) view returns (uint256)',
  'function zzz(address, bytes32) view returns (uint256)',
  'function beamState() view returns (address)',
  'function getMinDelay() view returns (uint256)',
  'function timelock() view returns (address)',
  'function authority() view returns (address)',
  'function freezeCount(address) view returns (uint256)',
  'function guardians() view returns (address[])',
  'function Line() view returns (uint256)',
  'function base() view returns (uint256)',
  'function dai() view returns (address)',
  'function totalSupply() view returns (uint256)',
  'function wards(address) view returns (uint256)',
  'function count() view returns (uint256)',
  'function ilks(bytes32) view returns (uint256, uint256, uint48, uint48, uint48)',
  'function vat() view returns (address)',
  'function delay() view returns (uint256)',
  'function owner() view returns (address)',
  'function hat() view returns (address)',
  'function id(address, bytes32, bytes, uint256) view returns (bytes32)',
  'function enforced() view returns (bool)',
  'function ceilings(bytes32) view returns (uint256)',
  'function autoLine() view returns (address)',
  'function facetAddresses() view returns (address[])',
  'function CONTROLLER() view returns (bytes32)',
  'function getRateLimitData(bytes32) view returns (uint256, uint256, uint256, uint256)',
  'function ilk() view returns (bytes32)',
  'function buffer() view returns (address)',
  'function rateLimits() view returns (address)',
  'function assetsOutstanding() view returns (uint256)',
  'function getThreshold() view returns (uint256)',
  'function domainSeparator() view returns (bytes32)',
  'function spellData() view returns (address, bytes32, uint256)',
  'function getRoleRevoker(bytes32) view returns (bytes32)',
  'function actorCount() view returns (uint256)',
  'function minter() view returns (address)',
  'function undistributed() view returns (uint256)',
  'function asset() view returns (address)',
  'function liabilities() view returns (uint256)',
  'function convertToAssets(uint256) view returns (uint256)',
] as const

type NameOf<Text> = Text extends `function ${infer Name}(${string}` ? Name : never
export type Mark = NameOf<(typeof MARKS)[number]>

/** What a contract of one kind answers, and no other kind of contract in a deployment. */
export interface Kind {
  /** "a Vat". */
  readonly name: string
  readonly answers: readonly Mark[]
  /** For a contract without a view of its own: the kinds that also answer all of this, and more. */
  readonly unless?: readonly KindId[] | undefined
}

export type KindId =
  | 'beamState'
  | 'configurator'
  | 'operators'
  | 'timelock'
  | 'mom'
  | 'freezeRegistry'
  | 'guardianCouncil'
  | 'vat'
  | 'jug'
  | 'usdsJoin'
  | 'usds'
  | 'chainlog'
  | 'autoLine'
  | 'lineMom'
  | 'pause'
  | 'pauseProxy'
  | 'chief'
  | 'protego'
  | 'facetAllowlist'
  | 'migrationMom'
  | 'diamond'
  | 'almProxy'
  | 'rateLimits'
  | 'allocatorVault'
  | 'allocatorBuffer'
  | 'vault'
  | 'controller'
  | 'starGuard'
  | 'accessControls'
  | 'agent'
  | 'token'
  | 'subscribeQueue'
  | 'redeemQueue'
  | 'holdingSystem'
  | 'underlying'
  | 'safe'

const OTHER_WARDS: readonly KindId[] = [
  'beamState',
  'freezeRegistry',
  'guardianCouncil',
  'vat',
  'jug',
  'usds',
  'chainlog',
  'autoLine',
  'chief',
  'facetAllowlist',
  'allocatorVault',
  'starGuard',
]

/** Keyed by the last part of the field that holds the address. */
export const KINDS: Readonly<Record<KindId, Kind>> = {
  beamState: { name: 'a BeamState', answers: ['getHop'] },
  configurator: { name: 'a Configurator', answers: ['zzz'] },
  operators: {
    name: 'a ControllerOperators',
    answers: ['beamState'],
    unless: ['configurator', 'mom', 'guardianCouncil', 'controller'],
  },
  timelock: { name: 'a BEAMTimeLock', answers: ['getMinDelay'] },
  mom: { name: 'a PASMom', answers: ['timelock', 'authority'] },
  freezeRegistry: { name: 'a FreezeRegistry', answers: ['freezeCount'] },
  guardianCouncil: { name: 'a GuardianCouncil', answers: ['guardians'] },
  vat: { name: 'a Vat', answers: ['Line'] },
  jug: { name: 'a Jug', answers: ['base'] },
  usdsJoin: { name: 'a UsdsJoin', answers: ['dai'] },
  usds: { name: 'USDS', answers: ['totalSupply', 'wards'] },
  chainlog: { name: 'a Chainlog', answers: ['count'] },
  autoLine: { name: 'an AutoLine', answers: ['ilks', 'vat'] },
  lineMom: { name: 'a LineMom', answers: ['autoLine', 'authority'] },
  pause: { name: 'a DSPause', answers: ['delay'] },
  pauseProxy: {
    name: 'a pause proxy',
    answers: ['owner'],
    unless: ['pause', 'mom', 'migrationMom', 'lineMom'],
  },
  chief: { name: 'a Chief', answers: ['hat'] },
  protego: { name: 'a Protego', answers: ['id'] },
  facetAllowlist: { name: 'a FacetAllowlist', answers: ['enforced'] },
  migrationMom: { name: 'a MigrationMom', answers: ['ceilings'] },
  diamond: { name: 'a Diamond', answers: ['facetAddresses'] },
  almProxy: { name: 'an ALMProxy', answers: ['CONTROLLER'], unless: ['rateLimits'] },
  rateLimits: { name: 'a RateLimits', answers: ['getRateLimitData'] },
  allocatorVault: { name: 'an AllocatorVault', answers: ['ilk', 'buffer'] },
  allocatorBuffer: { name: 'an AllocatorBuffer', answers: ['wards'], unless: OTHER_WARDS },
  vault: { name: 'a Prime vault', answers: ['assetsOutstanding'] },
  controller: { name: 'the controller of a PAU', answers: ['rateLimits'] },
  starGuard: { name: 'a StarGuard', answers: ['spellData'] },
  accessControls: { name: 'the AccessControls of a PAU', answers: ['getRoleRevoker'] },
  agent: { name: 'an AdministeredAgent', answers: ['actorCount'] },
  token: { name: 'srUSDS', answers: ['minter'] },
  // Which of the two a queue is, its asset tells: both have the same code.
  subscribeQueue: { name: 'a queue of srUSDS', answers: ['undistributed', 'asset'] },
  redeemQueue: { name: 'a queue of srUSDS', answers: ['undistributed', 'asset'] },
  holdingSystem: { name: 'a HoldingSystem', answers: ['liabilities'] },
  underlying: { name: 'sUSDS', answers: ['convertToAssets'], unless: ['vault'] },
  safe: { name: 'a Safe', answers: ['getThreshold', 'domainSeparator'] },
}

/** Every mark that decides whether a contract is of a kind. */
export function marksOf(kind: KindId): readonly Mark[] {
  const { answers, unless = [] } = KINDS[kind]
  return [...new Set([...answers, ...unless.flatMap((other) => KINDS[other].answers)])]
}

/** Whether the answers of a contract show that it is of this kind. */
export function isOfKind(kind: KindId, answered: (mark: Mark) => boolean): boolean {
  const { answers, unless = [] } = KINDS[kind]
  return answers.every(answered) && !unless.some((other) => KINDS[other].answers.every(answered))
}
