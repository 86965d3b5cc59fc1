import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { flowQuery } from '../api/queries';
import type { Flow } from '../api/schema.gen';
import { useBootstrap } from '../parts/may';
import { Empty, Failure, Skeleton } from '../parts/PageState';
import { useTitle } from '../parts/useTitle';
import { launchWords as say } from '../words/launch';
import { Elsewhere } from './Elsewhere';
import { FieldRow, without, type Form } from './Field';
import { JsonEditor } from './JsonEditor';
import { RunOptions } from './RunOptions';
import { partOf, write } from './json';
import { defaultOf, inOrder, kindOf, pointer, withPart } from './kinds';
import { Source } from './Source';
import { SubmitBar } from './SubmitBar';
import { useLaunch } from './useLaunch';

const route = getRouteApi('/inside/flows/$flow/launch');

/** Asks for a run of a flow: a form made of its parameters, and the same as JSON. */
export function LaunchTab() {
  const { flow } = route.useParams();
  const query = useQuery(flowQuery(flow));
  const user = useBootstrap()?.user.name;
  useTitle(query.data && `${say.title} · ${query.data.name}`);
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} permission="GET /flows/{flow}" />;
  if (!query.data || user === undefined) return <Skeleton lines={10} />;
  return <Launch key={flow} flow={query.data} user={user} />;
}

function Launch({ flow, user }: { flow: Flow; user: string }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const launch = useLaunch(flow, user, search);
  const { draft, change, errors } = launch;
  const names = flow.parameters.map((parameter) => parameter.name);
  const form: Form = {
    errors: launch.shownErrors,
    broken: draft.broken,
    onBroken: (place, text) => {
      const { [place]: _, ...rest } = draft.broken;
      change({ broken: text === undefined ? rest : { ...rest, [place]: text } });
    },
    forget: (place) => change({ broken: without(draft.broken, place) }),
  };
  const json = search.as === 'json';
  const rest = [...errors].filter(([place]) => !launch.hasField(place));
  return (
    <form
      className="launch"
      onSubmit={(event) => {
        event.preventDefault();
        launch.submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          launch.submit();
        }
      }}
    >
      <div className="launch-main">
        {search.v !== undefined && search.v !== flow.version && <p className="hint">{say.archived(search.v, flow.version)}</p>}
        <section className="card launch-card">
          <div className="line wrap launch-head">
            <h2 className="grow">{say.parameters}</h2>
            <Source flow={flow} from={search.from} onChoose={(from) => void navigate({ search: (old) => ({ ...old, from, params: undefined }), replace: true })} />
            <div className="segments" role="group" aria-label={say.as}>
              {([false, true] as const).map((each) => (
                <button
                  key={String(each)}
                  type="button"
                  aria-pressed={json === each}
                  onClick={() => void navigate({ search: (old) => ({ ...old, as: each ? ('json' as const) : undefined }), replace: true })}
                >
                  {each ? say.json : say.form}
                </button>
              ))}
            </div>
          </div>
          {launch.sourceError && <p className="hint">{`${say.fromMissing} ${launch.sourceError.message}`}</p>}
          {json ? (
            <JsonEditor text={draft.text ?? launch.typedText ?? write(draft.values, 2)} onChange={launch.type} />
          ) : flow.parameters.length === 0 && Object.keys(draft.values).length === 0 ? (
            <Empty small title={say.noParameters} help={say.noParametersHelp} code={say.noParametersCode} />
          ) : (
            <>
              {draft.text !== undefined && <p className="hint">{say.jsonHalf}</p>}
              <div className="launch-fields">
                {flow.parameters.map((parameter) => (
                  <FieldRow
                    key={parameter.name}
                    form={form}
                    kind={kindOf(parameter)}
                    name={parameter.name}
                    type={parameter.type}
                    help={parameter.help ?? undefined}
                    required={parameter.required}
                    pointer={pointer('', parameter.name)}
                    value={partOf(draft.values, parameter.name)}
                    fallback={defaultOf(parameter.defaultJson)}
                    onChange={(value) => launch.set(inOrder(withPart(launch.latest(), parameter.name, value), names))}
                  />
                ))}
              </div>
            </>
          )}
          {rest.length > 0 && (
            <ul className="launch-rest" role="alert">
              {rest.map(([place, message]) => (
                <li key={place} className="field-error">
                  <code>{place}</code> {message}
                </li>
              ))}
            </ul>
          )}
        </section>
        {launch.before && <Difference launch={launch} />}
      </div>
      <div className="launch-side">
        <RunOptions flow={flow} draft={draft} change={change} errors={launch.optionErrors} start={launch.start} />
        <SubmitBar launch={launch} />
        <Elsewhere flow={flow} order={launch.order} />
      </div>
    </form>
  );
}

/** What would be other than in the run whose values these were. */
function Difference({ launch }: { launch: ReturnType<typeof useLaunch> }) {
  const before = launch.before!;
  if (launch.differences.length === 0) return <p className="soft small">{say.sameAs(before.name)}</p>;
  const text = (value: Parameters<typeof write>[0] | undefined) => (value === undefined ? <span className="soft">{say.byDefault}</span> : <code>{write(value)}</code>);
  return (
    <section className="card launch-card stack">
      <p>{say.otherThan(launch.differences.length, before.name)}</p>
      <ul className="rows launch-diff">
        {launch.differences.map((name) => (
          <li key={name}>
            <span className="strong">{name}</span> <span className="soft">{say.was}</span> {text(partOf(before.values, name))} <span className="soft">{say.now}</span>{' '}
            {text(partOf(launch.draft.values, name))}
          </li>
        ))}
      </ul>
    </section>
  );
}
