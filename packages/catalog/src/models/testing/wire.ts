import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the scripted model says next. */
export interface Answer { text?: string; toolCall?: { name: string; input: unknown } }
/** How the scripted server misbehaves; each call takes the next one, the last repeats. */
export type Behaviour = 'answer' | 'rate-limit' | 'server-error' | 'garbage' | 'cut-off' | 'length' | 'hang' | 'unauthorized';

/** One provider's documented wire format: how a whole answer and a streamed one look. */
export interface Wire { paths: RegExp; whole(answer: Answer): unknown; stream(answer: Answer, finish: 'stop' | 'length'): string[]; error(status: number): unknown }

const event = (name: string, data: unknown) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
const data = (value: unknown) => `data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`;
const halves = (text: string) => [text.slice(0, Math.ceil(text.length / 2)), text.slice(Math.ceil(text.length / 2))].filter(Boolean);

/** OpenAI Responses API. */
const openai: Wire = {
  paths: /\/responses$/,
  whole: ({ text, toolCall }) => ({
    id: 'resp_1', object: 'response', created_at: 1, status: 'completed', model: 'test', error: null, incomplete_details: null,
    output: toolCall
      ? [{ type: 'function_call', id: 'fc_1', call_id: 'call_1', name: toolCall.name, arguments: JSON.stringify(toolCall.input), status: 'completed' }]
      : [{ type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content: [{ type: 'output_text', text, annotations: [] }] }],
    usage: { input_tokens: 11, output_tokens: 7, total_tokens: 18, input_tokens_details: { cached_tokens: 0 }, output_tokens_details: { reasoning_tokens: 0 } },
  }),
  stream: (answer, finish) => {
    const whole = openai.whole(answer) as { output: Record<string, unknown>[] };
    const [item] = whole.output;
    const response = { ...whole, status: finish === 'stop' ? 'completed' : 'incomplete', incomplete_details: finish === 'stop' ? null : { reason: 'max_output_tokens' } };
    return [
      event('response.created', { type: 'response.created', sequence_number: 0, response: { ...whole, status: 'in_progress', output: [], usage: null } }),
      event('response.output_item.added', { type: 'response.output_item.added', output_index: 0, item: answer.toolCall ? { ...item, arguments: '', status: 'in_progress' } : { ...item, content: [], status: 'in_progress' } }),
      ...(answer.toolCall
        ? [event('response.function_call_arguments.delta', { type: 'response.function_call_arguments.delta', item_id: 'fc_1', output_index: 0, delta: JSON.stringify(answer.toolCall.input) })]
        : halves(answer.text!).map((delta) => event('response.output_text.delta', { type: 'response.output_text.delta', item_id: 'msg_1', output_index: 0, content_index: 0, delta }))),
      event('response.output_item.done', { type: 'response.output_item.done', output_index: 0, item }),
      event(finish === 'stop' ? 'response.completed' : 'response.incomplete', { type: finish === 'stop' ? 'response.completed' : 'response.incomplete', response }),
    ];
  },
  error: () => ({ error: { message: 'refused', type: 'error', code: 'refused', param: null } }),
};

/** Anthropic Messages API. */
const anthropic: Wire = {
  paths: /\/messages$/,
  whole: ({ text, toolCall }) => ({
    id: 'msg_1', type: 'message', role: 'assistant', model: 'test', stop_sequence: null, stop_reason: toolCall ? 'tool_use' : 'end_turn',
    content: toolCall ? [{ type: 'tool_use', id: 'toolu_1', name: toolCall.name, input: toolCall.input }] : [{ type: 'text', text }], usage: { input_tokens: 11, output_tokens: 7 },
  }),
  stream: ({ text, toolCall }, finish) => [
    event('message_start', { type: 'message_start', message: { id: 'msg_1', type: 'message', role: 'assistant', model: 'test', content: [], stop_reason: null, stop_sequence: null, usage: { input_tokens: 11, output_tokens: 1 } } }),
    event('content_block_start', { type: 'content_block_start', index: 0, content_block: toolCall ? { type: 'tool_use', id: 'toolu_1', name: toolCall.name, input: {} } : { type: 'text', text: '' } }),
    ...(toolCall ? [event('content_block_delta', { type: 'content_block_delta', index: 0, delta: { type: 'input_json_delta', partial_json: JSON.stringify(toolCall.input) } })] : halves(text!).map((part) => event('content_block_delta', { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: part } }))),
    event('content_block_stop', { type: 'content_block_stop', index: 0 }),
    event('message_delta', { type: 'message_delta', delta: { stop_reason: finish === 'length' ? 'max_tokens' : toolCall ? 'tool_use' : 'end_turn', stop_sequence: null }, usage: { output_tokens: 7 } }),
    event('message_stop', { type: 'message_stop' }),
  ],
  error: (status) => ({ type: 'error', error: { type: status === 429 ? 'rate_limit_error' : 'api_error', message: 'refused' } }),
};

/** Gemini generateContent and streamGenerateContent. */
const google: Wire = {
  paths: /:(generateContent|streamGenerateContent)/,
  whole: ({ text, toolCall }) => ({
    candidates: [{ content: { role: 'model', parts: toolCall ? [{ functionCall: { name: toolCall.name, args: toolCall.input } }] : [{ text }] }, finishReason: 'STOP', index: 0 }],
    usageMetadata: { promptTokenCount: 11, candidatesTokenCount: 7, totalTokenCount: 18 }, modelVersion: 'test',
  }),
  stream: (answer, finish) => {
    const parts = answer.toolCall ? [[{ functionCall: { name: answer.toolCall.name, args: answer.toolCall.input } }]] : halves(answer.text!).map((text) => [{ text }]);
    return parts.map((part, index) => data({
      candidates: [{ content: { role: 'model', parts: part }, index: 0, ...(index === parts.length - 1 ? { finishReason: finish === 'stop' ? 'STOP' : 'MAX_TOKENS' } : {}) }],
      ...(index === parts.length - 1 ? { usageMetadata: { promptTokenCount: 11, candidatesTokenCount: 7, totalTokenCount: 18 } } : {}),
    }));
  },
  error: (status) => ({ error: { code: status, message: 'refused', status: 'UNAVAILABLE' } }),
};

/** Chat Completions, as Ollama, vLLM and others speak it. */
const compatible: Wire = {
  paths: /\/chat\/completions$/,
  whole: ({ text, toolCall }) => ({
    id: 'chat_1', object: 'chat.completion', created: 1, model: 'test',
    choices: [{ index: 0, finish_reason: toolCall ? 'tool_calls' : 'stop', message: { role: 'assistant', content: text ?? null, ...(toolCall ? { tool_calls: [{ id: 'call_1', type: 'function', function: { name: toolCall.name, arguments: JSON.stringify(toolCall.input) } }] } : {}) } }],
    usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 },
  }),
  stream: ({ text, toolCall }, finish) => {
    const chunk = (delta: unknown, finishReason: string | null = null) => data({ id: 'chat_1', object: 'chat.completion.chunk', created: 1, model: 'test', choices: [{ index: 0, delta, finish_reason: finishReason }] });
    return [
      ...(toolCall ? [chunk({ role: 'assistant', tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name: toolCall.name, arguments: JSON.stringify(toolCall.input) } }] })] : halves(text!).map((content) => chunk({ role: 'assistant', content }))),
      chunk({}, finish === 'length' ? 'length' : toolCall ? 'tool_calls' : 'stop'),
      data({ id: 'chat_1', object: 'chat.completion.chunk', created: 1, model: 'test', choices: [], usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 } }),
      data('[DONE]'),
    ];
  },
  error: () => ({ error: { message: 'refused', type: 'error' } }),
};

export const wires: Record<string, Wire> = { openai, anthropic, google, 'openai-compatible': compatible };

/** A local server that speaks a provider's protocol. */
export async function startModelServer(wire: Wire, answer: Answer, behaviours: Behaviour[] = ['answer']) {
  const calls: { headers: IncomingMessage['headers']; body: string; at: number; path: string }[] = [];
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const behaviour = behaviours[Math.min(calls.length, behaviours.length - 1)]!;
      calls.push({ headers: incoming.headers, body, at: Date.now(), path: incoming.url ?? '' });
      respond(outgoing, incoming, wire, answer, behaviour, body);
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, calls,
    close: () => new Promise<void>((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }),
  };
}

function respond(outgoing: ServerResponse, incoming: IncomingMessage, wire: Wire, answer: Answer, behaviour: Behaviour, body: string): void {
  const fail = (status: number, headers: Record<string, string> = {}) => outgoing.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(wire.error(status)));
  if (!wire.paths.test((incoming.url ?? '').split('?')[0]!)) return void fail(404);
  if (behaviour === 'hang') return;
  if (behaviour === 'rate-limit') return void fail(429, { 'retry-after': '1' });
  if (behaviour === 'server-error') return void fail(503);
  if (behaviour === 'unauthorized') return void fail(401);
  const streamed = /"stream":\s*true/.test(body) || /streamGenerateContent/.test(incoming.url ?? '');
  const type = streamed ? 'text/event-stream' : 'application/json';
  if (behaviour === 'garbage') return void outgoing.writeHead(200, { 'content-type': type }).end(streamed ? 'data: {"this is":\n\ndata: <html>\n\n' : '<html>not json</html>');
  outgoing.writeHead(200, { 'content-type': type });
  if (!streamed) return void outgoing.end(JSON.stringify(wire.whole(answer)).slice(0, behaviour === 'cut-off' ? 40 : undefined));
  const parts = wire.stream(answer, behaviour === 'length' ? 'length' : 'stop');
  if (behaviour !== 'cut-off') return void outgoing.end(parts.join(''));
  // The first pieces arrive, then the connection breaks.
  outgoing.write(parts.slice(0, Math.max(1, parts.length - 3)).join(''));
  setTimeout(() => outgoing.destroy(), 20);
}
