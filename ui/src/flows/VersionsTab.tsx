import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import type { VersionChange, VersionInfo } from '../api/schema.gen';
import { CopyButton } from '../parts/Copy';
import { Failure, Skeleton } from '../parts/PageState';
import { Time } from '../parts/Time';
import { number } from '../words';
import { flowWords } from '../words/flows';
import { grouped, type Changed } from './changes';
import { changesQuery, versionsQuery } from './queries';

const route = getRouteApi('/inside/flows/$flow/versions');
const say = flowWords;

/** The versions of a flow, and what differs between two. */
export function VersionsTab() {
  const { flow } = route.useParams();
  const { v, from } = route.useSearch();
  const navigate = useNavigate({ from: '/flows/$flow/versions' });
  const query = useInfiniteQuery(versionsQuery(flow));
  if (query.isPending) return <Skeleton lines={10} />;
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} permission="GET /flows/{flow}/versions" />;
  const versions = query.data.pages.flatMap((page) => page.items);
  const chosen = v ?? versions[0]?.version ?? 1;
  return (
    <div className="versions">
      <div className="stack">
        <div className="card table-card">
          <VersionTable flow={flow} versions={versions} chosen={chosen} />
        </div>
        {query.hasNextPage && (
          <p className="center">
            <button type="button" className="button" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {query.isFetchingNextPage ? say.moreBusy : say.more}
            </button>
          </p>
        )}
      </div>
      <Changes
        flow={flow}
        version={chosen}
        from={from}
        others={versions.map((each) => each.version).filter((each) => each !== chosen)}
        onFrom={(next) => void navigate({ search: (old) => ({ ...old, v: chosen, from: next }), replace: true })}
      />
    </div>
  );
}

function VersionTable({ flow, versions, chosen }: { flow: string; versions: VersionInfo[]; chosen: number }) {
  const columns = say.versionColumns;
  return (
    <table className="table versions-table">
      <caption className="hidden">{say.tabs.versions}</caption>
      <thead>
        <tr>
          <th scope="col" data-column="version">{columns.version}</th>
          <th scope="col" data-column="at">{columns.at}</th>
          <th scope="col" data-column="by">{columns.by}</th>
          <th scope="col" data-column="code">{columns.checksum}</th>
          <th scope="col" data-column="runs" title={say.versionRunsHelp}>{columns.runs}</th>
        </tr>
      </thead>
      <tbody>
        {versions.map((version) => (
          <tr key={version.version} aria-current={version.version === chosen ? 'true' : undefined}>
            <td data-column="version">
              <Link
                to="/flows/$flow/versions"
                params={{ flow }}
                search={{ v: version.version }}
                replace
                className="strong"
                aria-label={say.compareChoose(version.version)}
              >
                {number(version.version)}
              </Link>
              {version.newest && <span className="tag">{say.versionNewest}</span>}
            </td>
            <td data-column="at">
              <Time at={version.createdAt} />
            </td>
            <td data-column="by">
              {version.registeredBy ? <span className="cut block">{version.registeredBy}</span> : <span className="soft">{say.versionUnknown}</span>}
            </td>
            <td data-column="code">
              <span className="line">
                <code title={`${version.sha256}\n${say.versionStructure} ${version.structureHash}`}>{version.sha256.slice(0, 12)}</code>
                <CopyButton text={version.sha256} label={say.checksum} />
              </span>
            </td>
            <td data-column="runs" className="number">
              {number(version.runs)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type ChangesProps = { flow: string; version: number; from: number | undefined; others: number[]; onFrom: (from: number | undefined) => void };

function Changes({ flow, version, from, others, onFrom }: ChangesProps) {
  const query = useQuery({ ...changesQuery(flow, version, from), placeholderData: (before) => before });
  const compared = query.data?.from ?? from;
  return (
    <section className="card tile changes" aria-labelledby="changes">
      <div className="page-head">
        <h2 id="changes">{compared ? say.compareOf(version, compared) : say.compareChoose(version)}</h2>
        <span className="grow" />
        {others.length > 0 && (
          <label className="inline-field">
            <span>{say.compareWith}</span>
            <select value={compared ?? ''} onChange={(event) => onFrom(Number(event.target.value) || undefined)}>
              {!compared && <option value="">–</option>}
              {compared !== undefined && !others.includes(compared) && <option>{compared}</option>}
              {others.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
          </label>
        )}
      </div>
      {query.isPending ? (
        <Skeleton lines={5} />
      ) : query.isError ? (
        <Failure small error={query.error} retry={() => void query.refetch()} permission="GET /flows/{flow}/versions/{version}/changes" />
      ) : query.data.from == null ? (
        <p className="soft">{say.compareFirst}</p>
      ) : query.data.changes.length === 0 ? (
        <p className="soft">{say.compareSame}</p>
      ) : (
        <ul className="rows">
          {grouped(query.data.changes).map((changed) => (
            <OfOne key={changed.part + changed.name} changed={changed} />
          ))}
        </ul>
      )}
    </section>
  );
}

function OfOne({ changed }: { changed: Changed }) {
  return (
    <li className="change" data-kind={changed.kind}>
      <div className="line">
        <span className="change-sign" aria-hidden="true">
          {{ added: '+', removed: '−', changed: '~' }[changed.kind]}
        </span>
        <span className="soft">{say.parts[changed.part] ?? changed.part}</span>
        {changed.name && <code className="strong change-name">{changed.name}</code>}
        {changed.kind !== 'changed' && <span className="tag">{changed.kind === 'added' ? say.changeAdded : say.changeRemoved}</span>}
      </div>
      <dl className="change-fields">
        {changed.fields.map((field) => (
          <Field key={field.field ?? ''} part={changed.part} change={field} />
        ))}
      </dl>
    </li>
  );
}

/** Of what is new or gone, the first of its properties: what a task depends on, the type of a parameter. */
function Field({ part, change }: { part: string; change: VersionChange }) {
  const name = change.field ?? (part === 'task' ? 'upstreams' : 'type');
  const whole = change.field == null;
  if (whole && !change.before && !change.after) return null;
  return (
    <>
      <dt>{say.fields[name] ?? name}</dt>
      <dd>
        {(!whole || change.before) && <Value name={say.changeFrom} text={change.before} gone />}
        {!whole && <ArrowRight size={13} aria-hidden="true" />}
        {(!whole || change.after) && <Value name={say.changeTo} text={change.after} />}
      </dd>
    </>
  );
}

function Value({ name, text, gone }: { name: string; text: string | null | undefined; gone?: boolean }) {
  return (
    <span className="change-value" data-gone={gone}>
      <span className="hidden">{name} </span>
      {text ? <code title={text}>{short(text)}</code> : <span className="soft">{say.changeNothing}</span>}
    </span>
  );
}

/** A checksum is told by its beginning. */
const short = (text: string): string => (/^[0-9a-f]{64}$/.test(text) ? text.slice(0, 12) : text);
