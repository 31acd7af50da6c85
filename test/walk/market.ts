import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { makeCompiler } from '@hyperlens/catalog/toolchains';
import { parseAbi, parseEther, type Abi, type Hex, type PrivateKeyAccount } from 'viem';
import { openRpc } from '../../bench/research/node.ts';
import { openStage, type Contract, type Stage } from '../../bench/research/stage.ts';

const require = createRequire(import.meta.url);
/** An artifact of the Uniswap packages, read as data. */
function published(file: string): { abi: Abi; bytecode: Hex } {
  const { abi, bytecode } = JSON.parse(readFileSync(require.resolve(file), 'utf8')) as { abi: Abi; bytecode: string };
  return { abi, bytecode: `0x${bytecode.replace(/^0x/, '')}` };
}

/** A token whose owner can stop transfers and mint. */
export const tokenSource = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
contract Walker {
  string public constant name = "Walker";
  string public constant symbol = "WLKR";
  uint8 public constant decimals = 18;
  uint256 public totalSupply;
  address public owner = msg.sender;
  bool public paused;
  mapping(address => uint256) public balanceOf;
  mapping(address => mapping(address => uint256)) public allowance;
  event Transfer(address indexed from, address indexed to, uint256 value);
  event Approval(address indexed owner, address indexed spender, uint256 value);
  modifier onlyOwner() { require(msg.sender == owner, "not the owner"); _; }
  constructor() { _mint(msg.sender, 1_000_000e18); }
  function transferOwnership(address next) external onlyOwner { owner = next; }
  function mint(address to, uint256 value) external onlyOwner { _mint(to, value); }
  function setPaused(bool yes) external onlyOwner { paused = yes; }
  function approve(address spender, uint256 value) external returns (bool) { allowance[msg.sender][spender] = value; emit Approval(msg.sender, spender, value); return true; }
  function transfer(address to, uint256 value) external returns (bool) { _move(msg.sender, to, value); return true; }
  function transferFrom(address from, address to, uint256 value) external returns (bool) { allowance[from][msg.sender] -= value; _move(from, to, value); return true; }
  function _move(address from, address to, uint256 value) private { require(!paused, "paused"); balanceOf[from] -= value; balanceOf[to] += value; emit Transfer(from, to, value); }
  function _mint(address to, uint256 value) private { totalSupply += value; balanceOf[to] += value; emit Transfer(address(0), to, value); }
}
`;

/** A token with a pool of Uniswap V2 on a local chain, and who owns it. */
export interface Scene { stage: Stage; owner: PrivateKeyAccount; token: Contract }
const pool = parseAbi(['function addLiquidityETH(address,uint256,uint256,uint256,address,uint256) payable']);

/** Deploys the token of `tokenSource`, wrapped ether and Uniswap V2, and puts half of the supply and 50 ether into a pool. */
export async function makeScene(rpcUrl: string): Promise<Scene> {
  const stage = await openStage(openRpc(rpcUrl));
  const compiler = makeCompiler({ workers: 1 });
  const compiled = await compiler.compile({ sources: { 'Walker.sol': tokenSource } }).finally(() => compiler.close());
  const contract = compiled.contracts.find(({ name }) => name === 'Walker');
  if (!contract) throw new Error(compiled.diagnostics.map(({ message }) => message).join('\n'));
  const owner = stage.account('walker');
  await stage.fund(owner.address, '200');
  const weth = await stage.deploy(owner, published('@uniswap/v2-periphery/build/WETH9.json'), [], 'WETH9');
  const factory = await stage.deploy(owner, published('@uniswap/v2-core/build/UniswapV2Factory.json'), [owner.address], 'the factory');
  const router = await stage.deploy(owner, published('@uniswap/v2-periphery/build/UniswapV2Router02.json'), [factory.address, weth.address], 'the router');
  const token = await stage.deploy(owner, { abi: contract.abi as Abi, bytecode: `0x${contract.bytecode.replace(/^0x/, '')}` }, [], 'the token');
  const half = parseEther('500000');
  await stage.write(owner, token, 'approve', [router.address, half]);
  await stage.write(owner, { address: router.address, abi: pool }, 'addLiquidityETH', [token.address, half, 0n, 0n, owner.address, 4_000_000_000n], { value: parseEther('50') });
  return { stage, owner, token };
}

