import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { get } from '../../api/client';
import { flowQuery, runQuery } from '../../api/queries';
import type { FlowRun, Hook, HookPage } from '../../api/schema.gen';
import { CopyButton } from '../../parts/Copy';
import { Failure, Skeleton } from '../../parts/PageState';
import { Records } from '../../parts/Records';
import { Time } from '../../parts/Time';
import { words } from '../../words';
import { runDetailWords } from '../../words/runDetails';

const say = runDetailWords.config;
const route = getRouteApi('/inside/runs/$run/config');

export function ConfigTab() {
  const { run } = route.useParams();
  const { data } = useQuery(runQuery(run));
  return data ? <Config run={data} /> : <Skeleton />;
}

/** All that decides how a run goes: what it was given, which code, who may take it, who is told. */
function Config({ run }: { run: FlowRun }) {
  const values = Object.entries(run.parameters);
  return (
    <div className="config">
      <section className="stack">
        <h2>{say.parameters}</h2>
        {values.length === 0 ? (
          <p className="soft">{say.noParameters}</p>
        ) : (
          <Records
            caption={say.parameters}
            rows={values}
            rowKey={([name]) => name}
            columns={[
              { id: 'name', header: say.name, width: '30%', cell: ([name]) => <code className="wrap">{name}</code> },
              { id: 'value', header: say.value, cell: ([, value]) => <code className="value">{typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</code> },
              { id: 'copy', header: '', right: true, width: '56px', cell: ([name, value]) => <CopyButton label={name} text={typeof value === 'string' ? value : JSON.stringify(value)} /> },
            ]}
          />
        )}
        <p className="line soft">
          {say.json} <CopyButton label={say.json} text={JSON.stringify(run, null, 2)} />
        </p>
      </section>
      <section className="stack">
        <h2>{say.times_}</h2>
        <dl className="card facts-list">
          <Row name={say.asked}>
            <Time at={run.createdAt} />
          </Row>
          {run.scheduledFor && (
            <Row name={say.due}>
              <Time at={run.scheduledFor} />
            </Row>
          )}
          {run.interval && (
            <Row name={say.interval}>
              <Time at={run.interval.from} /> – <Time at={run.interval.to} />
            </Row>
          )}
          {run.parent && (
            <Row name={say.by}>
              <Link to="/runs/$run" params={{ run: run.parent.run }}>
                {say.byTask(run.parent.label, run.parent.run)}
              </Link>
            </Row>
          )}
          <Row name={say.begun}>{say.times(run.epoch)}</Row>
          <Row name={say.agent}>{run.agent ?? <span className="soft">{say.noAgent}</span>}</Row>
          <Row name={say.labels}>{run.labels.length > 0 ? run.labels.map((label) => <code key={label} className="tag">{label}</code>) : <span className="soft">{say.anyAgent}</span>}</Row>
        </dl>
      </section>
      <Code run={run} />
      <Told run={run} />
    </div>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="facts-row">
      <dt className="soft">{name}</dt>
      <dd className="wrap">{children}</dd>
    </div>
  );
}

function Code({ run }: { run: FlowRun }) {
  const flow = useQuery(flowQuery(run.flowId));
  return (
    <section className="stack">
      <h2>{say.code}</h2>
      <dl className="card facts-list">
        <Row name={say.flow}>
          <Link to="/flows/$flow" params={{ flow: run.flowId }}>
            {run.flow}
          </Link>{' '}
          <span className="soft">{say.version(run.version)}</span>
        </Row>
        <Row name={say.project}>{run.project}</Row>
        {flow.data && (
          <>
            <Row name={say.location}>
              <code>{flow.data.bundle.location}</code>
            </Row>
            <Row name={say.entry}>
              <code>{flow.data.bundle.entry}</code>
            </Row>
            <Row name={say.checksum}>
              <code className="small">{flow.data.bundle.sha256}</code>
            </Row>
            {flow.data.bundle.host && <Row name={say.host}>{flow.data.bundle.host}</Row>}
          </>
        )}
      </dl>
      {flow.data && flow.data.version !== run.version && run.version > 0 && <p className="hint">{say.otherVersion(flow.data.version)}</p>}
      {flow.isError && <Failure error={flow.error} retry={() => void flow.refetch()} permission="GET /flows/{flow}" small />}
    </section>
  );
}

function Told({ run }: { run: FlowRun }) {
  const hooks = useQuery({
    queryKey: ['hooks', run.project],
    queryFn: ({ signal }) => get<HookPage>(`/projects/${encodeURIComponent(run.project)}/hooks`, {}, signal),
  });
  const about: Hook[] = hooks.data?.items.filter((hook) => !hook.flow || hook.flow === run.flow) ?? [];
  return (
    <section className="stack">
      <h2>{say.hooks}</h2>
      {hooks.isError ? (
        <Failure error={hooks.error} retry={() => void hooks.refetch()} permission="GET /projects/{project}/hooks" small />
      ) : about.length === 0 && hooks.data ? (
        <p className="soft">{say.noHooks}</p>
      ) : (
        <ul className="card facts-list">
          {about.map((hook) => (
            <li key={hook.id} className="facts-row">
              <Link to="/settings/hooks" search={{ project: run.project, sel: hook.id }} className="wrap">
                {hook.name}
              </Link>
              <span className="wrap soft">
                {hook.leadsTo} · {hook.states.join(words.list.and)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
