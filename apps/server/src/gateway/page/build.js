// Builds: starts one, follows it live, and shows what came out.
import { $, announce, api, badge, copyButton, ended, make, marks } from './common.js';

const examples = [
  ['A token', 'An ERC-20 called Acorn, symbol ACRN, 1M supply, burnable, pausable, capped at 2 million, owner can mint'],
  ['An NFT collection', 'An NFT collection called Meadow, symbol MDW, at most 5,000 pieces, 0.05 ether each, 5% royalties'],
  ['A vault', 'An ERC-4626 vault over 0x5FbDB2315678afecb367f032d93F642f64180aa3 called Harvest, symbol hvACRN'],
  ['Vesting', 'Vesting of 10 ETH for 0x70997970C51812dc3A010C7d01b50e0d17dc79C8, cliff 90 days, linear over 2 years'],
  ['A multisig', 'A 2 of 3 multisig for 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266, 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 and 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC'],
];
const stepTitles = { specify: 'Specify', write: 'Write', compile: 'Compile', audit: 'Audit', test: 'Test', approve: 'Approve', deploy: 'Deploy', verify: 'Verify' };

// --- one run ---
let shown = null; // { id, source (EventSource), run, files, timer }

function steps(run) {
  return make('ol', { class: 'steps', 'aria-label': 'Steps' }, run.steps.map((step) => make('li', { class: step.status, 'aria-current': step.status === 'running' ? 'step' : undefined },
    make('span', { class: 'mark', 'aria-hidden': 'true' }, marks[step.status] ?? ''),
    make('span', {}, stepTitles[step.name] ?? step.name, make('span', { class: 'visually-hidden' }, `: ${step.status}`)),
    make('span', { class: 'what' }, step.error?.message ?? step.summary ?? (step.status === 'pending' ? '' : step.status === 'skipped' ? 'not needed' : '')))));
}

function specification({ spec }) {
  if (!spec) return null;
  const list = (title, lines) => (lines.length === 0 ? null : [make('h4', { class: 'faint' }, title), make('ul', {}, lines.map((line) => make('li', {}, line)))]);
  return make('div', { class: 'spec' }, make('h3', {}, 'Specification'),
    make('p', {}, make('strong', {}, spec.contractName), ` ${spec.kind}`, spec.standards.length > 0 ? ` (${spec.standards.join(', ')})` : ''),
    list('Understood', spec.understood.map(({ statement, quote }) => (quote ? `${statement} — “${quote}”` : statement))),
    list('Assumed', spec.assumed.map(({ statement }) => statement)),
    list('Not done', spec.unsupported.map(({ quote, reason }) => `“${quote}”: ${reason}`)));
}

function sources(run) {
  if (!shown.files) return null;
  const findings = run.audit?.findings ?? [];
  return make('div', {}, make('h3', {}, 'Source'), Object.entries(shown.files).map(([file, text], index) => {
    const here = findings.filter((finding) => finding.file === file);
    const lines = text.replace(/\n$/, '').split('\n').map((line, at) => {
      const found = here.filter((finding) => finding.line <= at + 1 && at + 1 <= finding.endLine && finding.severity !== 'informational');
      const bad = found.some(({ severity }) => severity === 'critical' || severity === 'high');
      return make('li', found.length > 0 ? { class: `marked${bad ? ' bad' : ''}`, title: found.map(({ title }) => title).join('; ') } : {}, line === '' ? ' ' : line);
    });
    return make('details', { open: index === 0 }, make('summary', { class: 'mono' }, file), make('div', { class: 'source mono', tabindex: '0', role: 'region', 'aria-label': `Source of ${file}` }, make('ol', {}, lines)));
  }));
}

function audit({ runId, audit: report }) {
  if (!report) return null;
  const open = report.findings.filter(({ status }) => status !== 'waived');
  return make('div', {}, make('h3', {}, 'Audit ', badge(report.verdict)),
    make('p', { class: 'faint' }, report.reasons.join(' ')),
    open.length === 0 ? make('p', {}, 'No findings.') : make('details', { open: report.verdict === 'fail' }, make('summary', {}, `${open.length} finding${open.length === 1 ? '' : 's'}`), make('ul', { class: 'findings' }, open.map((finding) => make('li', {},
      badge(finding.severity), ' ', make('strong', {}, finding.title), make('br'), make('span', { class: 'mono faint' }, `${finding.file}:${finding.line} · ${finding.ruleId} · ${finding.tool}`), make('p', {}, finding.description), finding.fix ? make('p', { class: 'faint' }, `Fix: ${finding.fix}`) : null)))),
    make('p', {}, 'Tools: ', report.tools.map(({ id, status }) => `${id} ${status.replaceAll('_', ' ')}`).join(', '), '. ', make('a', { href: `/api/v1/builds/${runId}/audit.md` }, 'Markdown'), ' · ', make('a', { href: `/api/v1/builds/${runId}/audit.sarif` }, 'SARIF')));
}

function tests({ tests: report }) {
  if (!report) return null;
  const percent = (value) => (value === null ? 'not measured' : `${Math.round(value)} %`);
  return make('div', {}, make('h3', {}, 'Tests ', badge(report.verdict)),
    make('p', {}, `${report.passed} passed, ${report.failed} failed. Lines reached: ${percent(report.coverage.lines)}, branches: ${percent(report.coverage.branches)}.`),
    report.reasons.map((reason) => make('p', { class: 'faint' }, reason)),
    make('details', { open: report.failed > 0 }, make('summary', {}, 'All tests'), make('ul', { class: 'findings' }, report.cases.map((one) => make('li', {}, badge(one.status), ' ', make('span', { class: 'mono' }, `${one.suite}.${one.name}`), one.runs ? make('span', { class: 'faint' }, ` ${one.runs} runs`) : null, one.reason ? make('p', {}, one.reason) : null, one.counterexample ? make('p', { class: 'mono' }, one.counterexample) : null)))));
}

/** What was deployed, looked at as anybody's contract would be. */
async function research(subject, network) {
  try {
    location.hash = `#/research/${(await api('/research', { subject, network })).runId}`;
  } catch (error) {
    draw(error.message);
  }
}

function deployment({ deployment: made }) {
  if (!made || made.contracts.length === 0) return null;
  return make('div', {}, make('h3', {}, 'Deployed to ', made.network), made.contracts.map(({ name, address, transactionHash, blockNumber, bytecodeMatch }) => make('dl', { class: 'facts' },
    make('dt', {}, name), make('dd', {}, make('code', {}, address), ' ', copyButton(address), ' ', make('button', { type: 'button', onclick: () => research(address, made.network) }, 'Research')),
    make('dt', {}, 'Transaction'), make('dd', {}, make('code', {}, transactionHash)), make('dt', {}, 'Block'), make('dd', {}, String(blockNumber)),
    make('dt', {}, 'Code on chain'), make('dd', {}, badge(bytecodeMatch)))));
}

function approval(run) {
  if (run.status !== 'waiting') return null;
  const answer = (approved) => act(`/builds/${run.runId}/approve`, { approved });
  return make('div', { class: 'notice', role: 'group', 'aria-label': 'Approval' }, make('strong', {}, 'The deployment waits for your approval.'),
    (shown.approval?.summary ?? []).map((line) => make('p', {}, line)),
    make('div', { class: 'actions' }, make('button', { type: 'button', class: 'primary', onclick: () => answer(true) }, 'Approve and deploy'), make('button', { type: 'button', onclick: () => answer(false) }, 'Refuse')));
}

function actions(run) {
  const buttons = [];
  if (!ended(run.status)) buttons.push(make('button', { type: 'button', onclick: () => act(`/builds/${run.runId}/cancel`, {}) }, 'Cancel'));
  else if (run.status === 'failed' || run.status === 'cancelled') buttons.push(make('button', { type: 'button', onclick: () => act(`/builds/${run.runId}/retry`, {}) }, 'Retry'));
  return make('div', {}, buttons);
}

async function act(path, body) {
  try {
    await api(path, body);
    follow(shown.id);
  } catch (error) {
    draw(error.message);
  }
}

function draw(problem = null) {
  const { run } = shown;
  const opened = new Set([...$('run').querySelectorAll('details[open] > summary')].map((summary) => summary.textContent));
  const scrolls = [...$('run').querySelectorAll('.source')].map((box) => box.scrollTop);
  const focused = document.activeElement?.closest('#run') ? document.activeElement.textContent : null;
  $('run').replaceChildren(
    make('div', { class: 'run-head' }, make('div', {}, make('h1', { id: 'run-title' }, run.contracts[0]?.name ?? run.spec?.contractName ?? 'Build', ' ', badge(run.status)), make('p', { class: 'faint' }, run.request.request.length > 400 ? `${run.request.request.slice(0, 400)}…` : run.request.request)), actions(run)),
    ...[problem ? make('p', { class: 'notice bad', role: 'alert' }, problem) : null,
      run.error ? make('div', { class: 'notice bad', role: 'alert' }, make('strong', {}, run.error.message), make('p', {}, run.error.remedy)) : null,
      approval(run), steps(run), deployment(run), specification(run), sources(run), audit(run), tests(run)].filter(Boolean));
  for (const details of $('run').querySelectorAll('details')) if (opened.has(details.querySelector('summary').textContent)) details.open = true;
  $('run').querySelectorAll('.source').forEach((box, index) => { box.scrollTop = scrolls[index] ?? 0; });
  if (focused) [...$('run').querySelectorAll('button, summary')].find((element) => element.textContent === focused)?.focus();
}

/** Reads the run again a moment after an event, however many come together. */
function refresh() {
  const current = shown;
  current.timer ??= setTimeout(async () => {
    current.timer = null;
    try {
      const run = await api(`/builds/${current.id}`);
      if (run.contracts.length > 0 && !current.files) current.files = (await api(`/builds/${current.id}/contracts`).catch(() => null))?.sources ?? null;
      if (shown !== current) return;
      current.run = run;
      draw();
      if (ended(run.status)) {
        announce(`The run ended: ${run.status}.`);
        void recent();
      }
    } catch (error) {
      if (shown === current && current.run) draw(error.message);
      else if (shown === current) $('run').replaceChildren(make('h1', { id: 'run-title' }, 'Run'), make('p', { class: 'notice bad', role: 'alert' }, error.message));
    }
  }, 60);
}

/** Stops following. */
export function leave() {
  shown?.source?.close();
  clearTimeout(shown?.timer);
  shown = null;
}

/** Shows a run and follows its events; EventSource itself resumes after the last event it saw. */
function follow(id) {
  const before = shown?.id === id ? shown : null;
  leave();
  shown = { id, run: before?.run ?? null, files: before?.files ?? null, approval: null, timer: null, source: new EventSource(`/api/v1/builds/${encodeURIComponent(id)}/events`) };
  const current = shown;
  const on = (type, handle) => current.source.addEventListener(type, (message) => { if (shown === current) handle(JSON.parse(message.data)); });
  on('run.step', ({ data }) => {
    const step = current.run?.steps.find(({ name }) => name === data.step);
    if (step) Object.assign(step, { status: data.status, summary: data.summary ?? step.summary });
    if (current.run) draw();
    announce(`${stepTitles[data.step] ?? data.step}: ${data.status}`);
    refresh();
  });
  on('run.progress', ({ data }) => {
    const step = current.run?.steps.find(({ name }) => name === data.step);
    if (step?.status === 'running') { step.summary = data.text; draw(); }
  });
  on('approval.requested', ({ data }) => { current.approval = data; refresh(); });
  for (const type of ['run.created', 'deployment.updated']) on(type, refresh);
  on('run.updated', ({ data }) => { refresh(); if (data.status === 'waiting') void recent(); });
  refresh();
}

// --- list and form ---
/** Shows the newest builds. */
export async function recent() {
  try {
    const { items } = await api('/runs?limit=10');
    $('runs').className = '';
    $('runs').replaceChildren(items.length === 0 ? make('p', { class: 'faint' }, 'Nothing has run yet. Say above what you want, or take one of the examples.')
      : make('div', { class: 'scroll' }, make('table', {}, make('thead', {}, make('tr', {}, ['Status', 'Request', 'Contract', 'Started'].map((title) => make('th', { scope: 'col' }, title)))),
        make('tbody', {}, items.map((run) => make('tr', {}, make('td', {}, badge(run.status)), make('td', {}, make('a', { href: `#/runs/${run.runId}` }, run.request.replace(/\s+/g, ' ').slice(0, 90) || '(empty)')), make('td', {}, run.contracts.map(({ name }) => name).join(', ')), make('td', { class: 'when faint' }, new Date(run.createdAt).toLocaleString())))))));
  } catch (error) {
    $('runs').className = '';
    $('runs').replaceChildren(make('p', { class: 'notice bad', role: 'alert' }, error.message));
  }
}

$('form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = event.target.querySelector('.primary');
  const until = $('until').value;
  $('form-error').textContent = '';
  button.disabled = true;
  try {
    const run = await api('/builds', { request: $('request').value, network: $('network').value, deploy: until === 'deploy', specOnly: until === 'spec' });
    location.hash = `#/runs/${run.runId}`;
    announce('The build has started.');
    void recent();
  } catch (error) {
    $('form-error').textContent = error.message;
    $('request').focus();
  } finally {
    button.disabled = false;
  }
});
$('request').addEventListener('keydown', (event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) $('form').requestSubmit(); });
$('examples').append(...examples.map(([title, text]) => make('li', {}, make('button', { type: 'button', onclick: () => { $('request').value = text; $('request').focus(); } }, title))));

/** Shows the build with this id, or goes on showing it. */
export function open(id) {
  if (shown?.id !== id) {
    $('run').replaceChildren(make('h1', { id: 'run-title' }, 'Run'), make('p', { class: 'faint' }, 'Loading…'));
    follow(id);
  }
  $('run').scrollIntoView({ block: 'nearest' });
}
