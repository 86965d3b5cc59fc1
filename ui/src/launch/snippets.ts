import type { Flow, JsonType } from '../api/schema.gen';
import { Exact, parse, write, type Json, type JsonObject } from './json';

/** What a run is asked for with, beside the flow. */
export type Order = {
  parameters: JsonObject;
  name?: string;
  labels?: string[];
  scheduledFor?: string;
  idempotencyKey?: string;
};

/** One word for a POSIX shell, whatever is in it. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The body of the request, as text: no digit is lost. */
export function bodyOf(order: Order): string {
  const body: JsonObject = { parameters: order.parameters };
  if (order.name) body.name = order.name;
  if (order.labels) body.labels = order.labels;
  if (order.scheduledFor) body.scheduledFor = order.scheduledFor;
  if (order.idempotencyKey) body.idempotencyKey = order.idempotencyKey;
  return write(body);
}

/** How the command is told a value: text where a text is wanted, else JSON; text in quotes only if it would be read as more. */
function commandText(json: JsonType, value: Json): string | undefined {
  if (json === 'string') return typeof value === 'string' ? value : undefined;
  if (json !== 'any' || typeof value !== 'string') return write(value);
  try {
    parse(value);
    return write(value);
  } catch {
    return value;
  }
}

/** The command; `lacks`: what it cannot say. */
export function command(flow: Flow, order: Order): { text: string; lacks: string[] } {
  const words = ['reeve', 'run', '--project', flow.project];
  const lacks: string[] = [];
  if (order.name) words.push('--run-name', order.name);
  for (const [name, value] of Object.entries(order.parameters)) {
    const json = flow.parameters.find((each) => each.name === name)?.json ?? 'any';
    const text = commandText(json, value);
    if (text === undefined) lacks.push(name);
    else words.push('-p', `${name}=${text}`);
  }
  if (order.labels) lacks.push('labels');
  if (order.scheduledFor) lacks.push('start');
  if (order.idempotencyKey) lacks.push('idempotency key');
  if (flow.name.startsWith('-')) words.push('--');
  words.push(flow.name);
  return { text: words.map(shellWord).join(' '), lacks };
}

export function curl(flow: Flow, order: Order, server: string): string {
  const url = `${server}/api/v1/flows/${encodeURIComponent(flow.id)}/runs`;
  return [
    `curl -sS -X POST ${shellWord(url)}`,
    '-H "Authorization: Bearer $REEVE_TOKEN"',
    "-H 'Content-Type: application/json'",
    `--data-raw ${shellWord(bodyOf(order))}`,
  ].join(' \\\n  ');
}

function javaText(text: string): string {
  const escapes: Record<string, string> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  return `"${text.replace(/["\\\n\r\t]|[^\x20-\x7e]/g, (c) => escapes[c] ?? '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'))}"`;
}

function javaValue(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return javaText(value);
  if (typeof value === 'number') {
    if (!Number.isInteger(value)) return /e/.test(String(value)) ? `new BigDecimal("${value}")` : String(value);
    return Math.abs(value) < 2 ** 31 ? String(value) : Number.isSafeInteger(value) ? value + 'L' : `new BigDecimal("${value}")`;
  }
  if (value instanceof Exact) return `new BigDecimal("${value.digits}")`;
  if (Array.isArray(value) && !value.includes(null)) return `List.of(${value.map(javaValue).join(', ')})`;
  const entries = Array.isArray(value) ? [] : Object.entries(value);
  if (!Array.isArray(value) && entries.length <= 10 && entries.every(([, each]) => each !== null)) {
    return `Map.of(${entries.flatMap(([name, each]) => [javaText(name), javaValue(each)]).join(', ')})`;
  }
  return `ServerJson.MAPPER.readValue(${javaText(write(value))}, Object.class)`;
}

export function java(flow: Flow, order: Order, server: string): string {
  const given = Object.entries(order.parameters);
  const text = (value: string | undefined) => (value ? javaText(value) : 'null');
  const labels = order.labels ? `List.of(${order.labels.map(javaText).join(', ')})` : 'null';
  const start = order.scheduledFor ? `Instant.parse(${javaText(order.scheduledFor)})` : 'null';
  return [
    ...(given.length > 0 ? ['Map<String, Object> parameters = new LinkedHashMap<>();'] : ['Map<String, Object> parameters = Map.of();']),
    ...given.map(([name, value]) => `parameters.put(${javaText(name)}, ${javaValue(value)});`),
    `try (ReeveClient reeve = ReeveClient.at(URI.create(${javaText(server)}), System.getenv("REEVE_TOKEN"))) {`,
    `    reeve.createFlowRun(new NewFlowRun(`,
    `            ${javaText(flow.name)}, ${javaText(flow.project)}, null, parameters, ${labels}, ${text(order.name)}, ${start}, null, ${text(order.idempotencyKey)}));`,
    '}',
  ].join('\n');
}
