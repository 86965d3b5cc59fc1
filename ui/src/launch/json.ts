/**
 * JSON that keeps what was typed: a number that a computer's would round stays as its digits, and a mistake has a place.
 * The values of a run are read and written by this alone, never by JSON.parse.
 */
export type Json = null | boolean | string | number | Exact | Json[] | JsonObject;
export type JsonObject = { [name: string]: Json };

/** A number whose digits say more than a double holds. */
export class Exact {
  constructor(readonly digits: string) {}
}

/** Where a text stops being JSON, counted from 1. */
export class JsonError extends Error {
  constructor(
    message: string,
    readonly at: number,
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
    this.name = 'JsonError';
  }
}

export const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const DEEPEST = 200;

export function numberOf(digits: string): number | Exact {
  const value = Number(digits);
  return String(value) === digits ? value : new Exact(digits);
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Exact);

/** One of its own names; never what all objects have. */
export const partOf = (object: JsonObject, name: string): Json | undefined => (Object.hasOwn(object, name) ? object[name] : undefined);

export function same(a: Json | undefined, b: Json | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && write(a) === write(b));
}

/** As few characters as it takes, or with so many blanks for a step inwards. */
export function write(value: Json, indent = 0): string {
  return written(value, indent, '\n');
}

function written(value: Json, indent: number, edge: string): string {
  if (value instanceof Exact) return value.digits;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const inner = indent > 0 ? edge + ' '.repeat(indent) : '';
  const outer = indent > 0 ? edge : '';
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return '[' + inner + value.map((each) => written(each, indent, inner)).join(',' + inner) + outer + ']';
  }
  const names = Object.keys(value);
  if (names.length === 0) return '{}';
  const colon = indent > 0 ? ': ' : ':';
  return '{' + inner + names.map((name) => JSON.stringify(name) + colon + written(value[name]!, indent, inner)).join(',' + inner) + outer + '}';
}

/** @throws JsonError that says what is wrong, and where. */
export function parse(text: string): Json {
  return new Reader(text).whole();
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  whole(): Json {
    const value = this.value(0);
    this.blank();
    if (this.at < this.text.length) throw this.wrong('the JSON ends before this');
    return value;
  }

  private wrong(message: string, at = this.at): JsonError {
    const before = this.text.slice(0, at).split('\n');
    return new JsonError(message, at, before.length, (before.at(-1)?.length ?? 0) + 1);
  }

  private blank(): void {
    while (/[ \t\r\n]/.test(this.text[this.at] ?? '')) this.at++;
  }

  private value(depth: number): Json {
    this.blank();
    const first = this.text[this.at];
    if (depth > DEEPEST) throw this.wrong('this lies too deep');
    if (first === undefined) throw this.wrong('something is missing at the end');
    if (first === '{') return this.object(depth);
    if (first === '[') return this.list(depth);
    if (first === '"') return this.string();
    const word = /^[-+.\w]+/.exec(this.text.slice(this.at, this.at + 2_000))?.[0] ?? '';
    const known: Record<string, Json> = { true: true, false: false, null: null };
    if (!Object.hasOwn(known, word) && !NUMBER.test(word)) {
      throw this.wrong(word ? `“${word}” is no value: texts stand in quotes` : `“${first}” is not expected here`);
    }
    this.at += word.length;
    return Object.hasOwn(known, word) ? known[word]! : numberOf(word);
  }

  private list(depth: number): Json[] {
    const found: Json[] = [];
    this.at++;
    this.blank();
    if (this.text[this.at] === ']') return this.at++, found;
    for (;;) {
      found.push(this.value(depth + 1));
      if (this.more(']')) return found;
    }
  }

  private object(depth: number): JsonObject {
    const found = new Map<string, Json>();
    this.at++;
    this.blank();
    if (this.text[this.at] === '}') return this.at++, {};
    for (;;) {
      this.blank();
      const start = this.at;
      if (this.text[start] !== '"') throw this.wrong('a name in quotes is expected here');
      const name = this.string();
      if (found.has(name)) throw this.wrong(`“${name}” stands here twice`, start);
      this.blank();
      if (this.text[this.at] !== ':') throw this.wrong('a colon is expected here');
      this.at++;
      found.set(name, this.value(depth + 1));
      if (this.more('}')) return Object.fromEntries(found);
    }
  }

  /** Whether it ends here; a comma says that it does not. */
  private more(end: string): boolean {
    this.blank();
    const next = this.text[this.at];
    if (next !== end && next !== ',') throw this.wrong(next === undefined ? `“${end}” is missing at the end` : `a comma or “${end}” is expected here`);
    this.at++;
    return next === end;
  }

  private string(): string {
    const start = this.at++;
    for (;;) {
      const char = this.text[this.at];
      if (char === undefined || char === '\n') throw this.wrong('this text has no closing quote', start);
      if (char < ' ') throw this.wrong('a character that has to be written as \\u is in this text');
      this.at += char === '\\' ? 2 : 1;
      if (char === '"') break;
    }
    try {
      return JSON.parse(this.text.slice(start, this.at)) as string;
    } catch {
      throw this.wrong('a backslash in this text is followed by what it cannot be', start);
    }
  }
}
