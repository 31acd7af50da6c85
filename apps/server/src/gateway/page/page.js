// The page: which part is shown, and what all parts need first.
import { $, api, make } from './common.js';
import * as build from './build.js';
import * as compare from './compare.js';
import * as research from './research.js';
import * as result from './result.js';

/** Parts by address: what is shown and what is opened, from the first pattern that fits. */
const places = [
  [/^#\/runs\/([\w.:-]+)$/, ['start', 'run', 'recent'], (id) => { build.open(id); }],
  [/^#\/research\/compare\/([\w.:,-]+)$/, ['comparison', 'researches'], (ids) => { void compare.open(ids.split(',')); }],
  [/^#\/research\/([\w.:-]+)(?:\/evidence\/([\w.:-]+))?$/, ['research', 'researches'], (id, evidence) => { result.open(id, evidence); }],
  [/^#\/research\/?$/, ['research-start', 'researches', 'watches'], () => { void research.suggest(); }],
  [/^/, ['start', 'recent'], () => undefined],
];
const parts = ['start', 'run', 'recent', 'research-start', 'research', 'comparison', 'researches', 'watches'];

function route() {
  const [pattern, shown, open] = places.find(([one]) => one.test(location.hash));
  for (const part of parts) $(part).hidden = !shown.includes(part);
  const inResearch = shown.includes('researches');
  $('to-build').ariaCurrent = inResearch ? null : 'page';
  $('to-research').ariaCurrent = inResearch ? 'page' : null;
  if (!shown.includes('run')) build.leave();
  if (!shown.includes('research')) result.leave();
  document.title = inResearch ? 'Research · HyperLens' : 'HyperLens';
  open(...pattern.exec(location.hash).slice(1));
  if (inResearch) void research.recent();
  else void build.recent();
  if (shown.includes('watches')) void research.watches();
}

addEventListener('hashchange', route);
try {
  const [about, networks] = await Promise.all([api('/about'), api('/networks')]);
  $('version').textContent = about.version;
  for (const list of ['network', 'research-network']) $(list).append(...networks.items.map(({ id, name, testnet }) => make('option', { value: id, selected: id === about.defaultNetwork }, `${name}${testnet ? '' : ' (real money)'}`)));
} catch (error) {
  for (const place of ['form-error', 'research-error']) $(place).textContent = error.message;
}
route();
