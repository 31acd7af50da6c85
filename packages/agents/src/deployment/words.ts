import type { ConstructorArgument, Json, Network } from '@hyperlens/protocol';

/** Wei as people write it: up to six significant digits of the currency, rounded up, `0.0021 ETH`. */
export function amount(wei: bigint, currency: Network['currency']): string {
  const text = wei.toString().padStart(currency.decimals + 1, '0');
  const digits = text.replace(/^0+/, '').length;
  // Rounded up: "at most" must stay true.
  const unit = 10n ** BigInt(Math.max(0, digits - 6));
  const rounded = (((wei + unit - 1n) / unit) * unit).toString().padStart(currency.decimals + 1, '0');
  const whole = rounded.slice(0, rounded.length - currency.decimals);
  const fraction = currency.decimals === 0 ? '' : rounded.slice(-currency.decimals).replace(/0+$/, '');
  return `${whole}${fraction ? `.${fraction}` : ''} ${currency.symbol}`;
}

/** What a deployment will do, one sentence per thing that will happen. Amounts in wei. */
export function summarize(plan: {
  contractName: string; from: string; network: Network; constructorArguments: readonly ConstructorArgument[]; proxied: boolean; maximumCost: bigint; balance: bigint; needsApproval: boolean;
}): string[] {
  const { network } = plan;
  const values = plan.constructorArguments.map(({ name, value }) => `${name || 'argument'} = ${show(named(value, plan.from))}`).join(', ');
  return [
    `Deploys ${plan.contractName} to ${network.name} from ${plan.from}.`,
    ...(plan.proxied ? ['Makes two transactions: the implementation, and an ERC-1967 proxy that points to it and initializes itself; the address of the contract is the proxy\'s.'] : []),
    values ? `${plan.proxied ? 'Initializes it' : 'Constructs it'} with ${values}.` : 'Takes no arguments.',
    `Costs at most ${amount(plan.maximumCost, network.currency)}; the account holds ${amount(plan.balance, network.currency)}.`,
    network.kind === 'local' ? 'The local chain lives on this machine; its currency has no value.'
      : network.testnet ? `${network.name} is a test network; its currency has no value.` : `${network.name} is a main network: this spends real money and cannot be undone.`,
    ...(network.confirmations > 0 ? [`Counts as done ${network.confirmations} block${network.confirmations === 1 ? '' : 's'} after the one that holds it.`] : []),
    ...(plan.needsApproval ? ['Waits for an approval before anything is signed.'] : []),
  ];
}

/** The value with `$deployer`, also inside of lists, as the account it stands for. */
function named(value: Json, deployer: string): Json {
  if (value === '$deployer') return deployer;
  return Array.isArray(value) ? value.map((item) => named(item, deployer)) : value;
}

function show(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
