import type { RequestText } from './text.ts';

/** Words that say how to write the contract, not what it does. They are always true of what is composed. */
const manner = [
  /\b(?:please\s+)?(?:use|using|based\s+on|built?\s+(?:on|with)|with|via|from|import(?:ing)?|inherit(?:ing)?(?:\s+from)?)?\s*(?:the\s+)?(?:latest\s+)?open\s?zeppelin(?:'s)?(?:\s+(?:contracts?|librar(?:y|ies)|standards?|implementations?|v?\d+(?:\.\d+|\.x)*))*(?:\s+where(?:ver)?\s+possible)?\b/,
  /\b(?:in|using|with|use)?\s*solidity\s*(?:version\s*)?(?:[\^~>=v]*\s*0\.8(?:\.(?:\d+|x))?\+?)?(?:\s+(?:smart\s+)?(?:contract|code))?/,
  /\b(?:gas[\s-]?(?:efficient|optimi[sz]ed)|well[\s-](?:documented|commented|tested)|clean|simple|basic|standard|secure|safe|audited|production[\s-]ready|minimal|readable|best\s+practices?)\b(?:\s+(?:code|and|,))*/,
  /\b(?:SPDX|MIT)[\s-]licen[cs]ed?\b|\bMIT\s+licen[cs]e\b/,
  /\bwith\s+(?:unit\s+)?tests\b|\binclude\s+tests\b/,
];

/** Sentences that forbid anything that was not asked for. What is composed never has more than was asked. */
const strict = [
  /\b(?:please\s+)?(?:do\s+not|don't|dont|never)\s+add\s+any(?:thing)?\s*(?:other|else|more|extra|additional)?\s*(?:privileged|admin|owner|special|backdoor)?\s*(?:functions?|powers?|features?|rights?|permissions?|roles?)?(?:\s+(?:that|which)\s+(?:is|are|was|were)(?:\s+not|n't)\s+(?:mentioned|listed|asked(?:\s+for)?|requested))?/,
  /\b(?:anything|everything|whatever)\s+(?:that\s+is\s+|else\s+)?(?:not\s+(?:mentioned|listed|stated|specified|named|asked\s+for)(?:\s+(?:here|above|below))?|else)?\s*(?:must|should|shall|may|can)\s*(?:not|n't)\s+be\s+(?:possible|allowed|included|there|added)/,
  /\bno\s+(?:other|extra|additional|further|hidden|more|special)\s+(?:privileged\s+|admin\s+|owner\s+)?(?:functions?|features?|privileges?|powers?|rights?|functionality|permissions?|roles?|bells\s+and\s+whistles|admin|stuff)\b/,
  /\bno\s+(?:admin|owner|privileged|backdoors?|back\s+doors?)\s*(?:functions?|keys?|powers?|rights?|privileges?|controls?)\b|\bno\s+back\s?doors?\b/,
  /\bnothing\s+(?:else|more|fancy|special|extra)(?:\s+(?:please|needed|is\s+needed|should\s+be\s+possible))?\b|\bjust\s+(?:the\s+)?(?:basics?|transfers?|that)\b/,
];

const networkNames = String.raw`local(?:host|\s+(?:chain|network|node|anvil|hardhat))?|metis\s+hyperion|hyperion|metis(?:\s+andromeda)?|mantle(?:[\s-]sepolia)?|(?:ethereum[\s-])?sepolia|ethereum|holesky|hoodi|goerli|polygon(?:[\s-](?:amoy|zkevm|pos))?|arbitrum(?:[\s-](?:one|nova|sepolia))?|optimism(?:[\s-]sepolia)?|op\s+mainnet|base(?:[\s-]sepolia)?|bsc|bnb(?:\s+(?:smart\s+)?chain)?|binance(?:\s+smart)?\s+chain|avalanche(?:[\s-](?:fuji|c-chain))?|fantom|sonic|gnosis|celo|scroll|linea|zksync(?:\s+era)?|blast|mode|moonbeam|cronos|berachain|monad|unichain|ink\s+chain|taiko`;

/** A network named as a place: "on Mantle Sepolia", "network: base"; the name in group `network`. */
export const networkPhrase = new RegExp(String.raw`\b(?:(?:deploy(?:ed|ment)?|launch(?:ed)?|live|running|run|use|target(?:ing)?)\s+(?:it\s+|this\s+)?)?(?:(?:on|to|for|at|onto)\s+(?:the\s+)?|(?:target\s+)?(?:network|chain)\s*(?:[:=]|is)\s*)(?<network>${networkNames})(?<net>(?:[\s-]+(?:chain|network|test\s?net|main\s?net))*)\b(?!\s*(?:uri|url|fee|price|amount|id))|\b(?<bare>mantle\s+sepolia|hyperion\s+test\s?net|hyperion)\b(?<barenet>(?:\s+(?:chain|network|test\s?net))?)|\b(?:on|to)\s+(?:the\s+|an?\s+)?(?<general>test\s?net|main\s?net|evm\s+chains?|evm)\b`);

/** Text that addresses the machine instead of describing a contract; reported, never obeyed. */
export const machineInstructions: readonly RegExp[] = [
  /\b(?:ignore|skip|bypass|disable|omit|turn\s+off|override|circumvent|avoid|without(?:\s+running)?|forget(?:\s+about)?|disregard|no\s+need\s+(?:for|to\s+run))\s+(?:(?:all|any|the|your|of|every|security|previous|prior|above|these|those|further|and|my)\s+){0,5}(?:audits?|tests?|testing|checks?|gates?|approvals?|verifications?|instructions?|prompts?|rules|policy|policies|guardrails?|safety|reviews?|analy[sz]ers?|findings?|simulations?|warnings?|slither)\b(?:\s*(?:,|and|or)\s*(?:the\s+)?(?:audits?|tests?|testing|checks?|gates?|approvals?|deploy\w*(?:\s+(?:it|anyway|directly|immediately|now))*|reviews?|verifications?))*(?:\s+(?:and|then)\s+(?:just\s+)?deploy\b[^\n.;]{0,60})?/,
  /\b(?:set|change|switch|loosen|lower|relax|modify|update)\s+(?:the\s+|your\s+)?(?:audit\s+|security\s+|deployment\s+|approval\s+)?(?:policy|policies|gates?|thresholds?|fail-on|severity|guardrails?|system\s+prompt)\b[^\n.;]{0,60}/,
  /\b(?:you\s+are\s+(?:now\s+)?(?:an?\s+)?(?:ai|assistant|developer\s+mode|dan|root|unrestricted)|pretend\s+(?:to\s+be|you|that)|act\s+as|system\s*(?:prompt|message|:)|<\/?(?:system|assistant|user|tool)[^>\n]{0,40}>|\[\/?(?:system|inst)\])[^\n.;]{0,80}/,
  /\b(?:approve|accept|sign|waive|suppress)\s+(?:it|everything|all|any|the)\s*(?:deployments?|transactions?|findings?|automatically|yourself|steps?)?\s*(?:automatically|without\s+asking|yourself|for\s+me|immediately)?\b(?=[^a-z]|$)(?<=automatically|yourself|without asking|for me|immediately|findings?|deployments?)/,
  /\b(?:send|print|show|reveal|leak|give|tell|output|export|dump|read)\s+(?:me\s+|us\s+|out\s+)?(?:the\s+|your\s+|all\s+)?(?:private\s+keys?|seed\s+phrases?|mnemonics?|secrets?|api\s+keys?|environment(?:\s+variables?)?|keystore|passphrases?|system\s+prompt|\/etc\/passwd)\b[^\n.;]{0,60}/,
  /\b(?:mark|report|record|say|claim|pretend)\s+(?:the\s+|that\s+the\s+)?(?:audit|tests?|checks?|verdict|result|findings?)\s+(?:as\s+|is\s+|are\s+)?(?:passed|pass|passing|ok|clean|green|resolved)\b/,
  /\bdeploy\s+(?:it\s+)?(?:anyway|regardless|no\s+matter\s+what|even\s+if[^\n.;]{0,60})/,
];

/** Consumes what describes manner, strictness and network. Returns whether the request forbids anything it does not mention. */
export function consumeBoilerplate(text: RequestText): { strict: boolean } {
  for (const pattern of machineInstructions) text.takeAll(pattern);
  const forbids = strict.map((pattern) => text.takeAll(pattern)).some((hits) => hits.length > 0);
  for (const pattern of [networkPhrase, ...manner]) text.takeAll(pattern);
  return { strict: forbids };
}
