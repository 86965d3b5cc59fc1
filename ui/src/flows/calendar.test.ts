import { describe, expect, it } from 'vitest';
import { cells, months, worst } from './calendar';

const day = (name: string, counts: Record<string, number>) => ({ day: name, from: name + 'T00:00:00Z', to: name + 'T23:00:00Z', counts });

describe('the calendar of a flow', () => {
  it('has every day, in weeks that begin on Monday', () => {
    const all = cells('2026-02-27', '2026-03-09', [day('2026-03-02', { Success: 2 })]);
    expect(all).toHaveLength(11);
    expect(all[0]).toMatchObject({ day: '2026-02-27', week: 0, weekday: 4, worst: undefined });
    expect(all[3]).toMatchObject({ day: '2026-03-02', week: 1, weekday: 0, worst: 'success' });
    expect(all.at(-1)).toMatchObject({ day: '2026-03-09', week: 2, weekday: 0 });
  });

  it('knows days of leap years and of months that end within a week', () => {
    expect(cells('2028-02-28', '2028-03-01', []).map((each) => each.day)).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
    expect(months(cells('2026-01-30', '2026-03-02', []))).toEqual([
      { month: '2026-01', week: 0 },
      { month: '2026-02', week: 0 },
      { month: '2026-03', week: 4 },
    ]);
  });

  it('tells the worst of a day, also of states that it does not know', () => {
    expect(worst({})).toBeUndefined();
    expect(worst({ Success: 90, Crashed: 1 })).toBe('failed');
    expect(worst({ Success: 3, Cancelled: 1 })).toBe('success');
    expect(worst({ Unheard: 1 })).toBe('ended');
  });
});
