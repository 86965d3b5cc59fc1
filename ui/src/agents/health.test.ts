import { describe, expect, test } from 'vitest';
import type { AgentInfo, UnclaimedRuns } from '../api/schema.gen';
import { byName, drains, healthOf, lacks, matched, nearest, startCommand } from './health';

const NOW = Date.parse('2026-11-26T12:00:00Z');
const at = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();
const agent = (change: Partial<AgentInfo> = {}): AgentInfo => ({
  session: '1',
  name: 'worker',
  host: 'h',
  labels: [],
  slots: 4,
  version: '0.1.0',
  connectedAt: at(-600),
  lastHeartbeatAt: at(-2),
  lostAt: at(28),
  holds: [],
  ...change,
});

describe('an agent', () => {
  test('is as what was heard of it', () => {
    expect(healthOf(agent(), NOW)).toBe('alive');
    expect(healthOf(agent({ lastHeartbeatAt: at(-20), lostAt: at(10) }), NOW)).toBe('silent');
    expect(healthOf(agent({ drainsSince: at(-60) }), NOW)).toBe('draining');
    expect(healthOf(agent({ drainsSince: at(-60), lastHeartbeatAt: at(-20), lostAt: at(10) }), NOW)).toBe('silent');
    expect(healthOf(agent({ lastHeartbeatAt: undefined, lostAt: undefined }), NOW)).toBe('leaving');
    expect(healthOf(agent({ drainsSince: at(-60), lastHeartbeatAt: undefined, lostAt: undefined, endedAt: at(-5) }), NOW)).toBe('gone');
    expect(healthOf(agent({ lastHeartbeatAt: undefined, lostAt: undefined, endedAt: at(-5) }), NOW)).toBe('gone');
    expect(healthOf(agent({ endedAt: at(-5) }), NOW)).toBe('lost');
  });

  test('of one name is first the session that is there', () => {
    const sessions = [agent({ session: '3', endedAt: at(-1), connectedAt: at(-10) }), agent({ session: '2' }), agent({ session: '4', name: 'other' })];
    expect(byName(sessions, 'worker').map((each) => each.session)).toEqual(['2', '3']);
  });

  test('that lacks least is named first, and none that is gone', () => {
    const agents = [agent({ name: 'a' }), agent({ name: 'b', labels: ['gpu'] }), agent({ name: 'c', labels: ['gpu', 'big'], endedAt: at(-1) })];
    expect(nearest(agents, ['gpu', 'big']).map((each) => each.name)).toEqual(['b', 'a']);
    const old = agent({ name: 'a-old', labels: ['gpu'], drainsSince: at(-5) });
    expect(nearest([old, ...agents], ['gpu']).map((each) => each.name)).toEqual(['b', 'a-old', 'a']);
    expect([old, { ...old, endedAt: at(-1) }, agents[0]!].map(drains)).toEqual([true, false, false]);
    expect(lacks(agents[1]!, ['gpu', 'big'])).toEqual(['big']);
  });

  test('takes what has no label that it lacks', () => {
    const group = (labels: string[]): UnclaimedRuns => ({ labels, runs: 1, oldestDueAt: at(0), agents: 0, missing: [], why: '', first: [] });
    const { fits, others } = matched(agent({ labels: ['gpu'] }), [group([]), group(['gpu']), group(['gpu', 'big'])]);
    expect(fits.map((each) => each.labels)).toEqual([[], ['gpu']]);
    expect(others.map((each) => each.labels)).toEqual([['gpu', 'big']]);
  });
});

test('the command that starts one can be typed as it is', () => {
  expect(startCommand(['gpu', 'host:pc-1', 'two words', "it's"])).toBe("reeve agent start -l gpu -l 'two words' -l 'it'\\''s'");
});
