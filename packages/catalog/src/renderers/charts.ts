import { createRequire } from 'node:module';
import path from 'node:path';
import { oneLine, type Chart } from '@hyperlens/protocol';

export interface ChartOptions { format: 'svg' | 'png'; /** Pixels. */ width?: number; height?: number; theme?: 'light' | 'dark' }
export interface RenderedChart { contentType: string; bytes: Uint8Array }

const require = createRequire(import.meta.url);
/** The font that is shipped with the PDF library, so that pictures look the same on every machine. */
export const fontFolder = path.join(path.dirname(require.resolve('pdfmake/package.json')), 'fonts/Roboto');
const colours = { light: { text: '#1f2328', soft: '#59636e', line: '#d1d9e0' }, dark: { text: '#f0f6fc', soft: '#9198a1', line: '#3d444d' } } as const;
const palette = ['#2f6feb', '#d1690e', '#1a8a4a', '#8a4fd3', '#c93c55', '#6b7280', '#0b8a8f', '#b08800'];

/** Text of strangers in a picture. */
const label = (text: string): string => oneLine(text, 60);

/** A name beside a drawing; whole addresses would lie over it. */
const short = (name: string): string => label(name.replace(/0x[0-9a-fA-F]{40}/g, (address) => `${address.slice(0, 6)}…${address.slice(-4)}`));

/**
 * A chart as SVG or PNG, drawn by echarts without a browser: no script, no outside reference, the same bytes for the same data. Sizes in
 * pixels.
 */
export async function renderChart(chart: Chart, { format, width = 720, height = 320, theme = 'light' }: ChartOptions): Promise<RenderedChart> {
  const { init } = await import('echarts');
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    drawing.setOption({ animation: false, backgroundColor: 'transparent', color: palette, textStyle: { fontFamily: 'Roboto, system-ui, sans-serif', color: colours[theme].text }, ...optionOf(chart, theme) });
    const svg = steady(drawing.renderToSVGString());
    if (format === 'svg') return { contentType: 'image/svg+xml', bytes: Buffer.from(svg) };
    const { Resvg } = await import('@resvg/resvg-js');
    // A picture of its own is opened on any background; its dark text would vanish on a dark one.
    const picture = new Resvg(svg, { background: theme === 'light' ? '#ffffff' : '#16181d', fitTo: { mode: 'width', value: width * 2 }, font: { loadSystemFonts: false, fontDirs: [fontFolder], defaultFontFamily: 'Roboto' } });
    return { contentType: 'image/png', bytes: picture.render().asPng() };
  } finally {
    drawing.dispose();
  }
}

/** echarts numbers its drawings per process (`zr0-c1`); the same chart must give the same bytes wherever it is drawn. */
function steady(svg: string): string {
  const seen = new Map<string, string>();
  return svg.replace(/\bzr\d+[\w-]*/g, (name) => { const known = seen.get(name) ?? `c${seen.size}`; seen.set(name, known); return known; });
}

function optionOf(chart: Chart, theme: 'light' | 'dark'): Record<string, unknown> {
  if (chart.kind === 'pie') return pie(chart, theme);
  if (chart.kind === 'graph') return graph(chart, theme);
  return axes(chart, theme);
}

function axes(chart: Chart, theme: 'light' | 'dark'): Record<string, unknown> {
  const { soft, line } = colours[theme];
  const names = [...new Set(chart.series.flatMap(({ points }) => points.map(([x]) => x)))];
  const moments = names.length > 0 && names.every((x) => typeof x === 'string' && /^\d{4}-\d\d-\d\d/.test(x));
  const numbers = names.length > 0 && names.every((x) => typeof x === 'number');
  const axis = { nameLocation: 'middle', nameTextStyle: { color: soft }, axisLabel: { color: soft }, axisLine: { lineStyle: { color: line } }, splitLine: { lineStyle: { color: line } } };
  return {
    grid: { left: 70, right: 20, top: chart.series.length > 1 ? 40 : 20, bottom: 55 },
    ...(chart.series.length > 1 ? { legend: { top: 5, textStyle: { color: soft } } } : {}),
    useUTC: true,
    xAxis: { ...axis, type: moments ? 'time' : numbers && chart.kind !== 'bar' ? 'value' : 'category', nameGap: 32, ...(chart.xTitle ? { name: label(chart.xTitle) } : {}), ...(moments || (numbers && chart.kind !== 'bar') ? {} : { data: names.map((x) => label(String(x))) }) },
    yAxis: { ...axis, type: 'value', nameGap: 50, ...(chart.yTitle ? { name: label(chart.yTitle) } : {}) },
    series: chart.series.map(({ name, points }) => ({
      name: label(name), type: chart.kind === 'bar' ? 'bar' : 'line', symbolSize: 4, ...(chart.kind === 'area' ? { areaStyle: { opacity: 0.25 } } : {}),
      data: points.map(([x, y]) => (moments || (numbers && chart.kind !== 'bar') ? [x, y] : [label(String(x)), y])),
    })),
  };
}

function pie(chart: Chart, theme: 'light' | 'dark'): Record<string, unknown> {
  const { soft } = colours[theme];
  const points = chart.series[0]?.points ?? [];
  const whole = points.reduce((sum, [, value]) => sum + (value ?? 0), 0);
  // Shares stand in the legend: labels around the pie lie over it, and over each other, in narrow pictures.
  const data = points.map(([name, value]) => ({ name: `${short(String(name))} ${whole > 0 ? Math.round((10_000 * (value ?? 0)) / whole) / 100 : 0} %`, value: value ?? 0 }));
  return { legend: { orient: 'vertical', right: 5, top: 'middle', textStyle: { color: soft } }, series: [{ type: 'pie', radius: ['35%', '68%'], center: ['29%', '50%'], label: { show: false }, data }] };
}

/** Who sends to whom: nodes on a circle, so that the same data is drawn the same way. */
function graph(chart: Chart, theme: 'light' | 'dark'): Record<string, unknown> {
  const { text, line } = colours[theme];
  const links = chart.links ?? [];
  const most = Math.max(1, ...links.map(({ value }) => value));
  const names = [...new Set(links.flatMap(({ from, to }) => [from, to]))];
  return {
    series: [{
      type: 'graph', layout: 'circular', left: 90, right: 90, top: 30, bottom: 30, label: { show: true, position: 'top', color: text, fontSize: 10 }, symbolSize: 10, edgeSymbol: ['none', 'arrow'], edgeSymbolSize: 6,
      lineStyle: { color: line, curveness: 0.2 }, data: names.map((name) => ({ id: name, name: short(name) })),
      links: links.map(({ from, to, value }) => ({ source: from, target: to, lineStyle: { width: 1 + 4 * (value / most) } })),
    }],
  };
}
