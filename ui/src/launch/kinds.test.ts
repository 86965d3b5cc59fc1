import { describe, expect, test } from 'vitest';
import { NUMBER, isObject, parse, partOf, same, write, type Json } from './json';
import { blank, durationMillis, fits, inOrder, isoDuration, kindOf, shown, typed, withPart, type Kind } from './kinds';
import { Dice, anySchema, anyValue } from './samples';

/** What the form does with a value: every part is shown in its field and typed anew; what no field shows is JSON. */
function throughTheForm(kind: Kind, value: Json): Json | undefined {
  if (!fits(kind, value)) return parse(write(value, 2));
  if (value === null) return null;
  switch (kind.kind) {
    case 'json':
      return parse(write(value, 2));
    case 'boolean':
      return value;
    case 'list':
      return (value as Json[]).map((each) => throughTheForm(kind.of, each)!);
    case 'map':
    case 'record': {
      if (!isObject(value)) throw new Error('fits is wrong');
      let next = value;
      for (const name of Object.keys(value)) {
        const of = kind.kind === 'map' ? kind.of : kind.parts.find((part) => part.name === name)!.of;
        next = withPart(next, name, throughTheForm(of, partOf(value, name)!));
      }
      return next;
    }
    default:
      return typed(kind, shown(value));
  }
}

describe('a form made of a schema', () => {
  test('shows any value and takes it back as it is', () => {
    for (let seed = 0; seed < 4_000; seed++) {
      const dice = new Dice(seed);
      const kind = kindOf({ schema: anySchema(dice) });
      const value = anyValue(dice, kind);
      const back = throughTheForm(kind, value);
      expect(same(back, value), `seed ${seed}: ${write(value)} became ${back === undefined ? 'nothing' : write(back)}`).toBe(true);
    }
  });

  test('changes only what was edited', () => {
    for (let seed = 0; seed < 2_000; seed++) {
      const dice = new Dice(seed);
      const kind = kindOf({ schema: { type: 'object', properties: { a: anySchema(dice), b: anySchema(dice), __proto__x: {} } } });
      const value = anyValue(dice, kind);
      if (!isObject(value)) continue;
      const next = withPart(value, 'b', 'edited');
      expect(partOf(next, 'b')).toBe('edited');
      for (const name of Object.keys(value).filter((each) => each !== 'b')) expect(same(partOf(next, name), partOf(value, name))).toBe(true);
      const less = withPart(next, 'b', undefined);
      expect(Object.keys(less)).not.toContain('b');
      expect(same(inOrder(less, ['a']), withPart(value, 'b', undefined)) || Object.keys(less).length > 1).toBe(true);
    }
  });

  test('begins a new item with what its field can show', () => {
    for (let seed = 0; seed < 1_000; seed++) {
      const kind = kindOf({ schema: anySchema(new Dice(seed)) });
      const value = blank(kind);
      if (value !== '') expect(fits(kind, value), JSON.stringify(kind)).toBe(true);
    }
  });

  test('any schema at all is read', () => {
    for (const schema of [{ type: 7 }, { properties: [], type: 'object' }, { anyOf: [] }, { anyOf: [1, null] }, { items: 3, type: 'array' }, { enum: [], type: 'string' }, { format: 'toString' }]) {
      expect(kindOf({ schema })).toHaveProperty('kind');
    }
    let deep: Record<string, unknown> = {};
    for (let i = 0; i < 1_000; i++) deep = { type: 'array', items: deep };
    expect(kindOf({ schema: deep }).kind).toBe('list');
    expect(kindOf({ json: 'integer' })).toMatchObject({ kind: 'number', whole: true });
    expect(kindOf({}).kind).toBe('json');
  });

  test('a number that is none stays as it was typed', () => {
    const number = kindOf({ json: 'integer' });
    expect(typed(number, '12a')).toBe('12a');
    expect(typed(number, '')).toBeUndefined();
    expect(write(typed(number, '9007199254740993')!)).toBe('9007199254740993');
    expect(fits(number, '5')).toBe(false);
    expect(NUMBER.test('05')).toBe(false);
  });

  test('lengths of time are written as people do', () => {
    expect(isoDuration('1h 30m')).toBe('PT1H30M');
    expect(isoDuration('90s')).toBe('PT90S');
    expect(isoDuration('2d')).toBe('P2D');
    expect(isoDuration('5min')).toBe('PT5M');
    expect(isoDuration('soon')).toBe('soon');
    expect(isoDuration('')).toBe('');
    expect(durationMillis('PT1H30M')).toBe(5_400_000);
    expect(durationMillis('P2DT0.5S')).toBe(172_800_500);
    expect(durationMillis('P')).toBeUndefined();
    expect(durationMillis('PT')).toBeUndefined();
  });
});
