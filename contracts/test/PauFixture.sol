// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {BeamState} from "../src/configurator/BeamState.sol";
import {FreezeRegistry} from "../src/configurator/FreezeRegistry.sol";
import {Diamond} from "../src/diamond/Diamond.sol";
import {DiamondCutFacet} from "../src/diamond/DiamondCutFacet.sol";
import {DiamondLoupeFacet} from "../src/diamond/DiamondLoupeFacet.sol";
import {AdminFacet} from "../src/facets/AdminFacet.sol";
import {Erc4626Facet} from "../src/facets/Erc4626Facet.sol";
import {FacetSelectors} from "../src/facets/FacetSelectors.sol";
import {PauInit, PauWiring} from "../src/facets/PauInit.sol";
import {SparkVaultFacet} from "../src/facets/SparkVaultFacet.sol";
import {TransferAssetFacet} from "../src/facets/TransferAssetFacet.sol";
import {UsdsFacet} from "../src/facets/UsdsFacet.sol";
import {IAdminFacet} from "../src/interfaces/IAdminFacet.sol";
import {IDiamond} from "../src/interfaces/IDiamond.sol";
import {IDiamondCut} from "../src/interfaces/IDiamondCut.sol";
import {IDiamondLoupe} from "../src/interfaces/IDiamondLoupe.sol";
import {IErc4626Facet} from "../src/interfaces/IErc4626Facet.sol";
import {ISparkVaultFacet} from "../src/interfaces/ISparkVaultFacet.sol";
import {ITransferAssetFacet} from "../src/interfaces/ITransferAssetFacet.sol";
import {IUsdsFacet} from "../src/interfaces/IUsdsFacet.sol";
import {AllocatorVault} from "../src/mcd/AllocatorVault.sol";
import {ALMProxy} from "../src/pau/ALMProxy.sol";
import {ParameterRegistry} from "../src/pau/ParameterRegistry.sol";
import {RateLimits} from "../src/pau/RateLimits.sol";
import {PrimeVault} from "../src/vaults/PrimeVault.sol";
import {McdFixture} from "./McdFixture.sol";

/// All functions that a PAU's Diamond can have in these tests.
interface IPau is
    IDiamondCut,
    IDiamondLoupe,
    IAdminFacet,
    IUsdsFacet,
    IErc4626Facet,
    ISparkVaultFacet,
    ITransferAssetFacet
{
    function supportsInterface(bytes4 interfaceId) external view returns (bool);
}

/// A Generator and a Prime on one MCD, with the vault between them, as DOMAIN.md §1 has them.
abstract contract PauFixture is McdFixture {
    struct Pau {
        IPau diamond;
        ALMProxy proxy;
        RateLimits limits;
        ParameterRegistry parameters;
        AllocatorVault vault;
    }

    bytes32 internal constant CONTROLLER = keccak256("CONTROLLER");
    bytes32 internal constant RELAYER = keccak256("RELAYER");
    bytes32 internal constant FREEZER = keccak256("FREEZER");
    bytes32 internal constant CONFIGURATOR = keccak256("CONFIGURATOR");
    bytes32 internal constant OPERATORS = keccak256("OPERATORS");

    bytes32 internal constant GENERATOR_ILK = "ALLOCATOR-GENERATOR-A";
    bytes32 internal constant PRIME_ILK = "ALLOCATOR-SPARK-A";

    address internal admin = makeAddr("admin");
    address internal relayer = makeAddr("relayer");
    address internal primeRelayer = makeAddr("primeRelayer");
    address internal freezer = makeAddr("freezer");
    address internal stranger = makeAddr("stranger");

    BeamState internal beamState;
    FreezeRegistry internal freezeRegistry;
    Pau internal generator;
    Pau internal prime;
    PrimeVault internal primeVault;

    function setUp() public virtual override {
        super.setUp();
        beamState = new BeamState();
        freezeRegistry = new FreezeRegistry();
        generator = _deployPau(GENERATOR_ILK, relayer);
        prime = _deployPau(PRIME_ILK, primeRelayer);

        primeVault = new PrimeVault(address(usds), "Spark USDS Vault", "spkUSDS", admin);
        vm.startPrank(admin);
        primeVault.setDepositCap(1_000_000_000 * WAD);
        primeVault.grantRole(primeVault.TAKER_ROLE(), address(prime.proxy));
        primeVault.grantRole(primeVault.DEPOSITOR_ROLE(), address(generator.proxy));
        generator.diamond.setMaxExchangeRate(address(primeVault), 1e18, 1.1e18);
        vm.stopPrank();
    }

    function _deployPau(bytes32 ilk, address relayer_) internal returns (Pau memory pau) {
        pau.proxy = new ALMProxy(admin);
        pau.limits = new RateLimits(admin);
        pau.parameters = new ParameterRegistry(admin);
        pau.vault = _deployAllocator(ilk, address(pau.proxy));
        pau.diamond = IPau(
            address(
                new Diamond(
                    _pauCuts(),
                    admin,
                    address(new PauInit()),
                    abi.encodeCall(PauInit.init, (_wiring(pau), address(pau.vault)))
                )
            )
        );

        vm.startPrank(admin);
        pau.proxy.grantRole(CONTROLLER, address(pau.diamond));
        pau.limits.grantRole(CONTROLLER, address(pau.diamond));
        pau.parameters.grantRole(CONTROLLER, address(pau.diamond));
        pau.diamond.setRelayer(relayer_);
        pau.diamond.setFreezer(freezer);
        vm.stopPrank();
    }

    function _wiring(Pau memory pau) internal view returns (PauWiring memory) {
        return PauWiring({
            proxy: address(pau.proxy),
            rateLimits: address(pau.limits),
            parameterRegistry: address(pau.parameters),
            beamState: address(beamState),
            facetAllowlist: address(0),
            freezeRegistry: address(freezeRegistry)
        });
    }

    function _pauCuts() internal returns (IDiamond.FacetCut[] memory cuts) {
        cuts = new IDiamond.FacetCut[](7);
        cuts[0] = _add(address(new DiamondCutFacet()), FacetSelectors.diamondCut());
        cuts[1] = _add(address(new DiamondLoupeFacet()), FacetSelectors.diamondLoupe());
        cuts[2] = _add(address(new AdminFacet()), FacetSelectors.admin());
        cuts[3] = _add(address(new UsdsFacet()), FacetSelectors.usds());
        cuts[4] = _add(address(new Erc4626Facet()), FacetSelectors.erc4626());
        cuts[5] = _add(address(new SparkVaultFacet()), FacetSelectors.sparkVault());
        cuts[6] = _add(address(new TransferAssetFacet()), FacetSelectors.transferAsset());
    }

    function _add(address facet, bytes4[] memory selectors) internal pure returns (IDiamond.FacetCut memory) {
        return IDiamond.FacetCut(facet, IDiamond.FacetCutAction.Add, selectors);
    }

    function _setLimit(Pau memory pau, bytes32 key, uint256 max) internal {
        vm.prank(admin);
        pau.limits.setRateLimitData(key, max, 0);
    }

    function _mint(Pau memory pau, address relayer_, uint256 amount) internal {
        vm.prank(relayer_);
        pau.diamond.mintUSDS(amount);
    }

    function _key(string memory name) internal pure returns (bytes32) {
        return keccak256(bytes(name));
    }

    function _key(string memory name, address account) internal pure returns (bytes32) {
        return keccak256(abi.encode(keccak256(bytes(name)), account));
    }
}
