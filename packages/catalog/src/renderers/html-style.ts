/** The look of a report page. Colours keep a contrast of at least 4.5 to 1 in both schemes (WCAG 2.2, 1.4.3). */
export const style = `
:root { --text: #1f2328; --soft: #59636e; --line: #d1d9e0; --back: #ffffff; --raised: #f6f8fa; --link: #0a53be; --low: #1a7f37; --moderate: #8a5a00; --high: #b3261e; --critical: #b3261e; --unknown: #6639ba; --note: #0a53be; }
@media (prefers-color-scheme: dark) { :root { --text: #f0f6fc; --soft: #9ea7b3; --line: #3d444d; --back: #0d1117; --raised: #151b23; --link: #79b8ff; --low: #56d364; --moderate: #e3b341; --high: #ff8f88; --critical: #ff8f88; --unknown: #d2a8ff; --note: #79b8ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem clamp(1rem, 4vw, 3rem) 4rem; max-width: 72rem; font: 1rem/1.55 system-ui, sans-serif; color: var(--text); background: var(--back); }
h1 { margin: 0 0 .25rem; font-size: 1.9rem; line-height: 1.2; overflow-wrap: anywhere; } h2 { margin: 2.5rem 0 .75rem; padding-top: .5rem; font-size: 1.35rem; border-top: 1px solid var(--line); } h3 { margin: 1.5rem 0 .5rem; font-size: 1.05rem; }
.subtitle { margin: 0; color: var(--soft); overflow-wrap: anywhere; }
a { color: var(--link); } a:focus-visible, .scroll:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -999px; } .skip:focus { left: 1rem; top: .5rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; margin: 1rem 0 0; list-style: none; font-size: .92rem; }
.callout { margin: 1rem 0; padding: .8rem 1rem; border: 1px solid var(--line); border-left: .4rem solid var(--tone, var(--note)); border-radius: .4rem; background: var(--raised); } .callout p { margin: .2rem 0 0; } .callout strong { color: var(--tone, var(--note)); font-size: 1.05rem; }
.callout.low { --tone: var(--low); } .callout.moderate { --tone: var(--moderate); } .callout.high { --tone: var(--high); } .callout.critical { --tone: var(--critical); } .callout.unknown { --tone: var(--unknown); }
.scroll { overflow-x: auto; margin: .75rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; } caption { text-align: left; color: var(--soft); padding-bottom: .35rem; }
th, td { padding: .4rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; min-width: 5rem; } th { background: var(--raised); white-space: nowrap; } .number { text-align: right; min-width: 3.5rem; white-space: nowrap; font-variant-numeric: tabular-nums; }
.evidence, code { font: .82rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; } td:target { background: var(--raised); outline: 2px solid var(--link); }
figure { margin: 1rem 0; } figure img { max-width: 100%; height: auto; } figcaption, .empty { color: var(--soft); font-size: .9rem; }
@media (max-width: 40rem) { body { padding-top: 1rem; } h1 { font-size: 1.5rem; } table { font-size: .84rem; } }
@media print { nav, .skip { display: none; } body { max-width: none; padding: 0; font-size: 10pt; } .scroll { overflow: visible; } tr, figure, .callout { break-inside: avoid; } h2, h3 { break-after: avoid; } }
`;
