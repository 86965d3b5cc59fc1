import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { ArrowDownToLine, ArrowUpToLine, ChevronDown, ChevronUp, Download, Search, WrapText, X } from 'lucide-react';
import * as Menu from '@radix-ui/react-dropdown-menu';
import { useCallback, useEffect, useMemo, useRef, useState, type FormEvent } from 'react';
import { address, get } from '../../api/client';
import { runQuery, structureQuery } from '../../api/queries';
import type { FlowRun, LogLine, Logs } from '../../api/schema.gen';
import { useBack, useNow, useStatus, useThrottled, useTopic } from '../../live/hooks';
import { copy } from '../../parts/Copy';
import { Modal } from '../../parts/Modal';
import { Empty, Failure, NoMatch, Skeleton } from '../../parts/PageState';
import { useZone } from '../../parts/zone';
import { Chip, DelayedInput } from '../../runs/RunFilters';
import { logWrap, useSetting } from '../../settings';
import { LEVELS, type Level, type LogSearch } from '../../search';
import { Dropdown } from '../../shell/menus';
import { isFinished } from '../../states';
import { exact } from '../../times';
import { words } from '../../words';
import { taskName } from '../tasks/taskTable';
import { LogLineText } from './LogLineText';
import { LogSource, isAll, type LogFilter } from './logSource';
import { LogView, type LogViewHandle } from './LogView';
import { useAttempts } from './useAttempts';
import { useSearch } from './useSearch';
import { WrappedLog } from './WrappedLog';

const say = words.logs;
const route = getRouteApi('/inside/runs/$run/logs');
const FOLLOW_EVERY = 250;
const POLL = 3_000;

export function LogsTab() {
  const { run } = route.useParams();
  const { data } = useQuery(runQuery(run));
  return data ? <RunLogs run={data} /> : <Skeleton />;
}

function useSource(run: string, filter: LogFilter, line: number | undefined) {
  const latest = useRef(line);
  latest.current = line;
  const [version, setVersion] = useState(0);
  const [error, setError] = useState<unknown>(null);
  const key = JSON.stringify(filter);
  const source = useMemo(
    () => new LogSource(run, JSON.parse(key) as LogFilter, latest.current ?? 1, () => setVersion((old) => old + 1), setError),
    [run, key],
  );
  useEffect(() => {
    setError(null);
    void source.refresh();
    return () => source.close();
  }, [source]);
  return { source, version, error, clear: () => setError(null) };
}

/** All lines of a run, however many, and the search over them. */
function RunLogs({ run }: { run: FlowRun }) {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/runs/$run/logs' });
  const set = useCallback(
    (change: Partial<LogSearch>) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true, resetScroll: false }),
    [navigate],
  );
  const filter: LogFilter = { level: search.level, node: search.node, child: search.child, q: search.q };
  const { source, version, error, clear } = useSource(run.id, filter, search.line);
  const view = useRef<LogViewHandle>(null);
  const ended = isFinished(run.state.name);
  const [following, setFollowing] = useState(search.line === undefined && !ended);
  const [seen, setSeen] = useState(0);
  const [open, setOpen] = useState<LogLine | null>(null);
  const [wrap, setWrap] = useSetting(logWrap);
  const attempt = useAttempts(run, source, version);
  const Lines = wrap === 'on' ? WrappedLog : LogView;
  const drawing = useQuery(structureQuery(run.flowId, run.version));
  const names = useCallback(
    (node: number, child: number) => (node < 0 ? say.ofRun : taskName(drawing.data?.nodes[node]?.name ?? '#' + node, child)),
    [drawing.data],
  );
  const refresh = useThrottled(FOLLOW_EVERY, () => void source.refresh());
  useTopic(ended && source.ended ? null : 'logs:' + run.id, refresh);
  useBack(refresh);
  const { state } = useStatus();
  const tick = useNow(POLL, !ended && (state === 'polling' || state === 'lost'));
  useEffect(() => {
    if (state === 'polling' || state === 'lost') refresh();
  }, [tick, state, refresh]);
  useEffect(() => {
    if (following) setSeen(source.rows);
  }, [following, version, source]);

  const find = useSearch(run.id, search.find ?? '', filter, source.total);
  const [finding, setFinding] = useState(search.find !== undefined);
  const shown = useRef<string>('');
  useEffect(() => {
    // the line that the address names, once it is known where it is
    const key = `${search.line} ${JSON.stringify(filter)}`;
    if (search.line === undefined || !source.ready || source.rows === 0 || shown.current === key) return;
    shown.current = key;
    setFollowing(false);
    view.current?.show(source.rowOf(search.line));
  });
  const step = (back: boolean) => {
    const next = find.step(search.line ?? 0, back);
    if (next === undefined) return;
    shown.current = '';
    set({ line: next });
  };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
        event.preventDefault();
        setFinding(true);
        requestAnimationFrame(() => (document.getElementById('log-find') as HTMLInputElement | null)?.select());
      }
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  const fresh = following ? 0 : Math.max(0, source.rows - seen);
  useEffect(() => {
    if (seen === 0 && source.rows > 0) setSeen(source.rows);
  }, [seen, version, source]);
  const none = source.ready && source.rows === 0;
  return (
    <div className="logs">
      <Tools run={run} search={search} set={set} source={source} names={names}>
        <button type="button" className="button" aria-pressed={finding} title={say.searchHelp + ' (Ctrl+F)'} onClick={() => setFinding(!finding)}>
          <Search size={14} aria-hidden="true" /> <span className="wide-only">{say.search}</span>
        </button>
        <button type="button" className="icon-button" aria-label={say.top} title={say.top} onClick={() => (setFollowing(false), view.current?.toStart())}>
          <ArrowUpToLine size={15} aria-hidden="true" />
        </button>
        <button type="button" className="icon-button" aria-label={say.bottom} title={say.bottom} onClick={() => view.current?.toEnd()}>
          <ArrowDownToLine size={15} aria-hidden="true" />
        </button>
        <button type="button" className="icon-button" aria-pressed={wrap === 'on'} aria-label={say.wrap} title={say.wrap} onClick={rewrap}>
          <WrapText size={15} aria-hidden="true" />
        </button>
        {!ended && (
          <button type="button" className="button" aria-pressed={following} onClick={() => setFollowing(!following)}>
            {following ? say.following : say.follow}
          </button>
        )}
      </Tools>
      {finding && (
        <Find
          text={search.find ?? ''}
          at={find.placeOf(search.line ?? 0)}
          count={find.count}
          partly={find.partly}
          busy={find.busy}
          onText={(text) => set({ find: text || undefined })}
          onStep={step}
          onClose={() => {
            setFinding(false);
            set({ find: undefined });
          }}
        />
      )}
      {error !== null && source.rows === 0 ? (
        <Failure error={error} retry={() => (clear(), void source.refresh())} permission="GET /flow-runs/{run}/logs" />
      ) : !source.ready ? (
        <Skeleton lines={12} />
      ) : none ? (
        isAll(filter) ? (
          <Empty title={ended ? say.emptyEnded : say.empty} help={ended ? undefined : say.emptyHelp} code={ended ? undefined : say.emptyCode} />
        ) : (
          <NoMatch title={say.none} clear={say.clear} onClear={() => set({ level: undefined, node: undefined, child: undefined, q: undefined })} />
        )
      ) : (
        <div className="log-frame card">
          <Lines
            ref={view}
            source={source}
            version={version}
            names={names}
            search={search.find ?? search.q ?? ''}
            attempt={attempt}
            marked={search.line}
            following={following}
            onFollowing={setFollowing}
            onLine={(line) => {
              shown.current = `${line} ${JSON.stringify(filter)}`;
              set({ line });
              void copy(linkTo(line));
            }}
            onOpen={setOpen}
          />
          {fresh > 0 && !ended && (
            <button type="button" className="button fresh log-fresh" onClick={() => setFollowing(true)}>
              {say.fresh(fresh)}
            </button>
          )}
        </div>
      )}
      {open && <WholeLine run={run.id} line={open} task={names(open.node, open.child)} onClose={() => setOpen(null)} onContext={source.filtered ? () => context(open) : undefined} />}
    </div>
  );

  /** What was at the upper edge stays there. */
  function rewrap() {
    const row = view.current?.upper() ?? 0;
    setWrap(wrap === 'on' ? 'off' : 'on');
    if (!following) requestAnimationFrame(() => view.current?.put(row));
  }

  function context(line: LogLine) {
    setOpen(null);
    void navigate({ search: { line: line.line }, replace: false });
  }
}

function linkTo(line: number): string {
  const url = new URL(location.href);
  url.searchParams.set('line', String(line));
  url.searchParams.delete('find');
  return url.href;
}

type ToolsProps = {
  run: FlowRun;
  search: LogSearch;
  set: (change: Partial<LogSearch>) => void;
  source: LogSource;
  names: (node: number, child: number) => string;
  children: React.ReactNode;
};

function Tools({ run, search, set, source, names, children }: ToolsProps) {
  const { level, node, child, q } = search;
  const link = (format: string, filtered: boolean) =>
    address(`/flow-runs/${run.id}/logs/download`, filtered ? { format, level, node, child, q } : { format });
  return (
    <div className="filters log-tools">
      <select aria-label={say.level} value={level ?? 'trace'} onChange={(event) => set({ level: event.target.value === 'trace' ? undefined : (event.target.value as Level) })}>
        {LEVELS.map((each) => (
          <option key={each} value={each}>
            {say.levels[each]}
          </option>
        ))}
      </select>
      <DelayedInput label={say.text} value={q ?? ''} onChange={(next) => set({ q: next || undefined })} />
      {node !== undefined && <Chip label={say.task} value={names(node, child ?? -1)} onClear={() => set({ node: undefined, child: undefined })} />}
      <span className="soft small" aria-live="off">
        {source.ready && (source.filtered ? say.some(source.count, source.total) : say.total(source.total))}
      </span>
      <span className="grow" />
      <Jump onJump={(line) => set({ line })} most={source.total} />
      {children}
      <Dropdown
        trigger={
          <button type="button" className="button">
            <Download size={14} aria-hidden="true" /> <span className="wide-only">{say.download}</span>
          </button>
        }
      >
        {source.filtered && (
          <Menu.Item className="menu-item" asChild>
            <a href={link('text', true)} download>
              {say.downloadFiltered}
            </a>
          </Menu.Item>
        )}
        <Menu.Item className="menu-item" asChild>
          <a href={link('text', false)} download>
            {say.downloadAll}
          </a>
        </Menu.Item>
        <Menu.Item className="menu-item" asChild>
          <a href={link('raw', false)} download>
            {say.downloadRaw}
          </a>
        </Menu.Item>
        <Menu.Item className="menu-item" asChild>
          <a href={link('ndjson', false)} download>
            {say.downloadJson}
          </a>
        </Menu.Item>
      </Dropdown>
    </div>
  );
}

function Jump({ onJump, most }: { onJump: (line: number) => void; most: number }) {
  const [text, setText] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const line = Number(text.replace(/\D/g, ''));
    if (line > 0) onJump(Math.min(line, Math.max(1, most)));
  };
  return (
    <form className="jump" onSubmit={submit}>
      <input className="input" inputMode="numeric" aria-label={say.jumpTo} placeholder={say.jump} value={text} onChange={(event) => setText(event.target.value)} />
    </form>
  );
}

type FindProps = {
  text: string;
  at: number;
  count: number;
  partly: boolean;
  busy: boolean;
  onText: (text: string) => void;
  onStep: (back: boolean) => void;
  onClose: () => void;
};

function Find({ text, at, count, partly, busy, onText, onStep, onClose }: FindProps) {
  const [typed, setTyped] = useState(text);
  useEffect(() => {
    if (typed === text) return undefined;
    const timer = setTimeout(() => onText(typed), 300);
    return () => clearTimeout(timer);
    
  }, [typed]);
  return (
    <div className="find card" role="search">
      <input
        id="log-find"
        type="search"
        className="input wide"
        aria-label={say.search}
        placeholder={say.searchHelp}
        value={typed}
        autoFocus
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            if (typed !== text) onText(typed);
            else onStep(event.shiftKey);
          } else if (event.key === 'Escape') onClose();
        }}
      />
      <span className="soft find-count" aria-live="polite" data-busy={busy}>
        {text && say.hits(at, count)}
        {text && partly && ' (' + say.partly + ')'}
      </span>
      <button type="button" className="icon-button" aria-label={say.previous} title="Shift+Enter" disabled={count === 0} onClick={() => onStep(true)}>
        <ChevronUp size={15} aria-hidden="true" />
      </button>
      <button type="button" className="icon-button" aria-label={say.next} title="Enter" disabled={count === 0} onClick={() => onStep(false)}>
        <ChevronDown size={15} aria-hidden="true" />
      </button>
      <button type="button" className="icon-button" aria-label={say.closeSearch} title="Esc" onClick={onClose}>
        <X size={15} aria-hidden="true" />
      </button>
    </div>
  );
}

function WholeLine({ run, line, task, onClose, onContext }: { run: string; line: LogLine; task: string; onClose: () => void; onContext?: () => void }) {
  const zone = useZone();
  return (
    <Modal title={say.line(line.line)} onClose={onClose} wide>
      <p className="soft">
        {exact(new Date(line.at), zone)} · {line.level} · {task} · {line.logger}
      </p>
      <pre className="trace" tabIndex={0}>
        <LogLineText text={line.text} search="" whole />
      </pre>
      {onContext && <Neighbours run={run} line={line.line} />}
      <div className="actions end">
        {onContext && (
          <button type="button" className="button" onClick={onContext}>
            {say.context}
          </button>
        )}
        <button type="button" className="button" onClick={() => void copy(line.text)}>
          {words.run.copy}
        </button>
      </div>
    </Modal>
  );
}

const AROUND = 10;

/** The lines before it and after it, whatever the filter. */
function Neighbours({ run, line }: { run: string; line: number }) {
  const from = Math.max(1, line - AROUND);
  const { data } = useQuery({
    queryKey: ['log-around', run, line],
    queryFn: ({ signal }) => get<Logs>(`/flow-runs/${run}/logs`, { fromLine: from, limit: line - from + 1 + AROUND }, signal),
    staleTime: 60_000,
  });
  return (
    <>
      <h3>{say.neighbours}</h3>
      <ol className="log-around" start={from} tabIndex={0} aria-label={say.around}>
        {data?.lines.map((each) => (
          <li key={each.line} value={each.line} data-level={each.level} data-marked={each.line === line}>
            <LogLineText text={each.text} search="" />
          </li>
        ))}
      </ol>
    </>
  );
}
