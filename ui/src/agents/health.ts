import type { AgentInfo, UnclaimedRuns } from '../api/schema.gen';
import type { Family } from '../states';

/** `silent`: half of its lease is over since it was heard of. `draining`: it takes no more runs. `leaving`: it said that it goes. `lost`: it was missed. */
export type Health = 'alive' | 'silent' | 'draining' | 'leaving' | 'gone' | 'lost';

const FAMILY: Record<Health, Family> = { alive: 'success', silent: 'attention', draining: 'waiting', leaving: 'ended', gone: 'ended', lost: 'failed' };
export const familyOfHealth = (health: Health): Family => FAMILY[health];

export function healthOf(agent: AgentInfo, now: number): Health {
  const heard = agent.lastHeartbeatAt ? Date.parse(agent.lastHeartbeatAt) : null;
  if (agent.endedAt) return heard === null ? 'gone' : 'lost';
  if (heard === null) return 'leaving';
  const lost = agent.lostAt ? Date.parse(agent.lostAt) : Infinity;
  if (now > (heard + lost) / 2) return 'silent';
  return agent.drainsSince ? 'draining' : 'alive';
}

/** By name; of each the newest session first, those that are there before those that are gone. */
export function byName(agents: AgentInfo[], name: string): AgentInfo[] {
  return agents.filter((agent) => agent.name === name).sort((a, b) => Number(!!a.endedAt) - Number(!!b.endedAt) || Date.parse(b.connectedAt) - Date.parse(a.connectedAt));
}

/** Which of the labels it lacks. */
export const lacks = (agent: AgentInfo, labels: string[]): string[] => labels.filter((label) => !agent.labels.includes(label));

/** Those that are there, the ones that lack least first; of these, those that take runs. */
export function nearest(agents: AgentInfo[], labels: string[]): AgentInfo[] {
  return agents.filter((agent) => !agent.endedAt).sort((a, b) => lacks(a, labels).length - lacks(b, labels).length || Number(drains(a)) - Number(drains(b)) || a.name.localeCompare(b.name));
}

/** Whether it is there and takes no more runs. */
export const drains = (agent: AgentInfo): boolean => !agent.endedAt && !!agent.drainsSince;

/** What it would take, and what it cannot for a label that it lacks. */
export function matched(agent: AgentInfo, waiting: UnclaimedRuns[]): { fits: UnclaimedRuns[]; others: UnclaimedRuns[] } {
  return {
    fits: waiting.filter((each) => lacks(agent, each.labels).length === 0),
    others: waiting.filter((each) => lacks(agent, each.labels).length > 0),
  };
}

/** The command that starts one for them; what an agent has by its computer is not given by hand. */
export function startCommand(labels: string[]): string {
  return ['reeve agent start', ...labels.filter((label) => !label.startsWith('host:')).map((label) => '-l ' + quoted(label))].join(' ');
}

function quoted(text: string): string {
  return /^[\w.:@%+=,/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
