import { parseAbi, parseAbiParameters } from 'viem'

const CONFIG = [
  'struct CoreConfig { GovernanceConfig governance; ConfiguratorConfig unit; ConfiguratorConfig primeUnit; GeneratorConfig generator; }',
  'struct GovernanceConfig { address votes; uint256 delay; }',
  'struct ConfiguratorConfig { string chainlogPrefix; address chief; uint256 minDelay; uint256 hop; uint256 maxChange; address coreCouncil; address[] pausers; address[] cBeams; address[] guardians; }',
  'struct GeneratorConfig { PauConfig pau; AllocatorConfig allocator; SrUsdsConfig srUsds; }',
  'struct SrUsdsConfig { address operator; address coreCouncil; address lossReceiver; uint32 lockAt; uint32 settleAt; }',
  'struct PrimePlan { string vaultName; string vaultSymbol; bytes32[] legacyIlks; PrimeConfig config; }',
  'struct PrimeConfig { PauConfig pau; AllocatorConfig[] legacy; uint256 depositCap; uint256 minVsr; uint256 maxVsr; address setter; uint256 maxExchangeRate; GuardrailConfig guardrails; }',
  'struct GuardrailConfig { address operator; GuardrailBounds bounds; uint256 share; uint256 period; uint256 buffer; }',
  'struct GuardrailBounds { uint256 minShare; uint256 maxShare; uint256 minPeriod; uint256 maxPeriod; uint256 minBuffer; uint256 maxBuffer; uint256 maxPause; uint256 coolDown; }',
  'struct AllocatorConfig { uint256 duty; uint256 line; uint256 maxLine; uint256 gap; uint256 ttl; address almProxy; address ilkAdmin; }',
  'struct PauConfig { address[] relayers; address freezer; }',
] as const

const INSTANCE = [
  'struct Core { McdInstance mcd; GovernanceInstance governance; ConfiguratorInstance unit; ConfiguratorInstance primeUnit; GeneratorInstance generator; }',
  'struct McdInstance { address vat; address jug; address usds; address usdsJoin; address autoLine; address lineMom; address chainlog; address allocatorRegistry; address allocatorRoles; }',
  'struct GovernanceInstance { address chief; address pause; address pauseProxy; address protego; address facetAllowlist; }',
  'struct ConfiguratorInstance { address beamState; address configurator; address operators; address timelock; address mom; address freezeRegistry; address guardianCouncil; }',
  'struct GeneratorInstance { PauInstance pau; PauFacets facets; AllocatorInstance allocator; address migrationMom; SrUsdsInstance srUsds; }',
  'struct SrUsdsInstance { address underlying; address token; address subscribeQueue; address redeemQueue; address holdingSystem; }',
  'struct PrimeInstance { PauInstance pau; PauFacets facets; address vault; AllocatorInstance[] legacy; }',
  'struct PauInstance { address diamond; address almProxy; address rateLimits; address parameterRegistry; }',
  'struct PauFacets { address diamondCut; address diamondLoupe; address admin; address usds; address erc4626; address sparkVault; address transferAsset; address legacyMigration; address srUsds; address pauInit; address migrationInit; address srUsdsInit; }',
  'struct AllocatorInstance { bytes32 ilk; address vault; address buffer; }',
] as const

const STAGES = [
  'struct StageSteps { address createVault; address createFunds; address createMonolithic; address createFaceted; address createDispatch; address init; address check; }',
  'struct BeaconInstance { address beacon; address usds; address erc4626; address sparkVault; address transferAsset; }',
  'struct StagedPrime { uint8 stage; address vault; address almProxy; AllocatorInstance[] legacy; MonolithicInstance monolithic; FacetedInstance faceted; DispatchInstance dispatch; }',
  'struct MonolithicInstance { address controller; address almProxy; address rateLimits; }',
  'struct FacetedInstance { address controller; address almProxy; address rateLimits; address parameterRegistry; }',
  'struct DispatchInstance { address controller; address almProxy; address rateLimits; address accessControls; address agent; }',
] as const

/** `run` of Deploy.s.sol. A test compares this and the steps below with the build. */
export const deployAbi = parseAbi([
  'function run(address deployer, CoreConfig config) returns (bytes deployment)',
  ...CONFIG,
])

/** The type of what `run` returns as bytes. */
export const deploymentParameters = parseAbiParameters([
  'Deployment deployment',
  'struct Deployment { Core core; address currentErc4626Facet; address callsAction; address migrationActions; address launch; address primeSpell; address endGeneratorSpell; address endSpell; }',
  ...INSTANCE,
])

const SHARED =
  'struct SharedPrime { address almProxy; string vaultName; string vaultSymbol; PrimeConfig config; }'

/** `run` of DeployGenerator.s.sol. */
export const deploySecondAbi = parseAbi([
  'function run(address deployer, address launch, Core core, CoreConfig config, SharedPrime shared) returns (bytes second)',
  SHARED,
  ...CONFIG,
  ...INSTANCE,
])

/** The type of what it returns as bytes. */
export const secondParameters = parseAbiParameters([
  'SecondGenerator second',
  'struct SecondGenerator { Core core; address vault; }',
  ...INSTANCE,
])

/** The contract that runs the steps that `run` leaves. */
export const launchAbi = parseAbi(['function exec(address spell, bytes data)'])

/** The step that launches Primes. */
export const primeSpellAbi = parseAbi([
  'function execute(Core core, PrimePlan[] plans)',
  'event PrimeLaunched(PrimeInstance prime)',
  ...CONFIG,
  ...INSTANCE,
])

/** The steps that end the launch. */
export const endSpellAbi = parseAbi(['function execute(Core core, CoreConfig cfg)', ...CONFIG, ...INSTANCE])

/** The step before the Primes, where one of them is at a stage with a Beacon. */
export const beaconSpellAbi = parseAbi([
  'function execute(Core core, address create)',
  'event BeaconLaunched(BeaconInstance beacon)',
  ...INSTANCE,
  ...STAGES,
])

/** The step of a Prime at a stage before a Diamond. */
export const stageSpellAbi = parseAbi([
  'function execute(Core core, BeaconInstance beacon, StageSteps steps, uint8 stage, PrimePlan plan)',
  'event StagedPrimeLaunched(StagedPrime prime)',
  ...CONFIG,
  ...INSTANCE,
  ...STAGES,
])
