import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Search, Workflow } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { get } from '../api/client';
import { flowsQuery } from '../api/queries';
import type { FlowRun, FlowRunPage } from '../api/schema.gen';
import { StateMark } from '../parts/StateMark';
import { words } from '../words';
import { NAV } from './nav';

type Entry = { key: string; group: string; icon: ReactNode; label: string; note: string; go: () => void };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MOST = 8;

/** Finds runs, flows and pages by a part of their names, and runs by their ids. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const asked = useDelayed(text.trim(), 150);
  const entries = useEntries(asked, onClose);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  useEffect(() => setAt(0), [asked]);
  const chosen = Math.min(at, entries.length - 1);
  useEffect(() => {
    void list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }); // a promise, lately
  }, [chosen]);
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt((entries.length + chosen + step) % Math.max(1, entries.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      entries[chosen]?.go();
    }
  };
  return (
    <dialog
      ref={dialog}
      className="modal palette"
      aria-label={words.palette.open}
      onCancel={(event) => (event.preventDefault(), onClose())}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="palette-head">
        <Search size={16} aria-hidden="true" />
        <input
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={entries[chosen] ? 'palette-' + chosen : undefined}
          aria-label={words.palette.hint}
          placeholder={words.palette.hint}
          value={text}
          autoFocus
          onChange={(event) => setText(event.target.value)}
          onKeyDown={press}
        />
      </div>
      <div className="palette-list" id="palette-list" role="listbox" aria-label={words.palette.open} ref={list}>
        {entries.map((entry, i) => (
          <div
            key={entry.key}
            id={'palette-' + i}
            role="option"
            aria-selected={i === chosen}
            className="palette-entry"
            onClick={entry.go}
            onMouseMove={() => setAt(i)}
          >
            {entry.icon}
            <span className="palette-label">{entry.label}</span>
            <span className="soft palette-note">{entry.note}</span>
          </div>
        ))}
      </div>
      <p className="palette-foot soft">{entries.length === 0 ? words.palette.none(asked) : asked ? words.palette.keys : words.palette.begin}</p>
    </dialog>
  );
}

function useDelayed(value: string, millis: number): string {
  const [late, setLate] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLate(value), millis);
    return () => clearTimeout(timer);
  }, [value, millis]);
  return late;
}

function useEntries(asked: string, onClose: () => void): Entry[] {
  const navigate = useNavigate();
  const flows = useQuery({ ...flowsQuery(), enabled: asked !== '' });
  const isId = UUID.test(asked);
  const found = useQuery({
    queryKey: ['palette', asked],
    enabled: asked !== '',
    queryFn: async ({ signal }): Promise<FlowRun[]> =>
      isId
        ? [await get<FlowRun>('/flow-runs/' + asked.toLowerCase(), {}, signal)]
        : (await get<FlowRunPage>('/flow-runs', { name: asked, limit: MOST }, signal)).items,
    retry: false,
  });
  return useMemo(() => {
    const go = (to: () => void) => () => {
      onClose();
      to();
    };
    const needle = asked.toLowerCase();
    const pages: Entry[] = NAV.filter((page) => page.label.toLowerCase().includes(needle)).map(({ to, label, icon: Icon }) => ({
      key: 'p' + to,
      group: words.palette.pages,
      icon: <Icon size={15} aria-hidden="true" />,
      label,
      note: words.palette.pages,
      go: go(() => void navigate({ to })),
    }));
    if (!asked) return pages;
    const runs: Entry[] = (found.data ?? []).map((run) => ({
      key: run.id,
      group: words.palette.runs,
      icon: <StateMark state={run.state.name} />,
      label: run.name,
      note: `${run.flow} · ${run.project}`,
      go: go(() => void navigate({ to: '/runs/$run', params: { run: run.id } })),
    }));
    const more: Entry[] =
      isId || runs.length === 0
        ? []
        : [{ key: 'more', group: words.palette.runs, icon: <Search size={15} aria-hidden="true" />, label: words.palette.more, note: '', go: go(() => void navigate({ to: '/runs', search: { name: asked } })) }];
    const named: Entry[] = (flows.data?.items ?? [])
      .filter((flow) => flow.name.toLowerCase().includes(needle))
      .slice(0, MOST)
      .map((flow) => ({
        key: 'f' + flow.id,
        group: words.palette.flows,
        icon: <Workflow size={15} aria-hidden="true" />,
        label: flow.name,
        note: flow.project,
        go: go(() => void navigate({ to: '/flows/$flow', params: { flow: flow.id } })),
      }));
    return [...pages, ...runs, ...more, ...named];
  }, [asked, found.data, flows.data, isId, navigate, onClose]);
}
