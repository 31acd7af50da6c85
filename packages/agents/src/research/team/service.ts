import type { ResearchService, ResearchTask, WorkContext } from '@hyperlens/protocol';
import { makeLedger, type Ledger } from '../evidence/index.ts';
import { examineCode } from './code.ts';
import { writeCredibility } from './credibility.ts';
import type { TeamInput, TeamSources } from './input.ts';
import { examinePeople } from './people.ts';
import { examineCertificate, examineDomain, examineSite } from './presence.ts';
import { examineAccounts, examineSocial } from './social.ts';

/** Writes what is known of the deployer: facts `deployer.address`, `deployer.transactions`, `deployer.contracts`. Never throws for what a chain did wrong. */
export type ExamineDeployer = (input: { task: ResearchTask; ledger: Ledger; context: WorkContext }) => Promise<void>;

export interface TeamDependencies extends TeamSources { deployer: ExamineDeployer }

/**
 * Who stands behind a project, from what it shows in public: its code, its domain, its site, its accounts, the people it states and the record
 * of the account that deployed it. Public professional facts only; see docs/research-team.md.
 */
export function makeTeamService({ code, registry, site, certificate, accounts, deployer }: TeamDependencies): ResearchService {
  return {
    section: 'team',
    async analyze(task, context = {}) {
      const ledger = makeLedger({ section: 'team', block: task.block, observedAt: task.observedAt });
      const input: TeamInput = { task, ledger, sources: { code, registry, site, certificate, accounts }, context };
      const [codeFacts, siteFacts] = await Promise.all([examineCode(input), examineSite(input), examineDomain(input), examineCertificate(input), examineSocial(input), deployer({ task, ledger, context })]);
      examineAccounts(input, codeFacts, siteFacts);
      examinePeople(input, codeFacts, siteFacts);
      const { low, high } = writeCredibility(ledger, ledger.report('').facts);
      const { project } = task;
      const given = [project.github && 'code', project.site && 'a site', project.people.length > 0 && 'people'].filter(Boolean);
      return { report: ledger.report(`Credibility ${low === high ? low : `${low} to ${high}`} of 100. ${given.length > 0 ? `Looked at ${given.join(', ')}.` : 'No code, site or people were given to look at.'}`), findings: [] };
    },
  };
}
