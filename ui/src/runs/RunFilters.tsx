import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { flowsQuery } from '../api/queries';
import { useBootstrap } from '../parts/may';
import { FamilyIcon } from '../parts/StateMark';
import { useZone } from '../parts/zone';
import type { RunsSearch } from '../search';
import { FAMILY_ORDER, statesOf, type Family } from '../states';
import { clock } from '../times';
import { words } from '../words';
import type { RunScope } from './RunList';

const say = words.runs;

/** What the address says of runs that are wanted, to be changed. */
export function RunFilters({ search, scope, onChange }: { search: RunsSearch; scope?: RunScope; onChange: (search: RunsSearch) => void }) {
  const projects = useBootstrap()?.projects ?? [];
  const flows = useQuery({ ...flowsQuery(search.project), enabled: !scope });
  const zone = useZone();
  const set = (change: Partial<RunsSearch>) => onChange(lean({ ...search, ...change }));
  const states = new Set(search.state?.split(',') ?? []);
  const has = (family: Family) => statesOf(family).every((state) => states.has(state));
  const toggle = (family: Family) => {
    const next = new Set(states);
    const on = has(family);
    for (const state of statesOf(family)) {
      if (on) next.delete(state);
      else next.add(state);
    }
    set({ state: [...next].join(',') || undefined });
  };
  const names = [...new Set(flows.data?.items.map((flow) => flow.name) ?? [])].sort();
  const single = [...states].filter((state) => !FAMILY_ORDER.some((family) => has(family) && statesOf(family).includes(state)));
  return (
    <div className="filters" role="search" aria-label={say.filters}>
      <DelayedInput label={say.search} value={search.name ?? ''} onChange={(name) => set({ name: name || undefined })} />
      {!scope && (
        <>
          <label className="inline-field">
            <span>{say.project}</span>
            <select value={search.project ?? ''} onChange={(event) => set({ project: event.target.value || undefined, flow: undefined })}>
              <option value="">{say.anyProject}</option>
              {projects.map((project) => (
                <option key={project.id} value={project.name}>{project.name}</option>
              ))}
            </select>
          </label>
          <label className="inline-field">
            <span>{say.flow}</span>
            <select value={search.flow ?? ''} onChange={(event) => set({ flow: event.target.value || undefined })}>
              <option value="">{say.anyFlow}</option>
              {search.flow && !names.includes(search.flow) && <option value={search.flow}>{search.flow}</option>}
              {names.map((name) => (
                <option key={name} value={name}>{name}</option>
              ))}
            </select>
          </label>
        </>
      )}
      <div className="facets" role="group" aria-label={say.state}>
        {FAMILY_ORDER.map((family) => (
          <button key={family} type="button" className="facet" aria-pressed={has(family)} onClick={() => toggle(family)}>
            <FamilyIcon family={family} />
            {words.state.families[family]}
          </button>
        ))}
      </div>
      <select
        className="order"
        aria-label={words.tasks.sort}
        value={search.sort ?? ''}
        onChange={(event) => set({ sort: event.target.value === 'created' ? 'created' : undefined })}
      >
        <option value="">{say.order.newest}</option>
        <option value="created">{say.order.oldest}</option>
      </select>
      {search.since && <Chip label={say.since} value={clock(new Date(search.since), zone)} onClear={() => set({ since: undefined })} />}
      {search.until && <Chip label={say.until} value={clock(new Date(search.until), zone)} onClear={() => set({ until: undefined })} />}
      {search.label && <Chip label={say.label} value={search.label} onClear={() => set({ label: undefined })} />}
      {single.length > 0 && <Chip label={say.state} value={single.join(words.list.and)} onClear={() => set({ state: undefined })} />}
      {Object.keys(search).length > 0 && (
        <button type="button" className="button quiet" onClick={() => onChange({})}>
          {say.clear}
        </button>
      )}
    </div>
  );
}

export function Chip({ label, value, onClear }: { label: string; value: string; onClear: () => void }) {
  return (
    <span className="chip">
      <span className="soft">{label}</span> {value}
      <button type="button" aria-label={`${words.runs.clear}: ${label}`} onClick={onClear}>
        <X size={12} aria-hidden="true" />
      </button>
    </span>
  );
}

/** Asks once whoever types has stopped. */
export function DelayedInput({ label, value, onChange, wide }: { label: string; value: string; onChange: (value: string) => void; wide?: boolean }) {
  const [text, setText] = useState(value);
  const latest = useRef(onChange); // what else the address says may change while one types
  latest.current = onChange;
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return undefined;
    const page = window.location.pathname; // who clicked on meanwhile is on the way to another, and is not to be called back
    const timer = setTimeout(() => window.location.pathname === page && latest.current(text), 300);
    return () => clearTimeout(timer);
    
  }, [text]);
  return (
    <input
      type="search"
      className={wide ? 'input wide' : 'input'}
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => event.key === 'Enter' && onChange(text)}
    />
  );
}

function lean(search: RunsSearch): RunsSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as RunsSearch;
}
