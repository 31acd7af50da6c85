import { buildSteps, researchSteps, type Event, type EventData, type StepStatus } from '@hyperlens/protocol';
import { printable, type Output } from './output.ts';

interface Line { status: StepStatus; text: string; startedAt: number; milliseconds: number | null }
export interface StepDisplay { show(event: Event): void; /** Takes live lines away and leaves the final ones. */ stop(): void }

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const marks: Record<StepStatus, string> = { pending: ' ', running: '·', completed: '✓', failed: '✗', skipped: '-', waiting: '?' };
const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`;

/** Steps in the order people see them; a run has those of its kind. */
const order: readonly string[] = [...new Set<string>([...buildSteps, ...researchSteps])];

/** Shows the steps of a run on stderr: drawn over on a terminal, else one line when a step ends. */
export function makeStepDisplay(output: Output, stderr: NodeJS.WriteStream = process.stderr): StepDisplay {
  const lines = new Map<string, Line>();
  const widest = 10;
  let drawn = 0;
  let frame = 0;

  const markOf = ({ status }: Line): string => {
    if (status === 'completed') return output.style('green', marks.completed);
    if (status === 'failed') return output.style('red', marks.failed);
    if (status === 'waiting') return output.style('yellow', marks.waiting);
    return status === 'running' && output.live ? output.style('cyan', frames[frame % frames.length] ?? '') : marks[status];
  };
  const render = (step: string, line: Line): string => {
    const time = line.status === 'running' ? Date.now() - line.startedAt : line.milliseconds;
    const width = Math.max(20, (stderr.columns ?? 100) - 24);
    const text = line.text.length > width ? `${line.text.slice(0, width - 1)}…` : line.text;
    return `${markOf(line)} ${step.padEnd(widest)} ${text}${time === null || time < 100 ? '' : ` ${output.style('dim', seconds(time))}`}`;
  };
  const draw = (): void => {
    if (!output.live) return;
    frame += 1;
    const rows = order.flatMap((step) => { const line = lines.get(step); return line ? [render(step, line)] : []; });
    stderr.write(`${drawn > 0 ? `\u001b[${drawn}A` : ''}${rows.map((row) => `\u001b[2K${row}\n`).join('')}`);
    drawn = rows.length;
  };
  const timer = output.live ? setInterval(draw, 120) : null;
  timer?.unref();

  return {
    show(event) {
      if (event.type === 'run.progress' || event.type === 'research.progress') {
        const { step, text } = event.data as EventData<'run.progress' | 'research.progress'>;
        const line = lines.get(step);
        if (line?.status === 'running') line.text = printable(text);
        return draw();
      }
      if (event.type !== 'run.step' && event.type !== 'research.step') return;
      const { step, status, summary, milliseconds, error } = event.data as EventData<'run.step' | 'research.step'>;
      const line: Line = { status, text: printable(error?.message ?? summary ?? (status === 'running' ? (lines.get(step)?.text ?? '') : '')).split('\n')[0] ?? '', startedAt: Date.parse(event.recordedAt), milliseconds: milliseconds ?? null };
      lines.set(step, line);
      if (output.live) draw();
      else if (status !== 'running' && status !== 'pending') output.note(render(step, line));
    },
    stop() {
      if (timer) clearInterval(timer);
      draw();
    },
  };
}
