import { Link } from '@tanstack/react-router';
import type { AgentInfo } from '../api/schema.gen';
import { FamilyIcon } from '../parts/StateMark';
import { Time } from '../parts/Time';
import { rough } from '../times';
import { words } from '../words';
import { agentWords as say } from '../words/agents';
import { drains, familyOfHealth, healthOf } from './health';

/** How an agent is, by icon and word; why when pointed at. */
export function HealthMark({ agent, now }: { agent: AgentInfo; now: number }) {
  const health = healthOf(agent, now);
  return (
    <span className="state" data-health={health} title={say.healthHelp[health]}>
      <FamilyIcon family={familyOfHealth(health)} />
      {say.health[health]}
    </span>
  );
}

export function Labels({ labels, none }: { labels: string[]; none?: string }) {
  if (labels.length === 0) return none ? <span className="soft">{none}</span> : null;
  return (
    <span className="labels">
      {labels.map((label) => (
        <code key={label} className="label">
          {label}
        </code>
      ))}
    </span>
  );
}

/** How many runs it has of how many it takes, as a bar and in figures. */
export function Slots({ agent }: { agent: AgentInfo }) {
  const held = agent.holds.length;
  const share = agent.slots === 0 ? 0 : Math.min(1, held / agent.slots);
  return (
    <span className="slots">
      <svg className="slots-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect className="progress-ground" width="100" height="6" />
        <rect className="bar" data-family={share >= 1 ? 'attention' : 'running'} width={share * 100} height="6" />
      </svg>
      <span className="number">{say.slots(held, agent.slots)}</span>
    </span>
  );
}

export function AgentTable({ agents, now, caption }: { agents: AgentInfo[]; now: number; caption: string }) {
  const { columns } = say;
  return (
    <div className="card table-card">
      <table className="table stacking agents-table">
        <caption className="hidden">{caption}</caption>
        <thead>
          <tr>
            {(['health', 'name', 'labels', 'slots', 'heard', 'connected', 'version', 'host'] as const).map((column) => (
              <th key={column} scope="col" data-column={column}>
                {columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {agents.map((agent) => (
            <tr key={agent.session}>
              <td data-column="health">
                <HealthMark agent={agent} now={now} />
                {drains(agent) && <span className="soft small block">{say.drains(agent.holds.length)}</span>}
              </td>
              <td data-column="name">
                <Link to="/agents/$agent" params={{ agent: agent.name }} className="strong cut block" title={agent.name}>
                  {agent.name}
                </Link>
              </td>
              <td data-column="labels" data-label={columns.labels}>
                <Labels labels={agent.labels} none="–" />
              </td>
              <td data-column="slots" data-label={columns.slots}>
                <Slots agent={agent} />
              </td>
              <td data-column="heard" data-label={columns.heard} className="number">
                {agent.lastHeartbeatAt ? words.time.ago(rough(Math.max(0, now - Date.parse(agent.lastHeartbeatAt)))) : '–'}
              </td>
              <td data-column="connected">
                <Time at={agent.connectedAt} />
              </td>
              <td data-column="version">
                <span className="cut block">{agent.version || say.unknown}</span>
              </td>
              <td data-column="host" data-label={columns.host}>
                <span className="cut block" title={agent.host}>
                  {agent.host || say.unknown}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
