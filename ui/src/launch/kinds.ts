import type { JsonType } from '../api/schema.gen';
import { Exact, NUMBER, isObject, numberOf, parse, type Json, type JsonObject } from './json';

/** What a field is for, made of the JSON Schema of a parameter; what that does not say is JSON as it is typed. */
export type Kind = (
  | { kind: 'text' | 'boolean' | 'json' | 'secret' | 'date' | 'time' | 'local' | 'moment' | 'zoned' | 'month' | 'duration' | 'zone' | 'uuid' | 'uri' }
  | { kind: 'number'; whole: boolean; least?: Json; most?: Json }
  | { kind: 'choice'; choices: string[] }
  | { kind: 'list'; of: Kind; unique: boolean }
  | { kind: 'map'; of: Kind }
  | { kind: 'record'; title: string; parts: Part[] }
) & { nullable: boolean };

export type Part = { name: string; of: Kind; required: boolean };

const FORMATS = {
  date: 'date',
  'time-local': 'time',
  'date-time-local': 'local',
  'date-time': 'moment',
  'date-time-zoned': 'zoned',
  'year-month': 'month',
  duration: 'duration',
  'time-zone': 'zone',
  uuid: 'uuid',
  uri: 'uri',
} as const;
const DEEPEST = 12;

/** What is registered of a parameter, or of a field of a question. */
export type Declared = { json?: JsonType | null; schema?: Record<string, unknown> | null };

/** An old registration has no schema, but says what the value is in JSON. */
export function kindOf(declared: Declared): Kind {
  const json = declared.json ?? 'any';
  return schemaKind(declared.schema ?? (json === 'any' ? {} : { type: json }), 0);
}

function schemaKind(raw: unknown, depth: number): Kind {
  const schema = typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? (raw as Record<string, unknown>) : {};
  const any: Kind = { kind: 'json', nullable: false };
  if (depth > DEEPEST) return any;
  const choices = schema.anyOf;
  if (Array.isArray(choices) && choices.length === 2 && (choices[1] as { type?: unknown } | null)?.type === 'null') {
    return { ...schemaKind(choices[0], depth + 1), nullable: true };
  }
  if (schema.not !== undefined) return { kind: 'secret', nullable: false };
  if (typeof schema.format === 'string' && Object.hasOwn(FORMATS, schema.format)) {
    return { kind: FORMATS[schema.format as keyof typeof FORMATS], nullable: false };
  }
  switch (schema.type) {
    case 'string':
      return Array.isArray(schema.enum) && schema.enum.length > 0
        ? { kind: 'choice', choices: schema.enum.map(String), nullable: false }
        : { kind: 'text', nullable: false };
    case 'integer':
    case 'number':
      return { kind: 'number', whole: schema.type === 'integer', least: bound(schema.minimum), most: bound(schema.maximum), nullable: false };
    case 'boolean':
      return { kind: 'boolean', nullable: false };
    case 'array':
      return { kind: 'list', of: schemaKind(schema.items, depth + 1), unique: schema.uniqueItems === true, nullable: false };
    case 'object':
      return objectKind(schema, depth) ?? any;
    default:
      return any;
  }
}

function bound(value: unknown): Json | undefined {
  return typeof value === 'number' ? value : undefined;
}

function objectKind(schema: Record<string, unknown>, depth: number): Kind | undefined {
  const properties = schema.properties;
  if (typeof properties === 'object' && properties !== null && !Array.isArray(properties)) {
    const required = Array.isArray(schema.required) ? schema.required : [];
    const parts = Object.entries(properties).map(([name, part]) => ({ name, of: schemaKind(part, depth + 1), required: required.includes(name) }));
    return { kind: 'record', title: typeof schema.title === 'string' ? schema.title : '', parts, nullable: false };
  }
  return { kind: 'map', of: schemaKind(schema.additionalProperties, depth + 1), nullable: false };
}

/** What a new item of a list begins as. */
export function blank(kind: Kind): Json {
  switch (kind.kind) {
    case 'list':
      return [];
    case 'map':
      return {};
    case 'record':
      return Object.fromEntries(kind.parts.filter((part) => part.required).map((part) => [part.name, blank(part.of)]));
    case 'boolean':
      return false;
    case 'number':
      return 0;
    case 'choice':
      return kind.choices[0] ?? '';
    case 'json':
      return null;
    default:
      return '';
  }
}

/** Whether the field can show that value; one that it cannot is shown as JSON, and nothing is lost. */
export function fits(kind: Kind, value: Json): boolean {
  if (value === null) return kind.nullable || kind.kind === 'json';
  switch (kind.kind) {
    case 'json':
      return true;
    case 'secret':
      return false;
    case 'boolean':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number' || value instanceof Exact || (typeof value === 'string' && value !== '' && !NUMBER.test(value));
    case 'list':
      return Array.isArray(value);
    case 'map':
      return isObject(value);
    case 'record':
      return isObject(value) && Object.keys(value).every((name) => kind.parts.some((part) => part.name === name));
    case 'text':
    case 'choice':
      return typeof value === 'string';
    case 'date':
    case 'time':
    case 'local':
    case 'moment':
    case 'zoned':
    case 'month':
    case 'duration':
    case 'zone':
    case 'uuid':
    case 'uri':
      return typeof value === 'string' && value !== '';
  }
}

/** The text in a field of one line. */
export function shown(value: Json): string {
  if (value instanceof Exact) return value.digits;
  return typeof value === 'string' ? value : typeof value === 'object' ? '' : String(value);
}

/** What was typed into it. What is no number stays as the text it is: the server says what is wrong with it. */
export function typed(kind: Kind, text: string): Json | undefined {
  if (kind.kind === 'text') return text;
  if (text === '') return undefined;
  if (kind.kind === 'number') return NUMBER.test(text) ? numberOf(text) : text;
  return text;
}

/** What a default's text says; undefined: there is none. */
export function defaultOf(text: string | null | undefined): Json | undefined {
  if (text === null || text === undefined) return undefined;
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/** `PT1H30M` of `1h 30m`, as people write it; what it is else stays. */
export function isoDuration(text: string): string {
  const told = /^\s*(?:(\d+)\s*d)?\s*(?:(\d+)\s*h)?\s*(?:(\d+)\s*m(?:in)?)?\s*(?:(\d+(?:\.\d+)?)\s*s)?\s*$/i.exec(text);
  if (!told || !told.slice(1).some(Boolean)) return text;
  const [, d, h, m, s] = told;
  const time = (h ? h + 'H' : '') + (m ? m + 'M' : '') + (s ? s + 'S' : '');
  return 'P' + (d ? d + 'D' : '') + (time ? 'T' + time : '');
}

/** Of `PT1H30M`, as Java reads it; undefined if it does not. */
export function durationMillis(text: string): number | undefined {
  const told = /^([-+]?)P(?:([-+]?\d+)D)?(?:T(?=.)(?:([-+]?\d+)H)?(?:([-+]?\d+)M)?(?:([-+]?\d+(?:\.\d+)?)S)?)?$/i.exec(text);
  if (!told || !told.slice(2).some(Boolean)) return undefined;
  const [d = 0, h = 0, m = 0, s = 0] = told.slice(2).map((each) => Number(each ?? 0));
  return (told[1] === '-' ? -1 : 1) * (((d * 24 + h) * 60 + m) * 60 + s) * 1000;
}

/** With that part, or without it. */
export function withPart(object: JsonObject, name: string, value: Json | undefined): JsonObject {
  const entries = Object.entries(object).filter(([each]) => each !== name || value !== undefined);
  const next = Object.fromEntries(entries) as JsonObject;
  return value === undefined ? next : { ...next, [name]: value };
}

/** The parts as a flow declares them, then those that it does not know. */
export function inOrder(object: JsonObject, names: string[]): JsonObject {
  const rest = Object.keys(object).filter((name) => !names.includes(name));
  return Object.fromEntries([...names, ...rest].filter((name) => Object.hasOwn(object, name)).map((name) => [name, object[name]!]));
}

export const pointer = (parent: string, name: string | number): string => parent + '/' + String(name).replaceAll('~', '~0').replaceAll('/', '~1');
