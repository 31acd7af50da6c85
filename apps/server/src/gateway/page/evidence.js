// Evidence, and the tables that point to it.
import { badge, make } from './common.js';
import { cut, sayName, sayValue } from './words.js';

/** The address of one piece of evidence on this page. */
export const evidencePath = (runId, id) => `#/research/${runId}/evidence/${id}`;
const linkTo = (runId, id) => make('a', { href: evidencePath(runId, id), class: 'mono' }, id);

/** One piece of evidence: what was learned or why not, from where, when and how. */
export function evidenceCard(one, id, subject, runId, { anchor = false } = {}) {
  if (!one) return make('div', { class: 'evidence' }, make('p', { class: 'faint' }, `${id} is not in this result.`));
  const known = one.unknown === undefined;
  const place = one.block === null ? one.time : `block ${one.block}`;
  return make('div', { class: 'evidence', ...(anchor ? { id: `evidence-${one.id}`, tabindex: '-1' } : {}) },
    make('p', {}, make('strong', {}, one.title), ': ', known ? make('span', { class: 'value' }, cut(sayValue(one.value, one.unit, subject), 600)) : [badge('unknown'), ` ${one.unknown}`]),
    make('p', { class: 'faint' }, [one.source, place, `confidence ${one.confidence}`].filter(Boolean).join(' · '), make('br'), one.method, make('br'), anchor ? make('span', { class: 'mono' }, one.id) : linkTo(runId, one.id)));
}

function claimTable(title, rows, { evidence, subject, runId }) {
  const units = new Map(evidence.map((one) => [one.id, one.unit]));
  return make('div', { class: 'scroll' }, make('table', { class: 'claims' }, make('thead', {}, make('tr', {}, [title, 'Value', 'Evidence'].map((text) => make('th', { scope: 'col' }, text)))),
    make('tbody', {}, rows.map(([name, { value, evidence: ids }, tone]) => make('tr', {}, make('th', { scope: 'row' }, sayName(name)),
      make('td', { class: tone ?? (value === 'unknown' ? 'warn' : undefined) }, cut(sayValue(value, units.get(ids[0]) ?? null, subject))), make('td', {}, ids.slice(0, 3).map((id) => [linkTo(runId, id), ' '])))))));
}

/** Named statements of a service, by name. */
export const factsOf = (facts, result) => claimTable('Fact', Object.entries(facts).toSorted(([a], [b]) => (a < b ? -1 : 1)), result);

/** The flags: first those that gave points, then the others that say something, and those that are false put away. */
export function flagsOf(result) {
  const points = new Map(result.verdict.reasons.map((reason) => [reason.id, reason.points]));
  const all = Object.entries(result.flags).toSorted(([a], [b]) => (points.get(b) ?? -1) - (points.get(a) ?? -1) || (a < b ? -1 : 1)).map(([name, claim]) => [name, claim, points.has(name) ? 'bad' : undefined]);
  if (all.length === 0) return null;
  const quiet = all.filter(([name, { value }]) => value === false && !points.has(name));
  const loud = all.filter((row) => !quiet.includes(row));
  return make('div', {}, make('h3', {}, 'Flags'), loud.length === 0 ? null : claimTable('Flag', loud, result),
    quiet.length === 0 ? null : make('details', { 'data-key': 'quiet-flags' }, make('summary', {}, `${quiet.length} that are false`), claimTable('Flag', quiet, result)));
}

/** Pictures of a section, drawn by the server for the width and the colours of this screen. */
export function chartsOf(section, { charts }, runId) {
  const drawn = charts.filter(({ series, links }) => (links?.length ?? 0) > 0 || series.some(({ points }) => points.length > 1));
  if (drawn.length === 0) return null;
  return make('div', { class: 'charts' }, drawn.map(({ id, title, series, links }) => {
    const url = (theme, width, height) => `/api/v1/research/${runId}/charts/${section}/${encodeURIComponent(id)}?theme=${theme}&width=${width}&height=${height}`;
    const said = links?.length ? `${links.length} flows` : series.map(({ name, points }) => `${name}, ${points.length} points`).join('; ');
    return make('figure', {}, make('picture', {}, make('source', { media: '(max-width: 40rem) and (prefers-color-scheme: dark)', srcset: url('dark', 400, 300) }), make('source', { media: '(max-width: 40rem)', srcset: url('light', 400, 300) }),
      make('source', { media: '(prefers-color-scheme: dark)', srcset: url('dark', 560, 300) }), make('img', { src: url('light', 560, 300), alt: `${title}: ${said}`, loading: 'lazy', width: 560, height: 300 })), make('figcaption', { class: 'faint' }, title));
  }));
}

/** Powers and weaknesses in the source, with their place. */
export function findingsOf({ findings, runId }) {
  if (findings.length === 0) return null;
  return make('div', {}, make('h3', {}, 'Found in the code'), make('ul', { class: 'findings' }, findings.map((one) => make('li', {},
    badge(one.severity), ' ', make('strong', {}, one.title), make('br'), make('span', { class: 'mono faint' }, `${one.file}:${one.line} · ${one.ruleId}`), make('p', {}, cut(one.description ?? '', 500)), one.evidence.map((id) => [linkTo(runId, id), ' '])))));
}
