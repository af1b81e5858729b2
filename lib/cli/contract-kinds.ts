/** Views by which the contracts of a deployment are told apart: the deployed ones have them, and so have ours. */
export const MARKS = [
  'function getHop(address) view returns (uint256)',
  'function zzz(address, bytes32) view returns (uint256)',
  'function getMinDelay() view returns (uint256)',
  'function timelock() view returns (address)',
  'function authority() view returns (address)',
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
  'function facetAddresses() view returns (address[])',
  'function CONTROLLER() view returns (bytes32)',
  'function getRateLimitData(bytes32) view returns (uint256, uint256, uint256, uint256)',
  'function ilk() view returns (bytes32)',
  'function buffer() view returns (address)',
  'function rateLimits() view returns (address)',
  'function assetsOutstanding() view returns (uint256)',
  'function getThreshold() view returns (uint256)',
  'function domainSeparator() view returns (bytes32)',
] as const

type NameOf<Text> = Text extends `function ${infer Name}(${string}` ? Name : never
export type Mark = NameOf<(typeof MARKS)[number]>

/** What a contract of one kind answers, and no other kind of a deployment does. */
export interface Kind {
  /** "a Vat". */
  readonly name: string
  readonly answers: readonly Mark[]
  /** For a contract with no view of its own: the kinds that answer all this too. */
  readonly unless?: readonly KindId[] | undefined
}

export type KindId =
  | 'beamState'
  | 'configurator'
  | 'timelock'
  | 'mom'
  | 'guardianCouncil'
  | 'vat'
  | 'jug'
  | 'usdsJoin'
  | 'usds'
  | 'chainlog'
  | 'autoLine'
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
  | 'safe'

const OTHER_WARDS: readonly KindId[] = [
  'beamState',
  'guardianCouncil',
  'vat',
  'jug',
  'usds',
  'chainlog',
  'autoLine',
  'chief',
  'facetAllowlist',
  'allocatorVault',
]

/** By the last part of the field that holds the address. */
export const KINDS: Readonly<Record<KindId, Kind>> = {
  beamState: { name: 'a BeamState', answers: ['getHop'] },
  configurator: { name: 'a Configurator', answers: ['zzz'] },
  timelock: { name: 'a BEAMTimeLock', answers: ['getMinDelay'] },
  mom: { name: 'a PASMom', answers: ['timelock', 'authority'] },
  guardianCouncil: { name: 'a GuardianCouncil', answers: ['guardians'] },
  vat: { name: 'a Vat', answers: ['Line'] },
  jug: { name: 'a Jug', answers: ['base'] },
  usdsJoin: { name: 'a UsdsJoin', answers: ['dai'] },
  usds: { name: 'USDS', answers: ['totalSupply', 'wards'] },
  chainlog: { name: 'a Chainlog', answers: ['count'] },
  autoLine: { name: 'an AutoLine', answers: ['ilks', 'vat'] },
  pause: { name: 'a DSPause', answers: ['delay'] },
  pauseProxy: { name: 'a pause proxy', answers: ['owner'], unless: ['pause', 'mom', 'migrationMom'] },
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
  safe: { name: 'a Safe', answers: ['getThreshold', 'domainSeparator'] },
}

/** Every mark that decides whether a contract is of a kind. */
export function marksOf(kind: KindId): readonly Mark[] {
  const { answers, unless = [] } = KINDS[kind]
  return [...new Set([...answers, ...unless.flatMap((other) => KINDS[other].answers)])]
}

/** Whether what a contract answers makes it one of this kind. */
export function isOfKind(kind: KindId, answered: (mark: Mark) => boolean): boolean {
  const { answers, unless = [] } = KINDS[kind]
  return answers.every(answered) && !unless.some((other) => KINDS[other].answers.every(answered))
}
