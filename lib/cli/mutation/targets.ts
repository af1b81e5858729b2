import type { Swaps } from './operators'

/** A source that is mutated, and the tests that have to notice it. */
export interface Target {
  readonly name: string
  /** Path of the source from the root. */
  readonly file: string
  readonly swaps: Swaps
  /** Globs of test files, the fastest first: a mutant that survives one goes on to the next. */
  readonly tests: readonly string[]
}

const test = (name: string): string => `contracts/test/${name}.t.sol`

const ADMIN = 'LibRoles.DEFAULT_ADMIN_ROLE'

export const targets: readonly Target[] = [
  {
    name: 'RateLimits',
    file: 'contracts/src/pau/RateLimits.sol',
    swaps: { DEFAULT_ADMIN_ROLE: ['CONTROLLER'], CONTROLLER: ['DEFAULT_ADMIN_ROLE'] },
    tests: [test('unit/RateLimits'), test('integration/ConfiguratorOnPau')],
  },
  {
    name: 'Configurator',
    file: 'contracts/src/configurator/Configurator.sol',
    swaps: {
      'authRateLimits(rateLimits)': ['authController(rateLimits)'],
      'authController(controller)': ['authRateLimits(controller)'],
    },
    tests: [
      test('unit/{Configurator,PasRules,SORLModel}'),
      test('integration/{ConfiguratorOnPau,ConfiguratorScope,GuardianFreeze}'),
      test('invariant/SORL'),
    ],
  },
  {
    name: 'GuardianCouncil',
    file: 'contracts/src/configurator/GuardianCouncil.sol',
    swaps: { auth: ['onlyGuardian'], onlyGuardian: ['auth'] },
    tests: [
      test('unit/GuardianCouncil*'),
      test('integration/GuardianFreeze'),
      test('invariant/GuardianCouncil'),
    ],
  },
  {
    name: 'FreezeRegistry',
    file: 'contracts/src/configurator/FreezeRegistry.sol',
    swaps: {},
    tests: [test('unit/FreezeRegistry'), test('integration/GuardianFreeze')],
  },
  {
    name: 'ControllerOperators',
    file: 'contracts/src/configurator/ControllerOperators.sol',
    swaps: {},
    tests: [test('unit/ControllerOperators'), test('integration/ConfiguratorOnPau')],
  },
  {
    name: 'LegacyMigrationFacet',
    file: 'contracts/src/facets/LegacyMigrationFacet.sol',
    swaps: {
      'onlyRole(LibRoles.DEFAULT_ADMIN_ROLE)': ['onlyRole(LibRoles.CONFIGURATOR)', 'onlyRelayer'],
      onlyRelayer: [`onlyRole(${ADMIN})`, 'onlyRole(LibRoles.FREEZER)', 'onlyRole(LibRoles.RELAYER)'],
      onlyAdminOrConfigurator: [`onlyRole(${ADMIN})`, 'onlyRole(LibRoles.CONFIGURATOR)', 'onlyRelayer'],
    },
    tests: [
      test('unit/LegacyMigration*'),
      test('integration/{Cutover,Phase6*}'),
      test('invariant/{Migration,Everyone}'),
    ],
  },
  {
    name: 'PrimeVault',
    file: 'contracts/src/vaults/PrimeVault.sol',
    swaps: {
      DEFAULT_ADMIN_ROLE: ['SETTER_ROLE'],
      SETTER_ROLE: ['DEFAULT_ADMIN_ROLE'],
      TAKER_ROLE: ['SETTER_ROLE', 'DEFAULT_ADMIN_ROLE'],
    },
    tests: [test('unit/PrimeVault*'), test('invariant/{PrimeVault,Guardrails}')],
  },
  {
    name: 'VaultGuardrails',
    file: 'contracts/src/vaults/VaultGuardrails.sol',
    swaps: {
      DEFAULT_ADMIN_ROLE: ['GUARDRAIL_ROLE'],
      GUARDRAIL_ROLE: ['DEFAULT_ADMIN_ROLE'],
      DEPOSITOR_ROLE: ['TAKER_ROLE', 'DEFAULT_ADMIN_ROLE'],
    },
    tests: [test('unit/PrimeVault*'), test('integration/Cutover'), test('invariant/{PrimeVault,Guardrails}')],
  },
  {
    name: 'LibSettling',
    file: 'contracts/src/vaults/LibSettling.sol',
    swaps: {},
    tests: [test('unit/PrimeVault*'), test('invariant/{PrimeVault,Guardrails}')],
  },
  {
    name: 'LibPauses',
    file: 'contracts/src/vaults/LibPauses.sol',
    swaps: {},
    tests: [test('unit/PrimeVault{Pause,Unpause}'), test('unit/PrimeVault*'), test('invariant/Guardrails')],
  },
  {
    name: 'LibWayBack',
    file: 'contracts/src/facets/libraries/LibWayBack.sol',
    swaps: {},
    tests: [test('unit/LegacyMigration*'), test('integration/{Cutover,Phase6*}')],
  },
  {
    name: 'LctsQueue',
    file: 'contracts/src/srusds/LctsQueue.sol',
    swaps: {},
    tests: [test('unit/LctsQueue*'), test('integration/SrUsdsSettlement'), test('invariant/SrUsds')],
  },
  {
    name: 'HoldingSystem',
    file: 'contracts/src/srusds/HoldingSystem.sol',
    swaps: {},
    tests: [test('unit/HoldingSystem'), test('integration/SrUsdsSettlement'), test('invariant/SrUsds')],
  },
  {
    name: 'SrUsdsFacet',
    file: 'contracts/src/facets/SrUsdsFacet.sol',
    swaps: {
      'onlyRole(CORE_COUNCIL)': ['onlyRole(LCTS_OPERATOR)', 'onlyRelayer'],
      onlyOperator: ['onlyRole(CORE_COUNCIL)', 'onlyRelayer'],
    },
    tests: [test('unit/SrUsdsFacet'), test('integration/SrUsds*'), test('invariant/SrUsds')],
  },
  {
    name: 'MigrationMom',
    file: 'contracts/src/mcd/MigrationMom.sol',
    swaps: {},
    tests: [
      test('unit/{MigrationMom,MigrationActions*}'),
      test('unit/LegacyMigration*'),
      test('invariant/MigrationMom'),
    ],
  },
  {
    name: 'MigrationActions',
    file: 'contracts/src/governance/MigrationActions.sol',
    swaps: {},
    tests: [test('unit/{MigrationActions*,LegacyMigration*}'), test('integration/{Cutover,Phase6*}')],
  },
  {
    name: 'PauParts',
    file: 'contracts/deploy/PauParts.sol',
    swaps: {},
    tests: [test('integration/{DeployInit,DeployInitPau,DeployCheckPau}')],
  },
]
