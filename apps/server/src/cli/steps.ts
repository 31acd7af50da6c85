import { buildSteps, researchSteps, type Event, type EventData, type StepStatus } from '@hyperlens/protocol';
import { printable, type Output } from './output.ts';

interface Line { status: StepStatus; text: string; startedAt: number; milliseconds: number | null }
export interface StepDisplay {
  /** Shows an event once: one that was shown before, because a stream was read again, changes nothing. */
  show(event: Event): void;
  /** Leaves what is shown as it is and draws no more over it; the next event goes on below, without the steps that have ended. */
  stop(): void;
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const marks: Record<StepStatus, string> = { pending: ' ', running: '·', completed: '✓', failed: '✗', skipped: '-', waiting: '?' };
const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`;

/** Steps in the order people see them; a run has those of its kind. */
const order: readonly string[] = [...new Set<string>([...buildSteps, ...researchSteps])];

/** Shows the steps of a run on stderr: drawn over on a terminal, else one line when a step ends. */
export function makeStepDisplay(output: Output, stderr: NodeJS.WriteStream = process.stderr): StepDisplay {
  const lines = new Map<string, Line>();
  const widest = 10;
  /** Steps whose last line is left behind. */
  const settled = new Set<string>();
  let drawn = 0;
  let frame = 0;
  let seen = 0;
  let timer: NodeJS.Timeout | null = null;

  const markOf = ({ status }: Line): string => {
    if (status === 'completed') return output.style('green', marks.completed);
    if (status === 'failed') return output.style('red', marks.failed);
    if (status === 'waiting') return output.style('yellow', marks.waiting);
    return status === 'running' && output.live ? output.style('cyan', frames[frame % frames.length] ?? '') : marks[status];
  };
  const render = (step: string, line: Line): string => {
    const time = line.status === 'running' ? Date.now() - line.startedAt : line.milliseconds;
    const columns = stderr.columns ?? 100;
    const width = Math.max(10, columns - 24);
    const text = line.text.length > width ? `${line.text.slice(0, width - 1)}…` : line.text;
    // Where there is no room for it, the time is what can be done without.
    return `${markOf(line)} ${step.padEnd(widest)} ${text}${columns < 40 || time === null || time < 100 ? '' : ` ${output.style('dim', seconds(time))}`}`;
  };
  const draw = (): void => {
    if (!output.live) return;
    frame += 1;
    // A terminal with fewer lines than steps gets the last ones: lines that scrolled away cannot be drawn over.
    const rows = order.flatMap((step) => { const line = lines.get(step); return line && !settled.has(step) ? [render(step, line)] : []; }).slice(-Math.max(1, (stderr.rows ?? 100) - 1));
    // Without wrapping, a line that is too wide after all (wide letters, a window made smaller) is cut and the count of lines stays right.
    stderr.write(`\u001b[?7l${drawn > 0 ? `\u001b[${drawn}A` : ''}${rows.map((row) => `\u001b[2K${row}\n`).join('')}\u001b[?7h`);
    drawn = rows.length;
  };

  return {
    show(event) {
      if (event.sequence <= seen) return;
      seen = event.sequence;
      if (output.live && !timer) {
        timer = setInterval(draw, 120);
        timer.unref();
      }
      if (event.type === 'approval.requested') {
        const line = lines.get('approve');
        if (line) lines.set('approve', { ...line, status: 'waiting', text: 'waits for an approval', milliseconds: null });
        return draw();
      }
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
      settled.delete(step);
      if (output.live) draw();
      else if (status !== 'running' && status !== 'pending') output.note(render(step, line));
    },
    stop() {
      if (!timer) return;
      clearInterval(timer);
      timer = null;
      draw();
      for (const [step, { status }] of lines) if (['completed', 'failed', 'skipped'].includes(status)) settled.add(step);
      drawn = 0;
    },
  };
}
