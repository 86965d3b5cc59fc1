import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { get } from '../../api/client';
import { queryClient, runQuery } from '../../api/queries';
import type { CriticalPath, FlowRun } from '../../api/schema.gen';
import { useNow, useThrottled } from '../../live/hooks';
import { Empty, Failure, NoMatch, Skeleton } from '../../parts/PageState';
import { isFinished } from '../../states';
import { duration } from '../../times';
import { timelineWords as say } from '../../words/timeline';
import { TaskPanel } from '../tasks/TaskPanel';
import { keyOf, type TaskRow } from '../tasks/taskTable';
import { Chart, type ChartHandle } from './Chart';
import { Keys } from './Keys';
import { Legend } from './Legend';
import { allOf, busyOf, kindOf, linesOf, rangeOf, type Line, type Mode, type Parts } from './lines';
import { neighbours, readyOf } from './neighbours';
import { readRange, writeRange, type TimelineSearch } from './search';
import { TimeMap } from './timeMap';
import { Toolbar } from './Toolbar';
import { useHistories, useInner, usePart } from './useParts';

const route = getRouteApi('/inside/runs/$run/timeline');

export function TimelineTab() {
  const { run } = route.useParams();
  const { data } = useQuery(runQuery(run));
  return data ? <Timeline run={data} /> : <Skeleton lines={10} />;
}

/** What the run did, when, and what it waited for; the task that was chosen beside it. */
function Timeline({ run }: { run: FlowRun }) {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/runs/$run/timeline' });
  const sel = useDeferredValue(search.sel); // the line is marked at once, its panel comes with the next frames
  const set = (change: Partial<TimelineSearch>) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true });
  const open = useMemo(() => new Set((search.open ?? '').split(',').filter(Boolean)), [search.open]);
  const root = usePart(run, '');
  const { parts, inner, watchers } = useInner(root.part, open);
  const live = !isFinished(run.state.name);
  const slow = useSettled(parts, live ? 500 : 0);
  const now = useNow(1_000, live);
  const group = search.group ? search.group === 'on' : (root.part ? many(root.part.drawing.nodes.map((node) => node.name)) : false);
  const mode: Mode = search.mode ?? 'flat';
  const path = useCriticalPath(run, slow, search.only === 'critical' || sel !== undefined);
  const lines = useMemo(
    () => linesOf(slow, { mode, text: search.q ?? '', only: search.only ?? null, group, open, critical: path.keys, now: Date.now() }),
    [slow, mode, search.q, search.only, group, open, path.keys],
  );
  const map = useMap(slow, run, search.idle === 'skip', now);
  const all = useMemo(() => (slow.get('') ? allOf(slow.get('')!) : null), [slow]);
  const chosen = useMemo(() => find(parts, sel), [parts, sel]);
  const histories = useHistories(slow, chosen);
  const scene = useMemo(() => ({ histories, ready: readyOf(parts), critical: path.keys, live }), [histories, parts, path.keys, live]);
  const chart = useRef<ChartHandle | null>(null);
  const [help, setHelp] = useState(false);
  const ask = root.drawing.isError ? root.drawing : root.graph;
  if (ask.isError && !root.part) return <Failure error={ask.error} retry={() => void ask.refetch()} permission="GET /flow-runs/{run}/graph" />;
  if (!root.part || !map || !all) return <Skeleton lines={10} />;
  if (root.part.table.rows.size === 0) return <Empty title={say.empty} />;
  const toggle = (line: Line) => {
    const next = new Set(open);
    if (!next.delete(line.key)) next.add(line.key);
    set({ open: [...next].slice(-50).join(',') || undefined });
  };
  const owner = chosen && (chosen.part === '' ? { run, part: root.part } : inner.get(chosen.part));
  return (
    <div className="split" data-open={Boolean(owner)}>
      {watchers}
      <div className="split-main">
        <Toolbar search={search} group={group} lines={lines} onChange={set} chart={chart} onHelp={() => setHelp(true)} />
        {lines.length === 0 ? (
          <NoMatch title={say.none} clear={say.clear} onClear={() => set({ q: undefined, only: undefined })} />
        ) : (
          <div className="card tl">
            <Chart
              lines={lines}
              parts={parts}
              map={map}
              scene={scene}
              all={all}
              now={now}
              range={readRange(search.range)}
              selected={search.sel}
              slack={path.note}
              neighbour={(line, way) => neighbours(parts, line, way)}
              onRange={(range) => {
                const text = range ? writeRange(...range) : undefined;
                if (text !== search.range) set({ range: text });
              }}
              onSelect={(sel) => set({ sel })}
              onToggle={toggle}
              onHelp={() => setHelp(true)}
              handle={(made) => (chart.current = made)}
            />
            <Legend critical={path.keys.size > 0} />
          </div>
        )}
        {root.part.table.cut > 0 && <p className="soft small">{say.cut(root.part.table.cut)}</p>}
      </div>
      {help && <Keys onClose={() => setHelp(false)} />}
      {chosen && owner && (
        <TaskPanel
          key={sel}
          run={owner.run}
          row={chosen.row}
          table={owner.part.table}
          drawing={owner.part.drawing}
          onSelect={(name) => set({ sel: prefixOf(sel!, chosen.row.name) + name })}
          onClose={() => set({ sel: undefined })}
        />
      )}
    </div>
  );
}

const MANY = 60;

/** Beyond some dozens of tasks, those of one kind stand in one line, if there are such. */
function many(names: string[]): boolean {
  return names.length > MANY && new Set(names.map(kindOf)).size < names.length / 2;
}

const prefixOf = (sel: string, name: string): string => (sel.endsWith(name) ? sel.slice(0, sel.length - name.length) : '');

/** The task run of that name: of the run itself, or, behind names of tasks, of a run that one is. */
function find(parts: Parts, name: string | undefined): { part: string; row: TaskRow } | null {
  if (name === undefined) return null;
  for (const part of parts.values()) {
    const prefix = prefixTo(parts, part.path);
    if (prefix === null || !name.startsWith(prefix)) continue;
    for (const row of part.table.rows.values()) if (prefix + row.name === name) return { part: part.path, row };
  }
  return null;
}

function prefixTo(parts: Parts, path: string): string | null {
  let prefix = '';
  const keys = path === '' ? [] : path.split('/');
  for (let i = 0; i < keys.length; i++) {
    const row = parts.get(keys.slice(0, i).join('/'))?.table.rows.get(keys[i]!);
    if (!row) return null;
    prefix += row.name + '/';
  }
  return prefix;
}

/** The value, but not more often than that: lines are put in order anew a few times a second, not with each change. */
function useSettled<T>(value: T, millis: number): T {
  const [settled, setSettled] = useState(value);
  const latest = useRef(value);
  latest.current = value;
  const settle = useThrottled(millis, () => setSettled(latest.current));
  useEffect(() => {
    if (value !== settled) settle();
  }, [value]);
  return millis === 0 ? value : settled;
}

/** Times along the picture. The same one as long as nothing of it changes. */
function useMap(parts: Parts, run: FlowRun, skip: boolean, now: number): TimeMap | null {
  const root = parts.get('');
  const [from, to] = root ? rangeOf(root, run.startedAt ? Date.parse(run.startedAt) : null, run.endedAt && isFinished(run.state.name) ? Date.parse(run.endedAt) : null, now) : [0, 0];
  const spans = skip ? parts : null;
  return useMemo(() => (to === 0 ? null : spans ? TimeMap.skipping(from, to, busyOf(spans, to)) : TimeMap.plain(from, to)), [from, to, spans]);
}

const NONE: ReadonlySet<string> = new Set();

/** What decides how long the run takes, asked for when somebody wants to know; while it goes on, anew as tasks end. */
function useCriticalPath(run: FlowRun, parts: Parts, wanted: boolean) {
  const queryKey = ['critical', run.id, run.state.name, run.epoch];
  const { data } = useQuery<CriticalPath>({
    queryKey,
    enabled: wanted,
    queryFn: ({ signal }) => get<CriticalPath>(`/flow-runs/${run.id}/critical-path`, {}, signal),
    placeholderData: (before) => before,
  });
  const again = useThrottled(3_000, () => void queryClient.invalidateQueries({ queryKey }));
  useEffect(() => {
    if (wanted && !isFinished(run.state.name)) again();
  }, [parts]);
  return useMemo(() => {
    const keys: ReadonlySet<string> = data ? new Set(data.path.map((step) => keyOf(step.node, step.child))) : NONE;
    const slacks = new Map(data?.others.map((step) => [keyOf(step.node, step.child), step.slack / 1000]) ?? []);
    const note = (line: Line): string => {
      if (keys.has(line.key)) return say.onPath;
      const slack = slacks.get(line.key);
      return slack === undefined ? '' : say.slack(duration(slack));
    };
    return { keys, note };
  }, [data]);
}
