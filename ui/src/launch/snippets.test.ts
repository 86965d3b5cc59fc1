// @ts-expect-error Vitest runs in Node.js; the pages know none of its types
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { Flow } from '../api/schema.gen';
import { parse, same, write, type JsonObject } from './json';
import { bodyOf, command, curl, java, shellWord } from './snippets';
import { Dice, anything } from './samples';

const flow = (name: string, ...parameters: [string, 'string' | 'any' | 'integer'][]): Flow =>
  ({
    id: '4',
    name,
    project: 'Demo',
    parameters: parameters.map(([each, json]) => ({ name: each, type: 'T', json, required: false })),
  }) as unknown as Flow;

/** What a shell makes of a line: its words, each followed by a NUL. */
const words = (line: string): string[] => execFileSync('sh', ['-c', `printf '%s\\0' ${line}`]).toString().split('\0').slice(0, -1);

const HOSTILE = ["it's", '$(touch /tmp/x)', '`id`', '"; rm -rf ~ #', 'a\nb', '\\', '!!', '*', '~', "''", '-x', 'é漢🎉', '$HOME', '\t', '&&', '%0A', '{a,b}'];

describe('the same run from elsewhere', () => {
  test('any text is one word for a shell', () => {
    expect(words(HOSTILE.map(shellWord).join(' '))).toEqual(HOSTILE);
    expect(words(shellWord(''))).toEqual(['']);
  });

  test('the command gives what was typed', () => {
    const parameters: JsonObject = Object.fromEntries(HOSTILE.map((text, i) => ['p' + i, text]));
    const names = Object.keys(parameters).map((name): [string, 'string'] => [name, 'string']);
    const { text, lacks } = command(flow('cov id', ...names), { parameters, name: "run '1'" });
    expect(lacks).toEqual([]);
    const said = words(text);
    expect(said.slice(0, 6)).toEqual(['reeve', 'run', '--project', 'Demo', '--run-name', "run '1'"]);
    expect(said.filter((_, i) => said[i - 1] === '-p')).toEqual(HOSTILE.map((each, i) => `p${i}=${each}`));
    expect(said.at(-1)).toBe('cov id');
  });

  test('a text that looks like more is quoted where it would be read as more', () => {
    const { text } = command(flow('f', ['a', 'any'], ['b', 'any'], ['c', 'integer']), { parameters: { a: '5', b: '2026-01-31', c: parse('9007199254740993') } });
    expect(words(text)).toEqual(['reeve', 'run', '--project', 'Demo', '-p', 'a="5"', '-p', 'b=2026-01-31', '-p', 'c=9007199254740993', 'f']);
  });

  test('what the command cannot say is named', () => {
    const { lacks } = command(flow('f', ['a', 'string']), { parameters: { a: null }, labels: ['gpu'], scheduledFor: '2026-01-31T00:00:00Z', idempotencyKey: 'k' });
    expect(lacks).toEqual(['a', 'labels', 'start', 'idempotency key']);
  });

  test('the request for curl carries the very body', () => {
    for (let seed = 0; seed < 60; seed++) {
      const dice = new Dice(seed);
      const parameters: JsonObject = { x: anything(dice, 3), y: dice.of(HOSTILE) };
      if (write(parameters).includes('\\u0000')) continue;
      const said = words(curl(flow('f'), { parameters, name: dice.of(HOSTILE) }, 'https://reeve.example').replaceAll('\\\n', ''));
      expect(said[0]).toBe('curl');
      expect(said.at(-1)).toBe(bodyOf({ parameters, name: said.at(-1) ? (parse(said.at(-1)!) as JsonObject).name as string : '' }));
      expect(same((parse(said.at(-1)!) as JsonObject).parameters, parameters)).toBe(true);
    }
  });

  test('Java gets texts that cannot end early', () => {
    const text = java(flow('f"'), { parameters: { a: 'x"); System.exit(1); ("', b: '\n\\u0022\u2028', c: [1, null], d: parse('12345678901234567890') } }, 'http://h');
    expect(text).toContain('parameters.put("a", "x\\"); System.exit(1); (\\"");');
    expect(text).toContain('parameters.put("b", "\\n\\\\u0022\\u2028");');
    expect(text).toContain('readValue("[1,null]", Object.class)');
    expect(text).toContain('new BigDecimal("12345678901234567890")');
    expect(text).toContain('new NewFlowRun(\n            "f\\"", "Demo", null, parameters, null, null, null, null, null)');
  });
});
