import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { memo, type ReactNode } from 'react';
import { whyQuery } from '../api/queries';
import type { FlowRun } from '../api/schema.gen';
import { CopyButton } from '../parts/Copy';
import { FamilyIcon } from '../parts/StateMark';
import { Time, Took } from '../parts/Time';
import { familyOf, isFinished } from '../states';
import { stateWord, words } from '../words';
import { RunActions } from './RunActions';

const say = words.run;

/** What comes after `Run … ended Failed, for `: that much the page says already. */
function cause(sentence: string): string {
  return sentence.replace(/^Run \S+ of flow ".*?" ended \w+, for /s, '');
}

/** State and reason in words first; facts below. Not drawn anew with each part that is opened below it. */
export const RunHeader = memo(function RunHeader({ run }: { run: FlowRun }) {
  const failed = familyOf(run.state.name) === 'failed';
  const why = useQuery({ ...whyQuery(run.id, '', -1, run.state.name + run.epoch), enabled: failed });
  const reason = (failed && why.data && cause(why.data.why)) || run.why || run.state.message;
  return (
    <header className="card run-header" data-family={familyOf(run.state.name)}>
      <div className="run-title">
        <FamilyIcon family={familyOf(run.state.name)} size={16} />
        <h1 title={run.name}>{run.name}</h1>
        <span className="run-state" data-state={run.state.name}>
          {stateWord(run.state.name)}
        </span>
        <span className="number">
          <Took start={run.startedAt} end={run.endedAt} />
        </span>
        <span className="grow" />
        <RunActions run={run} />
      </div>
      {reason && <p className="run-reason">{reason}</p>}
      <dl className="facts">
        <Fact name={words.runs.flow}>
          <Link to="/flows/$flow" params={{ flow: run.flowId }}>
            {run.flow}
          </Link>
          <span className="soft"> {say.version(run.version)}</span>
        </Fact>
        <Fact name={run.startedAt ? say.started : run.scheduledFor ? say.scheduled : say.created}>
          <Time at={run.startedAt ?? run.scheduledFor ?? run.createdAt} />
        </Fact>
        {run.endedAt && isFinished(run.state.name) && (
          <Fact name={say.ended}>
            <Time at={run.endedAt} />
          </Fact>
        )}
        {run.interval && (
          <Fact name={say.interval}>
            <Time at={run.interval.from} /> – <Time at={run.interval.to} />
          </Fact>
        )}
        {run.agent && <Fact name={say.agent}>{run.agent}</Fact>}
        {run.epoch > 1 && <Fact name={say.elapsed}>{say.epoch(run.epoch)}</Fact>}
        <Fact name={say.parameters}>
          <Parameters values={run.parameters} />
        </Fact>
        {run.labels.length > 0 && <Fact name={say.labels}>{run.labels.join(words.list.and)}</Fact>}
        <Fact name={say.id}>
          <code className="cut id">{run.id}</code>
          <CopyButton text={run.id} label={say.id} />
        </Fact>
      </dl>
    </header>
  );
});

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function Parameters({ values }: { values: Record<string, unknown> }) {
  const all = Object.entries(values);
  if (all.length === 0) return <span className="soft">{say.noParameters}</span>;
  return (
    <span className="parameters">
      {all.map(([name, value]) => (
        <span key={name} className="parameter">
          <span className="soft">{name}</span> <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>
        </span>
      ))}
    </span>
  );
}
