// One research run: its services live, then the judgement with what it rests on.
import { $, announce, api, badge, copyButton, ended, make, marks, notice, range, redraw, riskBadge, when } from './common.js';
import { chartsOf, evidenceCard, factsOf, findingsOf, flagsOf } from './evidence.js';
import { recent } from './research.js';
import { intervals, nameOf } from './words.js';

const sections = ['onchain', 'tokenomics', 'sentiment', 'team', 'audit'];
const titles = { resolve: 'Find it', onchain: 'On the chain', tokenomics: 'Tokenomics', sentiment: 'Sentiment', team: 'Team', audit: 'Source', judge: 'Judge' };
const levelTexts = {
  low: 'Nothing found speaks against it.', moderate: 'Some powers or costs to know about.', high: 'Serious reasons for caution.', critical: 'It can take what people hold, or already does.',
  unknown: 'Too little is known to call it safe.',
};
/** Points from which a level begins (docs/research.md). */
const limits = [[20, 'moderate'], [65, 'high'], [80, 'critical']];
const plural = (count, word) => `${count} ${word}${count === 1 ? '' : 's'}`;

let shown = null; // { id, run, result, source (EventSource), timer, progress, evidence, problem }

function steps({ steps: begun, status }) {
  const names = ['resolve', ...sections.filter((name) => begun.some((step) => step.name === name)), 'judge'];
  const all = names.map((name) => begun.find((step) => step.name === name) ?? { name, status: ended(status) ? 'skipped' : 'pending', summary: null, error: null })
    .map((step) => (step.status === 'running' && ended(status) ? { ...step, status: 'skipped' } : step));
  return make('ol', { class: 'steps', 'aria-label': 'Services' }, all.map((step) => make('li', { class: step.status, 'aria-current': step.status === 'running' ? 'step' : undefined },
    make('span', { class: 'mark', 'aria-hidden': 'true' }, marks[step.status] ?? ''),
    make('span', {}, titles[step.name] ?? step.name, make('span', { class: 'visually-hidden' }, `: ${step.status}`)),
    make('span', { class: 'what' }, step.error?.message ?? (step.status === 'running' ? shown.progress[step.name] : null) ?? step.summary ?? ''))));
}

/** The range of points between 0 and 100: what is known, and what the unknown could add. */
function scale({ level, score: { low, high } }) {
  const part = (kind, from, to) => {
    const bar = make('span', { class: `part ${kind}` });
    bar.style.left = `${from}%`;
    bar.style.width = `${to - from}%`;
    return bar;
  };
  const tick = ([at, name]) => {
    const mark = make('span', { class: 'tick' }, make('span', { class: 'limit' }, `${name} `), String(at));
    mark.style.left = `${at}%`;
    return mark;
  };
  const said = low === high ? `${low} of 100 risk points` : `${low} to ${high} of 100 risk points: ${low} known, up to ${Math.round((high - low) * 100) / 100} more open`;
  return make('div', { class: `scale ${level}`, role: 'img', 'aria-label': said }, make('div', { class: 'track' }, part('known', 0, Math.max(low, 0.6)), part('open', low, high)), make('div', { class: 'ticks', 'aria-hidden': 'true' }, limits.map(tick)));
}

function verdict({ verdict: judged, runId, evidence, subject }) {
  const byId = new Map(evidence.map((one) => [one.id, one]));
  const cards = (ids, otherwise) => (ids.length === 0 ? make('p', { class: 'faint' }, otherwise) : ids.map((id) => evidenceCard(byId.get(id), id, subject, runId)));
  const reason = (key, points, { id, title, evidence: ids, because }) => make('li', {}, make('details', { 'data-key': `${key}-${id}` },
    make('summary', {}, make('span', { class: 'points' }, points), ' ', title, because ? make('span', { class: 'faint' }, ` — ${ids.map((one) => byId.get(one)?.unknown).find(Boolean) ?? because}`) : null), cards(ids, 'No evidence: nobody found anything out about it.')));
  return make('div', { class: 'verdict' },
    make('h2', {}, 'Risk ', riskBadge(judged.level), ` ${range(judged.score)} of 100 points`), make('p', {}, levelTexts[judged.level] ?? ''), scale(judged),
    make('h3', {}, 'Why'), judged.reasons.length === 0 ? make('p', {}, 'No rule gave points.')
      : make('ul', { class: 'reasons' }, judged.reasons.map((one) => reason('why', one.points === 0 ? 'limit' : `+${one.points}`, one))),
    judged.unknown.length === 0 ? null : [make('h3', {}, 'Not known'), make('ul', { class: 'reasons' }, judged.unknown.map((one) => reason('open', `up to ${one.points}`, one)))]);
}

function section(name, result) {
  const report = result.sections[name];
  if (!report) return null;
  const facts = Object.keys(report.facts).length;
  const asked = report.sources.filter(({ status }) => status !== 'not_applicable');
  return make('div', { class: 'part-of' }, make('h3', { id: `section-${name}` }, titles[name], ' ', badge(report.status)), make('p', {}, report.summary),
    chartsOf(name, report, result.runId),
    facts === 0 ? null : make('details', { 'data-key': `facts-${name}` }, make('summary', {}, plural(facts, 'fact')), factsOf(report.facts, result)),
    asked.length === 0 ? null : make('details', { 'data-key': `sources-${name}` }, make('summary', {}, `${plural(asked.length, 'source')}, ${asked.filter(({ status }) => status === 'ok').length} answered in full`),
      make('ul', { class: 'findings' }, asked.map(({ title, status, reason }) => make('li', {}, badge(status), ' ', title, reason ? make('span', { class: 'faint' }, ` — ${reason}`) : null)))));
}

function documents(id) {
  const link = (ending, name, more = {}) => make('a', { href: `/api/v1/research/${id}/report.${ending}`, ...more }, name);
  return make('p', { class: 'downloads' }, 'Report: ', link('html', 'HTML', { target: '_blank', rel: 'noopener' }), ' · ', link('pdf', 'PDF', { download: true }), ' · ', link('md', 'Markdown', { download: true }), ' · ', link('json', 'JSON', { download: true }));
}

function actions(run) {
  if (!ended(run.status)) return make('div', {}, make('button', { type: 'button', 'data-key': 'cancel', onclick: () => act(async () => { await api(`/research/${run.runId}/cancel`, {}); follow(run.runId); }) }, 'Cancel'));
  if (run.status !== 'completed') return make('div', {}, make('button', { type: 'button', 'data-key': 'retry', onclick: () => act(async () => { await api(`/research/${run.runId}/retry`, {}); follow(run.runId); }) }, 'Retry'));
  return null;
}

/** Watching, and asking again. What was handed in with sources cannot be asked for again from here. */
function onward({ run, result }) {
  if (!result || result.subject.kind === 'source') return null;
  const { subject } = result;
  const request = { subject: subject.address ?? run.request.subject, ...(subject.network ? { network: subject.network } : {}), ...(run.request.only ? { only: run.request.only } : {}) };
  const choice = make('select', { id: 'watch-every', 'aria-label': 'How often', 'data-key': 'every' }, intervals.map(([seconds, name]) => make('option', { value: seconds, selected: seconds === 21_600 }, name)));
  return make('div', { class: 'actions' },
    make('button', { type: 'button', 'data-key': 'again', onclick: () => act(async () => { const next = await api('/research', request); location.hash = `#/research/${next.runId}`; }) }, 'Research again'),
    make('span', { class: 'joined' }, make('button', { type: 'button', 'data-key': 'watch', onclick: () => act(async () => {
      await api('/research/watches', { request, everySeconds: Number(choice.value) });
      announce('The watch has started.');
      location.hash = '#/research';
    }) }, 'Watch every'), choice));
}

async function act(work) {
  const current = shown;
  try {
    await work();
  } catch (error) {
    if (shown !== current) return;
    current.problem = error;
    draw();
  }
}

function draw() {
  const { run, result, id, problem } = shown;
  const subject = result?.subject ?? run.subject;
  const name = nameOf(subject, run.request.subject);
  document.title = `${name} · HyperLens`;
  redraw($('research'),
    make('div', { class: 'run-head' }, make('div', {}, make('h1', { id: 'research-title', tabindex: '-1' }, name, ' ', run.status === 'completed' ? null : badge(run.status)),
      make('p', { class: 'faint' }, [subject?.kind, subject?.network ? `on ${subject.network}` : null, result?.block ? `at block ${result.block.number}` : null, result ? `looked at ${when(result.observedAt)}` : null].filter(Boolean).join(' ')),
      subject?.address ? make('p', { class: 'address' }, make('code', {}, subject.address), ' ', copyButton(subject.address)) : null), actions(run)),
    problem ? notice(problem) : null, run.error && run.status !== 'completed' ? notice(run.error) : null,
    result ? [verdict(result), documents(id), onward(shown), flagsOf(result), sections.map((one) => section(one, result)), findingsOf(result),
      make('details', { 'data-key': 'evidence', class: 'all' }, make('summary', {}, `All evidence: ${plural(result.evidence.length, 'piece')}`), result.evidence.map((one) => evidenceCard(one, one.id, subject, id, { anchor: true }))),
      make('details', { 'data-key': 'steps' }, make('summary', {}, 'How it went'), steps(run))] : steps(run));
  if (result && shown.evidence) reveal(shown.evidence);
}

/** Opens the list of evidence at one piece. */
function reveal(evidence) {
  shown.evidence = null;
  const place = document.getElementById(`evidence-${evidence}`);
  if (!place) { announce(`There is no evidence ${evidence} in this result.`); return; }
  place.closest('details').open = true;
  place.scrollIntoView({ block: 'center' });
  place.focus({ preventScroll: true });
}

/** Reads the run again a moment after an event, however many come together. */
function refresh() {
  const current = shown;
  current.timer ??= setTimeout(async () => {
    current.timer = null;
    try {
      const run = await api(`/research/${current.id}`);
      const result = run.status === 'completed' ? (current.result ?? await api(`/research/${current.id}/result`)) : null;
      if (shown !== current) return;
      const wasOpen = current.run && !ended(current.run.status);
      Object.assign(current, { run, result });
      draw();
      if (wasOpen && ended(run.status)) void recent();
      if (wasOpen && ended(run.status)) announce(result ? `Risk ${result.verdict.level}, ${range(result.verdict.score)} of 100 points.` : `The research ended: ${run.status}.`);
    } catch (error) {
      if (shown !== current) return;
      if (current.run) { current.problem = error; draw(); } else redraw($('research'), make('h1', { id: 'research-title' }, 'Research'), notice(error));
    }
  }, 60);
}

/** Stops following. */
export function leave() {
  shown?.source?.close();
  clearTimeout(shown?.timer);
  shown = null;
}

/** Follows the events of a run; EventSource itself resumes after the last event it saw. */
function follow(id, evidence = null) {
  const before = shown?.id === id ? shown : null;
  leave();
  shown = { id, run: before?.run ?? null, result: null, timer: null, progress: {}, evidence, problem: null, source: new EventSource(`/api/v1/research/${encodeURIComponent(id)}/events`) };
  const current = shown;
  const on = (type, handle) => current.source.addEventListener(type, (message) => { if (shown === current) handle(JSON.parse(message.data).data); });
  const stepOf = (name) => current.run?.steps.find((step) => step.name === name);
  on('research.step', (data) => {
    const step = stepOf(data.step);
    if (step) { Object.assign(step, { status: data.status, summary: data.summary ?? step.summary }); draw(); }
    if (current.run && !ended(current.run.status)) announce(`${titles[data.step] ?? data.step}: ${data.status}`);
    refresh();
  });
  on('research.progress', (data) => {
    current.progress[data.step] = data.text;
    if (stepOf(data.step)?.status === 'running') draw();
  });
  for (const type of ['research.created', 'research.updated']) on(type, refresh);
  refresh();
}

/** Shows the research with this id, at one piece of its evidence when that is named. */
export function open(id, evidence) {
  if (shown?.id === id && shown.run) {
    if (evidence && shown.result) reveal(evidence);
    else if (evidence) shown.evidence = evidence;
    return;
  }
  redraw($('research'), make('h1', { id: 'research-title' }, 'Research'), make('p', { class: 'faint' }, 'Loading…'));
  follow(id, evidence ?? null);
}
