import { describe, expect, test } from 'vitest';
import { emptyDraft, labelsOf, loadDraft, mistakeIn, saveDraft, withText, type Draft } from './draft';
import { isObject, same, write } from './json';
import { Dice, anything } from './samples';

function store() {
  const kept = new Map<string, string>();
  return { kept, setItem: (key: string, value: string) => void kept.set(key, value), getItem: (key: string) => kept.get(key) ?? null };
}

describe('a draft', () => {
  test('comes back as it was, with every digit, for the one who wrote it', () => {
    for (let seed = 0; seed < 500; seed++) {
      const place = store();
      const values = anything(new Dice(seed), 4);
      if (!isObject(values)) continue;
      const draft: Draft = { ...emptyDraft('UTC'), values, broken: { '/a': '{"x' }, name: 'n', labels: '', from: 'r', text: '{' };
      saveDraft('4', 'ann', draft, place);
      const back = loadDraft('4', 'ann', 'Europe/Berlin', place)!;
      expect(same(back.values, values), write(values)).toBe(true);
      expect({ ...back, values: {} }).toEqual({ ...draft, values: {} });
      expect(loadDraft('4', 'vic', 'UTC', place)).toBeUndefined();
      expect(loadDraft('5', 'ann', 'UTC', place)).toBeUndefined();
    }
  });

  test('of another kind does no harm', () => {
    for (const text of ['', '{', '7', '[]', '{"values": 3, "broken": [], "name": 7, "later": "x"}']) {
      const draft = loadDraft('4', 'ann', 'UTC', { getItem: () => text });
      if (draft) expect(draft).toEqual(emptyDraft('UTC'));
    }
  });

  test('keeps text that is not whole, and the values of before', () => {
    const before = { ...emptyDraft('UTC'), values: { a: 1 } };
    const half = withText(before, '{"a": 1, "b"');
    expect(half).toMatchObject({ values: { a: 1 }, text: '{"a": 1, "b"' });
    const whole = withText(half, '{"a": 1, "b": 2}');
    expect(whole.values).toEqual({ a: 1, b: 2 });
    expect(whole.text).toBeUndefined();
    expect(withText(before, '[1]').text).toBe('[1]');
    expect(mistakeIn('[1]')?.message).toContain('object');
    expect(mistakeIn('{"a": }')).toMatchObject({ line: 1, column: 7 });
    expect(mistakeIn('{}')).toBeUndefined();
  });

  test('has labels between commas, each once', () => {
    expect(labelsOf(' gpu, eu ,,gpu')).toEqual(['gpu', 'eu']);
    expect(labelsOf('')).toEqual([]);
  });
});
