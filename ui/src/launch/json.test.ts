import { describe, expect, test } from 'vitest';
import { JsonError, parse, same, write } from './json';
import { Dice, anything } from './samples';

const mistake = (text: string): JsonError => {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof JsonError) return error;
    throw error;
  }
  throw new Error(text + ' was read');
};

describe('JSON as it was typed', () => {
  test('comes back as it was, with every digit', () => {
    for (let seed = 0; seed < 3_000; seed++) {
      const value = anything(new Dice(seed), 4);
      for (const indent of [0, 2]) expect(same(parse(write(value, indent)), value), write(value)).toBe(true);
      expect(JSON.parse(write(value))).toEqual(JSON.parse(write(parse(write(value, 2)))));
    }
    expect(write(parse('{"id": 9007199254740993, "x": 1.10, "__proto__": {"a": 1}}'))).toBe('{"id":9007199254740993,"x":1.10,"__proto__":{"a":1}}');
  });

  test('takes what the browser takes, and nothing else', () => {
    const pieces = ['{', '}', '[', ']', ',', ':', '"a"', '"\\u00e9"', '"\\x"', '"', '1', '-', '01', '1.', 'true', 'nul', ' ', '\n', '\t', '\u00a0', '\\'];
    for (let seed = 0; seed < 20_000; seed++) {
      const dice = new Dice(seed * 7);
      const text = Array.from({ length: 1 + dice.below(6) }, () => dice.of(pieces)).join('');
      let theirs: unknown;
      try {
        theirs = JSON.parse(text);
      } catch {
        expect(() => parse(text), text).toThrow(JsonError);
        continue;
      }
      let ours: string;
      try {
        ours = write(parse(text));
      } catch (error) {
        expect(String(error), text).toContain('twice');
        continue;
      }
      expect(JSON.parse(ours), text).toEqual(theirs);
    }
  });

  test('says where it stops being JSON', () => {
    expect(mistake('{\n  "a": 1,\n  "b": Italy\n}')).toMatchObject({ line: 3, column: 8, message: '“Italy” is no value: texts stand in quotes' });
    expect(mistake('{"a": 1')).toMatchObject({ line: 1, column: 8, message: '“}” is missing at the end' });
    expect(mistake('[1 2]')).toMatchObject({ column: 4 });
    expect(mistake('{"a": 1, "a": 2}')).toMatchObject({ column: 10, message: '“a” stands here twice' });
    expect(mistake('"x\n"').message).toContain('no closing quote');
    expect(mistake('')).toMatchObject({ line: 1, column: 1 });
    expect(mistake('['.repeat(5000)).message).toContain('too deep');
  });
});
