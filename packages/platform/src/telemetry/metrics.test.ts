import { describe, expect, it } from 'vitest';
import { makeMetrics } from './index.ts';

describe('metrics', () => {
  it('writes what happened in the Prometheus format', async () => {
    const metrics = makeMetrics({ withoutProcess: true });
    metrics.http({ route: '/api/v1/runs/:id', method: 'GET', status: 200, seconds: 0.02 });
    metrics.workflows.onStep({ flow: 'build', step: 'compile', outcome: 'completed', milliseconds: 300, attempts: 3 });
    metrics.workflows.onRun({ flow: 'build', outcome: 'failed', milliseconds: 2000 });
    metrics.eventDelivered({ consumer: 'usage', seconds: 0.004 });
    metrics.model({ provider: 'openai', model: 'm', outcome: 'completed', seconds: 1, inputTokens: 10, outputTokens: 5, costUsd: null });
    metrics.tool({ tool: 'slither', outcome: 'timeout', seconds: 60 });
    metrics.chain({ network: 'local', method: 'eth_call', outcome: 'failed', seconds: 0.5 });
    metrics.deadLetter('usage');
    const text = await metrics.text();
    for (const line of [
      'hyperlens_http_requests_total{route="/api/v1/runs/:id",method="GET",status="200"} 1',
      'hyperlens_http_request_seconds_bucket{le="0.025",route="/api/v1/runs/:id",method="GET",status="200"} 1',
      'hyperlens_http_request_percentile_seconds{quantile="0.99",route="/api/v1/runs/:id"} 0.02',
      'hyperlens_workflow_steps_total{flow="build",step="compile",outcome="completed"} 1',
      'hyperlens_workflow_step_retries_total{flow="build",step="compile"} 2',
      'hyperlens_workflow_runs_total{flow="build",outcome="failed"} 1',
      'hyperlens_model_tokens_total{provider="openai",model="m",direction="output"} 5',
      'hyperlens_tool_seconds_count{tool="slither",outcome="timeout"} 1',
      'hyperlens_chain_call_seconds_count{network="local",method="eth_call",outcome="failed"} 1',
      'hyperlens_event_dead_letters_total{consumer="usage"} 1',
    ]) expect(text).toContain(line);
    expect(text).not.toMatch(/^hyperlens_model_cost_usd_total\{/m);
    expect(metrics.contentType).toContain('text/plain');
  });

  it('asks for states when it is read, and shows none that is not known', async () => {
    const metrics = makeMetrics({ withoutProcess: true });
    let up = true;
    metrics.observe({
      queues: async () => [{ name: 'agent', concurrency: 4, waiting: 2, running: 1 }], sockets: () => ({ websocket: 3, stream: 0 }), deadLetters: async () => [{ consumer: 'usage', open: 2 }],
      database: async () => { if (!up) throw new Error('away'); return { up: true, seconds: 0.001 }; },
    });
    expect(await metrics.text()).toMatch(/hyperlens_queue_runs\{queue="agent",state="waiting"\} 2[\s\S]*hyperlens_database_up 1[\s\S]*hyperlens_sockets\{kind="websocket"\} 3[\s\S]*hyperlens_event_dead_letters\{consumer="usage"\} 2/);
    up = false;
    const text = await metrics.text();
    expect(text).not.toMatch(/^hyperlens_database_up /m);
    expect(text).toContain('hyperlens_metrics_source_failures_total{source="database"} 1');
  });

  it('bounds the number of series', async () => {
    const metrics = makeMetrics({ withoutProcess: true });
    for (let index = 0; index < 500; index += 1) metrics.tool({ tool: `tool ${index}`, outcome: 'completed', seconds: 1 });
    metrics.http({ route: '/', method: 'BREW', status: 405, seconds: 1 });
    const text = await metrics.text();
    expect(text.match(/hyperlens_tool_seconds_count\{/g)).toHaveLength(201);
    expect(text).toContain('method="other"');
  });

  it('counts in a registry of its own, with the process when asked', async () => {
    const [one, two] = [makeMetrics({ labels: { role: 'worker' } }), makeMetrics()];
    one.deadLetter('usage');
    expect(await one.text()).toContain('process_cpu_seconds_total');
    expect(await one.text()).toMatch(/hyperlens_event_dead_letters_total\{.*role="worker"/);
    expect(await two.text()).not.toContain('hyperlens_event_dead_letters_total{');
  });
});
