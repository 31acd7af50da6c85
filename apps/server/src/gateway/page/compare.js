// Results side by side.
import { $, api, make, notice, range, redraw, riskBadge } from './common.js';
import { cut, nameOf, sayName, sayValue } from './words.js';

/** Units stand in the evidence, which a comparison only names. */
async function unitsOf(runId) {
  const { items } = await api(`/research/${runId}/evidence`);
  return new Map(items.map(({ id, unit }) => [id, unit]));
}

function table(rows, subjects, units) {
  return make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Comparison' }, make('table', { class: 'claims' }, make('thead', {}, make('tr', {}, make('th', { scope: 'col' }, 'What'), subjects.map(({ runId, subject }) => make('th', { scope: 'col' }, make('a', { href: `#/research/${runId}` }, nameOf(subject, '')))))),
    make('tbody', {}, rows.map(({ section, name, values }) => make('tr', {}, make('th', { scope: 'row' }, `${section}: ${sayName(name)}`), values.map((claim, index) => make('td', { class: claim?.value === 'unknown' ? 'warn' : undefined }, claim === null ? '–' : cut(sayValue(claim.value, units[index].get(claim.evidence[0]) ?? null, subjects[index].subject), 160))))))));
}

/** Shows two or more results side by side: what differs, and put away what is the same. */
export async function open(ids) {
  const place = $('comparison');
  const title = make('h1', { id: 'comparison-title' }, 'Comparison');
  redraw(place, title, make('p', { class: 'faint' }, 'Loading…'));
  try {
    const { subjects, rows } = await api('/research/compare', { runs: ids });
    const units = await Promise.all(ids.map(unitsOf));
    const claims = rows.filter(({ section }) => section !== 'verdict');
    const [differs, same] = [claims.filter((row) => row.differs), claims.filter((row) => !row.differs)];
    redraw(place, title, make('ul', { class: 'findings' }, subjects.map(({ runId, subject, block, verdict }) => make('li', {}, make('a', { href: `#/research/${runId}` }, nameOf(subject, '')), ' ', riskBadge(verdict.level), ` ${range(verdict.score)} of 100`,
      make('br'), make('span', { class: 'faint' }, [subject.address, block ? `block ${block.number} of ${subject.network}` : null].filter(Boolean).join(' · '))))),
    make('h2', {}, 'What differs'), differs.length === 0 ? make('p', {}, 'Nothing.') : table(differs, subjects, units),
    same.length === 0 ? null : make('details', { 'data-key': 'same' }, make('summary', {}, `${same.length} that are the same`), table(same, subjects, units)));
  } catch (error) {
    redraw(place, title, notice(error));
  }
}
