import { suite } from '../suite.ts';
import type { VaultParameters } from './schema.ts';

/** Invariant campaign: random deposits, mints, withdrawals, redemptions and donations by three accounts. */
export function vaultHandler(contractName: string, parameters: VaultParameters, call: string): string[] {
  const offset = `10 ** ${parameters.decimalsOffset}`;
  const handler = `${contractName} public immutable vault;
TokenForTest public immutable asset;
address[3] public actors;
bool public priceFell;

constructor(${contractName} vault_, TokenForTest asset_) {
    vault = vault_;
    asset = asset_;
    actors = [address(0xA1), address(0xA2), address(0xA3)];
    for (uint256 i = 0; i < 3; ++i) {
        asset_.mint(actors[i], 1e60);
        vm.prank(actors[i]);
        asset_.approve(address(vault_), type(uint256).max);
    }
}

modifier watched() {
    uint256 assets = vault.totalAssets();
    uint256 shares = vault.totalSupply();
    _;
    if ((vault.totalAssets() + 1) * (shares + ${offset}) < (assets + 1) * (vault.totalSupply() + ${offset})) priceFell = true;
}

function deposit(uint256 actor, uint256 amount) external watched {
    address account = actors[actor % 3];
    uint256 most = vault.maxDeposit(account);
    amount = bound(amount, 0, most < 1e27 ? most : 1e27);
    vm.prank(account);
    vault.deposit(amount, account);
}

function mint(uint256 actor, uint256 shares) external watched {
    address account = actors[actor % 3];
    uint256 most = vault.maxMint(account);
    shares = bound(shares, 0, most < 1e27 ? most : 1e27);
    if (asset.balanceOf(account) < vault.previewMint(shares)) return;
    vm.prank(account);
    vault.mint(shares, account);
}

function withdraw(uint256 actor, uint256 assets) external watched {
    address account = actors[actor % 3];
    assets = bound(assets, 0, vault.maxWithdraw(account));
    vm.prank(account);
    vault.withdraw(assets, account, account);
}

function redeem(uint256 actor, uint256 shares) external watched {
    address account = actors[actor % 3];
    shares = bound(shares, 0, vault.maxRedeem(account));
    vm.prank(account);
    vault.redeem(shares, account, account);
}

function donate(uint256 actor, uint256 amount) external watched {
    amount = bound(amount, 0, 1e24);
    vm.prank(actors[actor % 3]);
    asset.transfer(address(vault), amount);
}`;
  const invariants = `TokenForTest internal asset;
${contractName} internal vault;
HandlerForTest internal handler;
address internal owner = address(0x0123);
address internal feeRecipient = address(0x0456);

function setUp() public {
    asset = new TokenForTest();
    vault = new ${contractName}(${call});
    handler = new HandlerForTest(vault, asset);
    targetContract(address(handler));
}

/// @dev One campaign for all: what holders could redeem is there, every share belongs to somebody, and no call lowers the price.
function invariant_VaultIsSolventAndPriceNeverFalls() public view {
    uint256 claims = 0;
    uint256 shares = 0;
    for (uint256 i = 0; i < 3; ++i) {
        claims += vault.previewRedeem(vault.balanceOf(handler.actors(i)));
        shares += vault.balanceOf(handler.actors(i));
    }
    assertLe(claims, vault.totalAssets());
    assertEq(shares, vault.totalSupply());
    assertFalse(handler.priceFell(), "a call lowered the share price");
}`;
  return [suite('contract HandlerForTest is Test', 'Calls of the invariant campaign', handler), suite(`contract ${contractName}InvariantTest is Test`, `Invariants of ${contractName}`, invariants)];
}
