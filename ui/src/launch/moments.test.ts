import { describe, expect, test } from 'vitest';
import { localOf, momentsOf } from './moments';
import { Dice } from './samples';

const iso = (local: string, zone: string) => momentsOf(local, zone)?.moments.map((each) => new Date(each).toISOString());

describe('times as clocks of a zone show them', () => {
  test('are one moment on most days', () => {
    expect(iso('2026-07-01T12:00', 'Europe/Berlin')).toEqual(['2026-07-01T10:00:00.000Z']);
    expect(iso('2026-07-01T12:00:30', 'UTC')).toEqual(['2026-07-01T12:00:30.000Z']);
    expect(iso('noon', 'UTC')).toBeUndefined();
  });

  test('are two where clocks are turned back', () => {
    expect(iso('2026-10-25T02:30', 'Europe/Berlin')).toEqual(['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']);
    expect(iso('2026-04-05T01:45', 'Australia/Lord_Howe')).toHaveLength(2);
  });

  test('are skipped where clocks are turned forward, and said to be', () => {
    expect(momentsOf('2026-03-29T02:30', 'Europe/Berlin')).toEqual({ moments: [Date.parse('2026-03-29T01:30:00Z')], gap: true });
    expect(momentsOf('2026-03-29T03:00', 'Europe/Berlin')).toMatchObject({ gap: false });
    expect(momentsOf('2011-12-30T12:00', 'Pacific/Apia')).toMatchObject({ gap: true });
  });

  test('lead back to what was shown', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC', 'America/St_Johns', 'Pacific/Chatham'];
    for (let seed = 0; seed < 400; seed++) {
      const dice = new Dice(seed);
      const zone = dice.of(zones);
      const at = Date.UTC(2026, 0, 1) + dice.below(365 * 24 * 60) * 60_000;
      const found = momentsOf(localOf(at, zone), zone)!;
      expect(found.moments, localOf(at, zone) + ' ' + zone).toContain(at);
      expect(found.gap).toBe(false);
    }
  });
});
