// The start of research: what to look at, what was looked at before, and what is watched.
import { $, announce, api, badge, make, notice, range, redraw, riskBadge, when } from './common.js';
import { cut, every, nameOf, sayName, sayValue } from './words.js';

const pageSize = 20;
const chosen = new Set();
let listed = []; // the runs shown, newest first
let next = null;

function compareBar() {
  const button = make('button', { type: 'button', id: 'compare', 'data-key': 'compare', disabled: chosen.size < 2, onclick: () => { location.hash = `#/research/compare/${[...chosen].join(',')}`; } }, chosen.size < 2 ? 'Compare (choose two)' : `Compare ${chosen.size}`);
  return make('div', { class: 'actions' }, button, next ? make('button', { type: 'button', 'data-key': 'older', onclick: () => { void recent(next); } }, 'Older') : null);
}

function row(run) {
  const name = nameOf(run.subject, run.query);
  const box = run.verdict ? make('input', { type: 'checkbox', 'data-key': `choose-${run.runId}`, 'aria-label': `Compare ${name}`, checked: chosen.has(run.runId), onchange: (event) => {
    if (event.target.checked) chosen.add(run.runId); else chosen.delete(run.runId);
    $('compare').replaceWith(compareBar().firstChild);
  } }) : null;
  return make('tr', {}, make('td', { class: 'choose' }, box), make('td', {}, make('a', { href: `#/research/${run.runId}` }, cut(name, 80) || '(empty)'), run.watchId ? make('span', { class: 'faint' }, ' watched') : null),
    make('td', {}, run.verdict ? [riskBadge(run.verdict.level), ` ${range(run.verdict.score)}`] : badge(run.status)), make('td', {}, run.network ?? ''), make('td', { class: 'when faint' }, when(run.createdAt)));
}

/** Shows past research, newest first; with `before`, the page after that run as well. */
export async function recent(before = null) {
  try {
    const page = await api(`/research?limit=${pageSize}${before ? `&before=${encodeURIComponent(before)}` : ''}`);
    listed = before ? [...listed, ...page.items] : page.items;
    next = page.next;
    $('research-list').className = '';
    redraw($('research-list'), listed.length === 0 ? make('p', { class: 'faint' }, 'Nothing has been researched yet. Give an address, a symbol or a name above.')
      : [make('div', { class: 'scroll' }, make('table', { class: 'list' }, make('thead', {}, make('tr', {}, ['', 'Subject', 'Risk', 'Network', 'Started'].map((title) => make('th', { scope: 'col' }, title)))), make('tbody', {}, listed.map(row)))), compareBar()]);
  } catch (error) {
    $('research-list').className = '';
    redraw($('research-list'), notice(error));
  }
}

/** Offers what was deployed from here. */
export async function suggest() {
  try {
    const { items } = await api('/runs?limit=10');
    const built = items.flatMap((run) => run.deployed.map(({ name, address }) => ({ name, address, network: run.network }))).slice(0, 6);
    $('suggestions').hidden = built.length === 0;
    $('suggested').replaceChildren(...built.map(({ name, address, network }) => make('li', {}, make('button', { type: 'button', title: address, onclick: () => {
      $('subject').value = address;
      if (network) $('research-network').value = network;
      $('subject').focus();
    } }, name))));
  } catch {
    // An offer that cannot be made is no loss; the list below says when the server does not answer.
    $('suggestions').hidden = true;
  }
}

function change({ section, name, before, after }) {
  const said = (claim) => (claim === null ? 'nothing' : cut(sayValue(claim.value, null, { decimals: null, symbol: null }), 120));
  return make('li', {}, `${section}: ${sayName(name)}: ${said(before)} → ${said(after)}`);
}

/** What changed, read when a person opens it. */
async function changes(id, place) {
  try {
    const { items } = await api(`/research/watches/${id}/changes?limit=20`);
    place.replaceChildren(items.length === 0 ? make('p', { class: 'faint' }, 'Nothing has changed since it is watched.') : make('div', {}, items.map(({ runId, recordedAt, differences }) => make('div', {}, make('p', {}, make('a', { href: `#/research/${runId}` }, when(recordedAt))), make('ul', {}, differences.map(change))))));
  } catch (error) {
    place.replaceChildren(notice(error));
  }
}

function watchRow(one) {
  const act = (path, body) => async () => {
    try {
      await api(`/research/watches/${one.id}${path}`, body);
      announce('Done');
      await watches();
    } catch (error) {
      $('watch-list').prepend(notice(error));
    }
  };
  const place = make('div', {});
  const paused = one.status === 'paused';
  return make('li', {}, make('div', { class: 'run-head' }, make('div', {}, make('strong', { class: 'mono' }, cut(one.request.subject, 80)), ' ', badge(one.status), make('br'),
    make('span', { class: 'faint' }, `every ${every(one.everySeconds)}${one.lastRunAt ? `, last ${when(one.lastRunAt)}` : ''}${!paused && one.nextRunAt ? `, next ${when(one.nextRunAt)}` : ''}`), one.error ? make('p', { class: 'notice bad' }, one.error.message) : null),
  make('div', { class: 'actions' }, one.lastRunId ? make('a', { href: `#/research/${one.lastRunId}` }, 'Last result') : null,
    make('button', { type: 'button', 'data-key': `pause-${one.id}`, onclick: act('', { status: paused ? 'active' : 'paused' }) }, paused ? 'Go on' : 'Pause'), make('button', { type: 'button', 'data-key': `remove-${one.id}`, onclick: act('/remove', {}) }, 'Remove'))),
  make('details', { 'data-key': `changes-${one.id}`, ontoggle: (event) => { if (event.target.open) void changes(one.id, place); } }, make('summary', {}, 'What changed'), place));
}

/** Shows what is watched. */
export async function watches() {
  try {
    const { items } = await api('/research/watches');
    $('watch-list').className = '';
    redraw($('watch-list'), items.length === 0 ? make('p', { class: 'faint' }, 'Nothing is watched. A result has a button to look again on a schedule.') : make('ul', { class: 'findings' }, items.map(watchRow)));
  } catch (error) {
    redraw($('watch-list'), notice(error));
  }
}

$('research-form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = event.target.querySelector('.primary');
  $('research-error').textContent = '';
  button.disabled = true;
  try {
    const { runId } = await api('/research', { subject: $('subject').value, network: $('research-network').value });
    location.hash = `#/research/${runId}`;
    announce('The research has started.');
  } catch (error) {
    $('research-error').textContent = error.message;
    $('subject').focus();
  } finally {
    button.disabled = false;
  }
});
