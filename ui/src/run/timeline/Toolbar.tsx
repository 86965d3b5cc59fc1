import { Keyboard, Maximize2, ZoomIn, ZoomOut } from 'lucide-react';
import type { RefObject } from 'react';
import { DelayedInput } from '../../runs/RunFilters';
import { timelineWords as say } from '../../words/timeline';
import type { ChartHandle } from './Chart';
import { MODES, ONLY, type Line, type Mode } from './lines';
import type { TimelineSearch } from './search';

type Props = {
  search: TimelineSearch;
  group: boolean;
  lines: readonly Line[];
  onChange: (change: Partial<TimelineSearch>) => void;
  chart: RefObject<ChartHandle | null>;
  onHelp: () => void;
};

/** What is shown of the run, in which order and how near. */
export function Toolbar({ search, group, lines, onChange, chart, onHelp }: Props) {
  return (
    <div className="filters">
      <DelayedInput label={say.search} value={search.q ?? ''} onChange={(q) => onChange({ q: q || undefined })} />
      <div className="facets" role="group" aria-label={say.only}>
        {ONLY.map((each) => (
          <button key={each} type="button" className="facet" aria-pressed={search.only === each} title={say.onlyHelp[each]} onClick={() => onChange({ only: search.only === each ? undefined : each })}>
            {say.onlys[each]}
          </button>
        ))}
      </div>
      <span className="tl-between" aria-hidden="true" />
      <div className="facets">
        <button type="button" className="facet" aria-pressed={group} title={say.groupHelp} onClick={() => onChange({ group: group ? 'off' : 'on' })}>
          {say.group}
        </button>
        <button type="button" className="facet" aria-pressed={search.idle === 'skip'} title={say.skipHelp} onClick={() => onChange({ idle: search.idle ? undefined : 'skip' })}>
          {say.skip}
        </button>
      </div>
      <select className="order" aria-label={say.order} value={search.mode ?? 'flat'} onChange={(event) => onChange({ mode: event.target.value === 'flat' ? undefined : (event.target.value as Mode) })}>
        {MODES.map((mode) => (
          <option key={mode} value={mode}>
            {say.orders[mode]}
          </option>
        ))}
      </select>
      <span className="soft number small" role="status">
        {say.count(lines.length)}
      </span>
      <span className="grow" />
      <div className="tl-zoom">
        <button type="button" className="icon-button" aria-label={say.zoomOut} title={say.zoomOut} onClick={() => chart.current?.zoom(1 / 1.5)}>
          <ZoomOut size={15} aria-hidden="true" />
        </button>
        <button type="button" className="icon-button" aria-label={say.zoomIn} title={say.zoomIn} onClick={() => chart.current?.zoom(1.5)}>
          <ZoomIn size={15} aria-hidden="true" />
        </button>
        <button type="button" className="icon-button" aria-label={say.fit} title={say.fitHelp} onClick={() => chart.current?.fit()}>
          <Maximize2 size={14} aria-hidden="true" />
        </button>
        <button type="button" className="icon-button" aria-label={say.help} title={say.help + ' (?)'} onClick={onHelp}>
          <Keyboard size={15} aria-hidden="true" />
        </button>
      </div>
    </div>
  );
}
