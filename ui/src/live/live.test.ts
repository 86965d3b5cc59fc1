import { describe, expect, test } from 'vitest';
import { EventReader } from './events';
import { Revisions } from './revisions';

const event = (rev: number) => `id: a=${rev}\nevent: change\ndata: {"topic":"run:1","rev":${rev},"data":{}}\n\n`;

describe('events', () => {
  test('are the same wherever their text is cut', () => {
    const text = 'retry: 1000\n: reeve\n\n' + event(1) + ':\n\n' + event(2).replaceAll('\n', '\r\n') + event(3);
    const whole = new EventReader().read(text).map((each) => each.event.rev);
    expect(whole).toEqual([1, 2, 3]);
    for (let cut = 1; cut < text.length; cut++) {
      const reader = new EventReader();
      const found = [...reader.read(text.slice(0, cut)), ...reader.read(text.slice(cut))];
      expect(found.map((each) => each.id)).toEqual(['a=1', 'a=2', 'a=3']);
    }
  });

  test('that are not JSON are left out and the next are read', () => {
    expect(new EventReader().read('data: {oops\n\n' + event(4)).map((each) => each.event.rev)).toEqual([4]);
  });
});

describe('revisions', () => {
  test('go forward only, whatever comes twice or late', () => {
    const known = new Revisions();
    const taken = [1, 3, 2, 3, 5, 4, 6].filter((rev) => known.take('run:1', rev, 'change'));
    expect(taken).toEqual([1, 3, 5, 6]);
  });

  test('of topics are apart', () => {
    const known = new Revisions();
    expect(known.take('run:1', 9, 'change')).toBe(true);
    expect(known.take('run:2', 1, 'change')).toBe(true);
  });

  test('begin anew after a resync', () => {
    const known = new Revisions();
    known.take('run:1', 9, 'change');
    expect(known.take('run:1', 4, 'resync')).toBe(true);
    expect(known.take('run:1', 4, 'change')).toBe(false);
    expect(known.take('run:1', 5, 'change')).toBe(true);
  });
});
