import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { del, post } from '../api/client';
import type { CreatedHook, Hook, HookDelivery } from '../api/schema.gen';
import { Action } from '../parts/Action';
import { useBootstrap } from '../parts/may';
import { Empty } from '../parts/PageState';
import { Records } from '../parts/Records';
import { Time } from '../parts/Time';
import { stateWord, words } from '../words';
import { adminWords } from '../words/admin';
import { Confirm } from './Confirm';
import { Deliveries } from './Deliveries';
import { HookForm } from './HookForm';
import { HookMessageDialog } from './HookMessage';
import { Section } from './Section';
import { ShownOnce } from './ShownOnce';
import { again, hooksQuery } from './queries';

const say = adminWords.hooks;
const route = getRouteApi('/inside/settings/hooks');

/** The hooks of a project, and what the chosen one told. */
export function HooksSection() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/settings/hooks' });
  const projects = useBootstrap()?.projects ?? [];
  const project = search.project ?? projects[0]?.name ?? '';
  const query = useQuery({ ...hooksQuery(project), enabled: project !== '' });
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const [looking, setLooking] = useState<Hook | null>(null);
  const [going, setGoing] = useState<Hook | null>(null);
  if (project === '') return <Empty title={say.empty} help={say.noProject} code={adminWords.projects.emptyCode} />;
  const chosen = query.data?.items.find((hook) => hook.id === search.sel);
  const choose = (sel?: string) => void navigate({ search: (old) => ({ ...old, sel }), replace: true });
  return (
    <>
      <Section
        title={adminWords.sections.hooks}
        help={say.help}
        action={
          <Action route="POST /projects/{project}/hooks" className="button primary" onClick={() => setAdding(true)}>
            {say.add}
          </Action>
        }
        filters={
          <label className="inline-field">
            <span>{say.project}</span>
            <select value={project} onChange={(event) => void navigate({ search: { project: event.target.value }, replace: true })}>
              {!projects.some((each) => each.name === project) && <option>{project}</option>}
              {projects.map((each) => (
                <option key={each.id}>{each.name}</option>
              ))}
            </select>
          </label>
        }
        query={query}
        permission="GET /projects/{project}/hooks"
        count={(data) => ({ all: data.items.length, shown: data.items.length })}
        empty={{ title: say.empty, help: say.emptyHelp, code: say.emptyCode }}
      >
        {({ items }) => (
          <>
            <Records
              caption={adminWords.sections.hooks}
              rows={items}
              rowKey={(hook) => hook.id}
              selected={chosen?.id}
              columns={[
                {
                  id: 'name',
                  header: adminWords.name,
                  width: '14%',
                  cell: (hook) => (
                    <button type="button" className="link-button strong wrap" aria-expanded={hook.id === search.sel} onClick={() => choose(hook.id === search.sel ? undefined : hook.id)}>
                      {hook.name}
                    </button>
                  ),
                },
                {
                  id: 'when',
                  header: say.when,
                  cell: (hook) => (
                    <span className="wrap">
                      {told(hook).join(words.list.and)}
                      {hook.flow && <span className="soft"> · {hook.flow}</span>}
                    </span>
                  ),
                },
                {
                  id: 'leadsTo',
                  header: say.leadsTo,
                  width: '16%',
                  cell: (hook) => (
                    <span className="wrap">
                      {say.kinds[hook.channel]} <span className="soft">{hook.leadsTo}</span>
                    </span>
                  ),
                },
                { id: 'state', header: say.state, width: '160px', cell: (hook) => <HookState hook={hook} /> },
                {
                  id: 'actions',
                  header: '',
                  right: true,
                  width: '290px',
                  cell: (hook) => <HookActions hook={hook} onLook={() => setLooking(hook)} onTested={() => choose(hook.id)} onDelete={() => setGoing(hook)} />,
                },
              ]}
            />
            {chosen && <Deliveries hook={chosen} />}
          </>
        )}
      </Section>
      {adding && (
        <HookForm
          project={project}
          onDone={({ hook, signingKey }: CreatedHook) => {
            again('hooks');
            setAdding(false);
            setMade(signingKey ?? null);
            choose(hook.id);
          }}
          onClose={() => setAdding(false)}
        />
      )}
      {made && <ShownOnce title={say.keyTitle} help={say.keyHelp} text={made} label={say.signingKey} onClose={() => setMade(null)} />}
      {looking && <HookMessageDialog hook={looking} onClose={() => setLooking(null)} />}
      {going && (
        <Confirm title={say.removeTitle(going.name)} help={say.removeHelp} submit={say.remove} send={() => del('/hooks/' + going.id)} onDone={() => again('hooks')} onClose={() => setGoing(null)} />
      )}
    </>
  );
}

const minutes = (seconds: number): string => `${Math.round(seconds / 6) / 10} min`;

function told(hook: Hook): string[] {
  return [
    ...hook.states.map(stateWord),
    ...(hook.lateAfterSeconds ? [say.orLate(minutes(hook.lateAfterSeconds))] : []),
    ...(hook.longAfterSeconds ? [say.orLong(minutes(hook.longAfterSeconds))] : []),
    ...(hook.agentLost ? [say.orAgent] : []),
    ...(hook.missedSchedule ? [say.orMissed] : []),
  ];
}

function HookState({ hook }: { hook: Hook }) {
  if (hook.disabledAt) {
    return (
      <>
        <strong className="wrong-word">{say.disabled}</strong> <Time at={hook.disabledAt} />
        {hook.disabledWhy && <span className="soft wrap block">{hook.disabledWhy}</span>}
      </>
    );
  }
  if (!hook.failingSince) return <>{say.tells}</>;
  return (
    <>
      <span className="wrong-word">{say.failing}</span> <Time at={hook.failingSince} />
    </>
  );
}

function HookActions({ hook, onLook, onTested, onDelete }: { hook: Hook; onLook: () => void; onTested: () => void; onDelete: () => void }) {
  const enable = useMutation({ mutationFn: () => post<Hook>(`/hooks/${hook.id}/enable`), onSuccess: () => again('hooks') });
  const test = useMutation({
    mutationFn: () => post<HookDelivery>(`/hooks/${hook.id}/test`),
    onSuccess: () => {
      again('deliveries', hook.id);
      onTested();
    },
  });
  const failed = enable.error ?? test.error;
  return (
    <span className="row-actions">
      {hook.disabledAt && (
        <Action route="POST /hooks/{hook}/enable" title={say.enableHelp} label={`${say.enable}: ${hook.name}`} disabled={enable.isPending} onClick={() => enable.mutate()}>
          {say.enable}
        </Action>
      )}
      <Action route="POST /hooks/{hook}/preview" label={`${say.look}: ${hook.name}`} onClick={onLook}>
        {say.look}
      </Action>
      <Action route="POST /hooks/{hook}/test" label={`${say.test}: ${hook.name}`} disabled={test.isPending} onClick={() => test.mutate()}>
        {test.isPending ? say.testing : say.test}
      </Action>
      <Action route="DELETE /hooks/{hook}" label={`${say.remove}: ${hook.name}`} onClick={onDelete}>
        {say.remove}
      </Action>
      <span role="status" className="small wrap row-answer">
        {failed ? failed.message : test.data && (test.data.outcome === 'delivered' ? say.testDone : say.testFailed(test.data.message))}
      </span>
    </span>
  );
}
