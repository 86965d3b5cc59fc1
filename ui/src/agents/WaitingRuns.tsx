import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Check, ChevronDown, ChevronRight, Tag, X } from 'lucide-react';
import { useState } from 'react';
import type { AgentInfo, UnclaimedRuns, WaitingRun } from '../api/schema.gen';
import { CopyButton } from '../parts/Copy';
import { Failure } from '../parts/PageState';
import { FamilyIcon } from '../parts/StateMark';
import { Time } from '../parts/Time';
import { rough } from '../times';
import { words } from '../words';
import { agentWords as say } from '../words/agents';
import { HealthMark, Labels } from './AgentTable';
import { drains, lacks, nearest, startCommand } from './health';
import { runWhyQuery } from './queries';

const LATE = 60_000;
const MOST_AGENTS = 8;

export const keyOf = (labels: string[]): string => labels.join('\n');

/** Runs that are due and that nobody has, by labels: why, and what would help. */
export function WaitingRuns({
  waiting,
  agents,
  open,
  now,
  onOpen,
}: {
  waiting: UnclaimedRuns[];
  agents: AgentInfo[];
  open: string | undefined;
  now: number;
  onOpen: (key: string | undefined) => void;
}) {
  return (
    <ul className="waiting-groups">
      {waiting.map((group) => {
        const key = keyOf(group.labels);
        // the one that waits longest is open by itself
        const isOpen = open === undefined ? group === waiting[0] : open === key;
        return <Group key={key} group={group} agents={agents} now={now} open={isOpen} onToggle={() => onOpen(isOpen ? '-' : key)} />;
      })}
    </ul>
  );
}

function Group({ group, agents, now, open, onToggle }: { group: UnclaimedRuns; agents: AgentInfo[]; now: number; open: boolean; onToggle: () => void }) {
  const waited = Math.max(0, now - Date.parse(group.oldestDueAt));
  return (
    <li className="card waiting-group" data-open={open}>
      <button type="button" className="waiting-head" aria-expanded={open} onClick={onToggle}>
        {open ? <ChevronDown size={15} aria-hidden="true" /> : <ChevronRight size={15} aria-hidden="true" />}
        <FamilyIcon family={waited > LATE ? 'attention' : 'waiting'} />
        <span className="strong number">{say.runs(group.runs)}</span>
        <span className="soft">{say.labels}</span>
        <Labels labels={group.labels} none={say.anyAgent} />
        <span className="grow" />
        <span className="soft number">{say.since(rough(waited))}</span>
      </button>
      <p className="waiting-why">{group.why}</p>
      {open && (
        <div className="waiting-parts">
          {group.agents === 0 && <StartHint labels={group.labels} />}
          <LabelMatrix labels={group.labels} agents={agents} now={now} />
          <DueRuns group={group} />
        </div>
      )}
    </li>
  );
}

function StartHint({ labels }: { labels: string[] }) {
  const command = startCommand(labels);
  const host = labels.find((label) => label.startsWith('host:'))?.slice('host:'.length);
  return (
    <div className="line start-hint">
      <span className="soft">
        {say.start}
        {host && ' ' + say.host(host)}
      </span>
      <code className="command">{command}</code>
      <CopyButton text={command} label={say.copyStart} />
    </div>
  );
}

/** Which agent has which of the labels. */
function LabelMatrix({ labels, agents, now }: { labels: string[]; agents: AgentInfo[]; now: number }) {
  const near = nearest(agents, labels);
  if (near.length === 0) return null;
  const rest = near.length - MOST_AGENTS;
  return (
    <div className="waiting-part">
      <h3>
        <Tag size={12} aria-hidden="true" /> {say.match}
      </h3>
      <div className="table-scroll">
        <table className="table matrix">
          <caption className="hidden">{say.matchHelp}</caption>
          <thead>
            <tr>
              <th scope="col">{say.agent}</th>
              {labels.map((label) => (
                <th key={label} scope="col">
                  <code className="label">{label}</code>
                </th>
              ))}
              <th scope="col">{say.room}</th>
            </tr>
          </thead>
          <tbody>
            {near.slice(0, MOST_AGENTS).map((agent) => (
              <tr key={agent.session} data-fits={lacks(agent, labels).length === 0}>
                <th scope="row">
                  <span className="line">
                    <HealthMark agent={agent} now={now} />
                    <Link to="/agents/$agent" params={{ agent: agent.name }} className="cut">
                      {agent.name}
                    </Link>
                  </span>
                </th>
                {labels.map((label) => (
                  <td key={label}>
                    <Has label={label} agent={agent} />
                  </td>
                ))}
                <td className="number">{drains(agent) ? say.drainsRoom : agent.slots === 0 ? say.unknown : agent.holds.length >= agent.slots ? say.full : say.roomFree(agent.slots - agent.holds.length)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rest > 0 && <p className="soft small">{say.more(rest)}</p>}
    </div>
  );
}

function Has({ label, agent }: { label: string; agent: AgentInfo }) {
  const has = agent.labels.includes(label);
  return (
    <span className="has" data-has={has}>
      {has ? <Check size={14} strokeWidth={3} aria-hidden="true" /> : <X size={14} strokeWidth={3} aria-hidden="true" />}
      <span className="has-word">{has ? say.has(label) : say.lacks(label)}</span>
    </span>
  );
}

function DueRuns({ group }: { group: UnclaimedRuns }) {
  const rest = group.runs - group.first.length;
  return (
    <div className="waiting-part">
      <h3>{say.next}</h3>
      <ol className="rows">
        {group.first.map((run) => (
          <DueRun key={run.run} run={run} />
        ))}
      </ol>
      {rest > 0 && <p className="soft small">{say.moreRuns(rest)}</p>}
    </div>
  );
}

function DueRun({ run }: { run: WaitingRun }) {
  const [asked, setAsked] = useState(false);
  const why = useQuery({ ...runWhyQuery(run.run), enabled: asked });
  return (
    <li className="two-lines">
      <div className="line">
        <Link to="/runs/$run" params={{ run: run.run }} className="strong cut">
          {run.name}
        </Link>
        <span className="soft cut">
          {run.flow} · {run.project}
        </span>
        <span className="grow" />
        <span className="soft">{say.due}</span>
        <Time at={run.dueAt} />
        <button type="button" className="link-button" aria-expanded={asked} aria-label={say.whyOf(run.name)} onClick={() => setAsked(!asked)}>
          {say.why}
        </button>
      </div>
      {asked && (
        <div role="status">
          {why.data ? <p className="why">{why.data.why}</p> : why.isError ? <Failure error={why.error} retry={() => void why.refetch()} small /> : <p className="soft">{words.page.loading}</p>}
        </div>
      )}
    </li>
  );
}
