import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Download, Image, Link2, Table2, Text, type LucideIcon } from 'lucide-react';
import { artifactsQuery, queryClient } from '../../api/queries';
import type { ArtifactInfo } from '../../api/schema.gen';
import { useBack, useThrottled, useTopic } from '../../live/hooks';
import { Empty, Failure, NoMatch, Skeleton } from '../../parts/PageState';
import { Time } from '../../parts/Time';
import { DelayedInput } from '../../runs/RunFilters';
import { runDetailWords } from '../../words/runDetails';
import { ArtifactView, contentAddress, keyOf } from './ArtifactView';

const say = runDetailWords.artifacts;
const route = getRouteApi('/inside/runs/$run/artifacts');
const ICONS: Record<string, LucideIcon> = { markdown: Text, table: Table2, link: Link2, image: Image };

/** What the tasks of a run kept for people, and the one that was chosen. */
export function ArtifactsTab() {
  const { run } = route.useParams();
  const { sel, q } = route.useSearch();
  const navigate = useNavigate({ from: '/runs/$run/artifacts' });
  const query = useQuery({ ...artifactsQuery(run), staleTime: 0 });
  const refetch = useThrottled(3_000, () => void queryClient.invalidateQueries({ queryKey: artifactsQuery(run).queryKey }));
  useTopic('run:' + run, refetch);
  useBack(refetch);
  const set = (change: { sel?: string; q?: string }) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true });
  if (!query.data) return query.isError ? <Failure error={query.error} retry={() => void query.refetch()} permission="GET /flow-runs/{run}/artifacts" /> : <Skeleton lines={8} />;
  const all = query.data.items;
  if (all.length === 0) return <Empty title={say.empty} help={say.emptyHelp} code={say.emptyCode} />;
  const shown = all.filter((each) => !q || (each.name + ' ' + each.task).toLowerCase().includes(q.toLowerCase()));
  const chosen = sel === undefined ? shown[0] : all.find((each) => keyOf(each) === sel);
  return (
    <>
      <div className="filters">
        <DelayedInput label={say.find} value={q ?? ''} onChange={(text) => set({ q: text || undefined })} />
      </div>
      {shown.length === 0 ? (
        <NoMatch title={say.none} clear={say.clear} onClear={() => set({ q: undefined })} />
      ) : (
        <div className="artifacts">
          <ul className="card artifact-list" aria-label={say.title}>
            {shown.map((artifact) => (
              <li key={keyOf(artifact)}>
                <Item artifact={artifact} chosen={chosen === artifact} onChoose={() => set({ sel: keyOf(artifact) })} />
              </li>
            ))}
          </ul>
          <section className="card artifact" aria-live="polite">
            {chosen ? <Chosen key={keyOf(chosen)} run={run} artifact={chosen} /> : <p className="soft">{say.missing}</p>}
          </section>
        </div>
      )}
    </>
  );
}

const taskOf = ({ task, child }: ArtifactInfo): string => (child < 0 ? task : `${task}[${child}]`);

function Item({ artifact, chosen, onChoose }: { artifact: ArtifactInfo; chosen: boolean; onChoose: () => void }) {
  const Icon = ICONS[artifact.kind] ?? Text;
  return (
    <button type="button" className="artifact-item" aria-current={chosen} onClick={onChoose}>
      <Icon size={15} aria-hidden="true" />
      <span className="grow cut">
        <bdi className="strong">{artifact.name}</bdi>
        <span className="soft cut block">{taskOf(artifact)}</span>
      </span>
      <span className="soft number small">{say.size(artifact.size)}</span>
    </button>
  );
}

function Chosen({ run, artifact }: { run: string; artifact: ArtifactInfo }) {
  return (
    <>
      <header className="artifact-head">
        <h2 className="wrap">
          <bdi>{artifact.name}</bdi>
        </h2>
        <span className="soft">
          {say.kinds[artifact.kind] ?? artifact.kind} · <bdi>{taskOf(artifact)}</bdi> · <Time at={artifact.at} />
        </span>
        <span className="grow" />
        <a className="button" download href={contentAddress(run, artifact)}>
          <Download size={13} aria-hidden="true" /> {say.download}
        </a>
      </header>
      <ArtifactView run={run} artifact={artifact} />
    </>
  );
}
