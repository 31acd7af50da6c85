// What all parts of the page use. Text from the server only ever becomes text, never markup.
export const $ = (id) => document.getElementById(id);
export const marks = { pending: '·', running: '', completed: '✓', failed: '✗', skipped: '–', waiting: '?' };
const tones = { completed: 'good', pass: 'good', confirmed: 'good', exact: 'good', active: 'good', ok: 'good', rejected: 'bad', failed: 'bad', fail: 'bad', mismatch: 'bad', critical: 'bad', high: 'bad', unreachable: 'bad', waiting: 'warn', inconclusive: 'warn', cancelled: 'warn', medium: 'warn', partial: 'warn', limited: 'warn', unknown: 'warn', paused: 'warn' };
const riskTones = { low: 'good', moderate: 'warn', high: 'bad', critical: 'bad', unknown: 'warn' };
export const ended = (status) => ['completed', 'rejected', 'failed', 'cancelled'].includes(status);

/** Marks that turn the direction of writing around, or hide, could make a line say something else than it says. */
const visible = (text) => text.replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');

/** An element with attributes and children; strings become text nodes. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== '').map((child) => (typeof child === 'string' ? visible(child) : child)));
  return element;
}
export const badge = (word) => make('span', { class: `badge ${tones[word] ?? ''}` }, word.replaceAll('_', ' '));
/** Where `low` is good news, unlike the severity of a finding. */
export const riskBadge = (level) => make('span', { class: `badge ${riskTones[level] ?? ''}` }, level);
export const range = ({ low, high }) => (low === high ? String(low) : `${low} to ${high}`);
export const notice = (error) => make('div', { class: 'notice bad', role: 'alert' }, make('strong', {}, error.message), error.remedy ? make('p', {}, error.remedy) : null);
export const when = (time) => new Date(time).toLocaleString();
export const copyButton = (text) => make('button', { type: 'button', 'aria-label': `Copy ${text}`, onclick: () => navigator.clipboard.writeText(text).then(() => announce('Copied'), () => announce('It could not be copied')) }, 'Copy');

/** Calls the API; a refusal becomes an Error with what the person can do. */
export async function api(path, body) {
  let response;
  try {
    response = await fetch(`/api/v1${path}`, body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  } catch {
    throw new Error('The server does not answer. Is it still running?');
  }
  const answer = await response.json().catch(() => ({ detail: `The server answered ${response.status} and nothing that can be read.`, remedy: 'Look at its log.' }));
  if (!response.ok) throw Object.assign(new Error(`${answer.detail} ${answer.remedy}`), { code: answer.code });
  return answer;
}

/** Says something to people who hear the page. */
export function announce(text) { $('announcer').textContent = visible(text); }

/** Replaces what a part shows; what was opened stays open, and the focus where it was. `key` elements carry data-key. */
export function redraw(part, ...children) {
  const opened = new Set([...part.querySelectorAll('details[open][data-key]')].map((details) => details.dataset.key));
  const closed = new Set([...part.querySelectorAll('details:not([open])[data-key]')].map((details) => details.dataset.key));
  const focused = part.contains(document.activeElement) ? (document.activeElement.dataset.key ?? document.activeElement.parentElement?.dataset.key) : undefined;
  part.replaceChildren(...children.flat(3).filter(Boolean));
  for (const details of part.querySelectorAll('details[data-key]')) {
    if (opened.has(details.dataset.key)) details.open = true;
    else if (closed.has(details.dataset.key)) details.open = false;
  }
  if (focused) (part.querySelector(`details[data-key="${CSS.escape(focused)}"] > summary`) ?? part.querySelector(`[data-key="${CSS.escape(focused)}"]`))?.focus();
}
