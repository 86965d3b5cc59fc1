import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { get } from '../../api/client';
import { artifactsQuery, whyQuery } from '../../api/queries';
import type { ArtifactInfo, FlowDrawing, FlowRun, JournalPage, LogHits, Logs, TaskRun, TaskRunPage } from '../../api/schema.gen';
import { CopyButton } from '../../parts/Copy';
import { StateMark } from '../../parts/StateMark';
import { Time, Took } from '../../parts/Time';
import { isFinished } from '../../states';
import { words } from '../../words';
import { timelineWords } from '../../words/timeline';
import { RetryButton } from '../RunActions';
import { Parameters } from '../RunHeader';
import { ArtifactView, contentAddress, keyOf } from '../artifacts/ArtifactView';
import { plain } from '../logs/ansi';
import type { TaskRow, TaskTable } from './taskTable';
import { workerOf } from './workers';
import { upstreamsOf } from './useTasks';

const say = words.task;

type Props = {
  run: FlowRun;
  row: TaskRow;
  table: TaskTable;
  drawing: FlowDrawing;
  onSelect: (name: string) => void;
  onClose: () => void;
};

/** One task: why it is as it is first, then what was tried, what it was given, what it left. */
export function TaskPanel({ run, row, table, drawing, onSelect, onClose }: Props) {
  const node = drawing.nodes[row.node]?.name ?? row.name;
  const why = useQuery(whyQuery(run.id, node, row.child, row.state + row.attempts));
  const details = useTaskRun(run.id, row);
  const upstreams = upstreamsOf(drawing, row.node);
  useEffect(() => {
    const press = (event: KeyboardEvent) => event.key === 'Escape' && !document.querySelector('dialog[open], [role=menu]') && onClose();
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [onClose]);
  return (
    <aside className="card panel" aria-label={say.panel(row.name)}>
      <header className="panel-head">
        <div className="grow">
          <h2 className="cut" title={row.name}>
            {row.name}
          </h2>
          <span className="line">
            <StateMark state={row.state} />
            <Took start={row.start} end={row.end} />
          </span>
        </div>
        {isFinished(run.state.name) && isFinished(row.state) && (
          <RetryButton run={run} body={row.child < 0 ? { from: node } : { from: node, child: row.child }} label={say.retryFrom} help={say.retryFromHelp} />
        )}
        <button type="button" className="icon-button" aria-label={say.close} title="Esc" onClick={onClose}>
          <X size={16} aria-hidden="true" />
        </button>
      </header>
      <Part title={say.why}>
        <p className="why">{why.data ? why.data.why : why.isError ? why.error.message : '…'}</p>
        {details.data?.state.failureType && <code className="soft small">{details.data.state.failureType}</code>}
      </Part>
      <Worst run={run.id} row={row} />
      <LastLines run={run.id} row={row} />
      <Attempts run={run.id} row={row} worker={details.data?.worker} />
      <Part title={say.inputs}>
        {upstreams.length === 0 ? (
          <p className="soft">{say.noInputs}</p>
        ) : (
          <ul className="rows">
            {upstreams.map((up) => {
              const upstream = table.rows.get(String(up));
              const name = drawing.nodes[up]?.name ?? '#' + up;
              return (
                <li key={up} className="row-plain">
                  {upstream && <StateMark state={upstream.state} />}
                  <button type="button" className="link-button cut" onClick={() => onSelect(name)}>
                    {name}
                  </button>
                </li>
              );
            })}
          </ul>
        )}
        {Object.keys(run.parameters).length > 0 && (
          <p className="small">
            <span className="soft">{say.parameters}: </span>
            <Parameters values={run.parameters} />
          </p>
        )}
      </Part>
      <Part title={say.result}>
        {details.data?.result ? (
          <p className="line">
            <code className="cut" title={say.resultHelp}>
              {details.data.result}
            </code>
            <CopyButton text={details.data.result} label={say.result} />
          </p>
        ) : (
          <p className="soft">{say.noResult}</p>
        )}
      </Part>
      <Artifacts run={run.id} row={row} />
    </aside>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="panel-part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** The server lists children in order; one far down is not looked for. */
function useTaskRun(run: string, row: TaskRow) {
  return useQuery({
    queryKey: ['task-run', run, row.key, row.state, row.attempts],
    queryFn: async ({ signal }): Promise<TaskRun | null> => {
      const page = await get<TaskRunPage>(`/flow-runs/${run}/task-runs`, { node: row.node, limit: Math.min(1_000, Math.max(1, row.child + 2)) }, signal);
      return page.items.find((task) => task.child === row.child) ?? null;
    },
  });
}

function Worst({ run, row }: { run: string; row: TaskRow }) {
  const child = row.child < 0 ? undefined : row.child;
  const { data } = useQuery({
    queryKey: ['worst', run, row.key, row.state, row.attempts],
    queryFn: ({ signal }) => get<Logs>(`/flow-runs/${run}/logs`, { fromLine: 1, limit: 8, level: 'warn', node: row.node, child }, signal),
  });
  return (
    <Part title={say.worst}>
      {data && data.lines.length === 0 && <p className="soft">{say.noWorst}</p>}
      {data && data.lines.length > 0 && (
        <ul className="worst">
          {data.lines.map((line) => (
            <li key={line.line}>
              <Link to="/runs/$run/logs" params={{ run }} search={{ line: line.line }} className="worst-line" data-level={line.level} title={plain(line.text).slice(0, 500)}>
                <span className="worst-level">{line.level}</span> <span className="cut">{plain(line.text).split('\n')[0]}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <p>
        <Link to="/runs/$run/logs" params={{ run }} search={{ node: row.node, child }}>
          {say.allLogs}
        </Link>
      </p>
    </Part>
  );
}

const LAST = 20;
const MOST_SEARCHES = 4;

/** The end of what it logged; each line leads to its place in the log. */
function LastLines({ run, row }: { run: string; row: TaskRow }) {
  const child = row.child < 0 ? undefined : row.child;
  const { data } = useQuery({
    queryKey: ['last-lines', run, row.key, row.state, row.attempts],
    queryFn: async ({ signal }) => {
      let fromLine = 1;
      let last: number[] = [];
      for (let i = 0; i < MOST_SEARCHES; i++) {
        const found = await get<LogHits>(`/flow-runs/${run}/logs/search`, { fromLine, limit: 10_000, node: row.node, child }, signal);
        last = [...last, ...found.hits.slice(-LAST)].slice(-LAST);
        if (found.count <= found.hits.length || found.hits.length === 0) break;
        fromLine = found.hits.at(-1)! + 1;
      }
      if (last.length === 0) return [];
      return (await get<Logs>(`/flow-runs/${run}/logs`, { fromLine: last[0], limit: LAST, node: row.node, child }, signal)).lines;
    },
  });
  return (
    <Part title={timelineWords.lastLines}>
      {data && data.length === 0 && <p className="soft">{timelineWords.noLines}</p>}
      {data && data.length > 0 && (
        <ol className="log-around" tabIndex={0} aria-label={timelineWords.lastLines}>
          {data.map((line) => (
            <li key={line.line} data-level={line.level}>
              <Link to="/runs/$run/logs" params={{ run }} search={{ line: line.line }} className="last-line">
                {plain(line.text).split('\n')[0]!.slice(0, 500)}
              </Link>
            </li>
          ))}
        </ol>
      )}
    </Part>
  );
}

/** All that the run told of one kind about a task; of a very long run only the first few thousand are looked through. */
async function told(run: string, row: TaskRow, kind: 'failed' | 'called', signal: AbortSignal): Promise<JournalPage['entries']> {
  const found: JournalPage['entries'] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 5; page++) {
    const some: JournalPage = await get<JournalPage>(`/flow-runs/${run}/told`, { kind, limit: 500, cursor }, signal);
    found.push(...some.entries.filter(({ event }) => event.node === row.node && event.child === row.child));
    if (!some.next) break;
    cursor = some.next;
  }
  return found;
}

function Attempts({ run, row, worker }: { run: string; row: TaskRow; worker: string | null | undefined }) {
  const { data } = useQuery({
    queryKey: ['attempts', run, row.key, row.state, row.attempts],
    queryFn: ({ signal }) => told(run, row, 'failed', signal),
  });
  const several = Boolean(worker) && (row.attempts > 1 || (data?.length ?? 0) > 0);
  const { data: called } = useQuery({
    queryKey: ['called', run, row.key, row.state, row.attempts],
    queryFn: ({ signal }) => told(run, row, 'called', signal),
    enabled: several,
  });
  return (
    <Part title={say.attempts}>
      <p className="soft">{row.attempts === 0 ? say.noAttempts : say.attemptCount(row.attempts)}</p>
      <Caller name={worker} />
      {data?.map(({ epoch, seq, event }) => (
        <details key={epoch + '.' + seq} className="attempt">
          <summary>
            {say.attempt(event.attempt ?? 1)} <Time at={event.at} /> <span className="cut soft">{(event.trace ?? '').split('\n')[0]!}</span>
          </summary>
          <Caller name={workerOf(called ?? [], epoch, event.attempt)} />
          <pre className="trace" tabIndex={0} aria-label={say.trace}>
            {event.trace ?? ''}
          </pre>
        </details>
      ))}
    </Part>
  );
}

function Caller({ name }: { name: string | null | undefined }) {
  return name ? (
    <p className="small">
      <span className="soft">{say.worker}: </span>
      <bdi>{name}</bdi>
    </p>
  ) : null;
}

function Artifacts({ run, row }: { run: string; row: TaskRow }) {
  const { data } = useQuery(artifactsQuery(run));
  const own = data?.items.filter((artifact) => artifact.node === row.node && artifact.child === row.child) ?? [];
  return (
    <Part title={say.artifacts}>
      {own.length === 0 ? (
        <p className="soft">{say.noArtifacts}</p>
      ) : (
        own.map((artifact) => <PanelArtifact key={keyOf(artifact)} run={run} artifact={artifact} />)
      )}
    </Part>
  );
}

/** Asked for only when it is opened. */
function PanelArtifact({ run, artifact }: { run: string; artifact: ArtifactInfo }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="panel-artifact" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <bdi>{artifact.name}</bdi> <span className="soft">{artifact.kind}</span>
      </summary>
      {open && <ArtifactView run={run} artifact={artifact} />}
      <p className="line small">
        <Link to="/runs/$run/artifacts" params={{ run }} search={{ sel: keyOf(artifact) }}>
          {say.wholeArtifact}
        </Link>
        <a download href={contentAddress(run, artifact)}>
          {say.saveArtifact}
        </a>
      </p>
    </details>
  );
}
