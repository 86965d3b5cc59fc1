import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { get } from '../api/client';
import type { AssetEvent, AssetEventPage } from '../api/schema.gen';
import { Failure, Skeleton } from '../parts/PageState';
import { Time } from '../parts/Time';
import { useZone } from '../parts/zone';
import { clock } from '../times';
import { assetWords } from '../words/assets';

const say = assetWords;
const PAGE = 50;

type Props = { project: string; name: string; made: boolean; onMade: (made: boolean) => void; onClose: () => void };

/** When an asset was made and read, by which task of which run, the newest first. */
export function AssetPanel({ project, name, made, onMade, onClose }: Props) {
  const query = useInfiniteQuery({
    queryKey: ['asset-events', project, name, made],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      get<AssetEventPage>('/assets/events', { project, name, produced: made || undefined, limit: PAGE, cursor: pageParam }, signal),
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });
  const events = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <aside className="card panel" aria-label={say.panel(name)} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <div className="panel-head">
        <h2 className="grow change-name">{name}</h2>
        <button type="button" className="icon-button" aria-label={say.close} onClick={onClose}>
          <X size={16} aria-hidden="true" />
        </button>
      </div>
      <div className="line">
        <h3 className="grow">{say.events}</h3>
        <button type="button" className="facet" aria-pressed={made} onClick={() => onMade(!made)}>
          {say.onlyMade}
        </button>
      </div>
      {query.isPending ? (
        <Skeleton lines={6} />
      ) : query.isError && events.length === 0 ? (
        <Failure small error={query.error} retry={() => void query.refetch()} permission="GET /assets/events" />
      ) : events.length === 0 ? (
        <p className="soft">{say.eventsNone}</p>
      ) : (
        <ul className="rows">
          {events.map((event) => (
            <Happened key={event.runId + event.node + event.epoch + event.attempt + event.produced} event={event} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <button type="button" className="button" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {query.isFetchingNextPage ? say.moreBusy : say.more}
        </button>
      )}
    </aside>
  );
}

function Happened({ event }: { event: AssetEvent }) {
  const zone = useZone();
  const span = event.dataInterval;
  return (
    <li className="two-lines">
      <div className="line">
        <span className="tag">{event.produced ? say.made : say.read}</span>
        <Link to="/runs/$run/tasks" params={{ run: event.runId }} search={{ sel: event.task }} className="cut">
          {event.task}
        </Link>
        <span className="grow" />
        <span className="soft no-wrap">
          <Time at={event.at} />
        </span>
      </div>
      <div className="line soft">
        <span className="cut">
          {event.flow} · {event.runName}
        </span>
        <span className="grow" />
        {span && <span className="cut small">{say.interval(clock(new Date(span.from), zone), clock(new Date(span.to), zone))}</span>}
      </div>
    </li>
  );
}
