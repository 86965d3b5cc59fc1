import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { del, post } from '../api/client';
import type { ApiKey, CreatedKey, KeyKind, Role } from '../api/schema.gen';
import { Action } from '../parts/Action';
import { FormDialog, SelectField, TextField } from '../parts/FormDialog';
import { useBootstrap } from '../parts/may';
import { Records } from '../parts/Records';
import { Time } from '../parts/Time';
import { DelayedInput } from '../runs/RunFilters';
import { adminWords } from '../words/admin';
import { Confirm } from './Confirm';
import { Section, has } from './Section';
import { ShownOnce } from './ShownOnce';
import { again, keysQuery } from './queries';
import type { KeySearch } from './search';

const say = adminWords.keys;
const route = getRouteApi('/inside/settings/keys');

const ended = (key: ApiKey, now: number): string | null =>
  key.revokedAt ? say.revoked : key.expiresAt && new Date(key.expiresAt).getTime() <= now ? say.expired : null;

/** Everybody's own keys, and for admins all. */
export function KeysSection() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/settings/keys' });
  const query = useQuery(keysQuery);
  const self = useBootstrap()?.user;
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<CreatedKey | null>(null);
  const [going, setGoing] = useState<ApiKey | null>(null);
  const now = Date.now();
  const shown =
    query.data?.items.filter(
      (key) =>
        has(search.q, key.name, key.owner, key.project, key.prefix) &&
        (search.owner !== 'mine' || key.owner === self?.name) &&
        (search.ended === 'shown' || !ended(key, now)),
    ) ?? [];
  const set = (change: KeySearch) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true });
  return (
    <>
      <Section
        title={adminWords.sections.keys}
        help={say.help}
        action={
          <Action route="POST /keys" className="button primary" onClick={() => setAdding(true)}>
            {say.add}
          </Action>
        }
        filters={
          <>
            <DelayedInput label={adminWords.find(adminWords.sections.keys)} value={search.q ?? ''} onChange={(q) => set({ q: q || undefined })} />
            <div className="facets">
              {self?.role === 'admin' && (
                <button type="button" className="facet" aria-pressed={search.owner === 'mine'} onClick={() => set({ owner: search.owner ? undefined : 'mine' })}>
                  {say.mine}
                </button>
              )}
              <button type="button" className="facet" aria-pressed={search.ended === 'shown'} onClick={() => set({ ended: search.ended ? undefined : 'shown' })}>
                {say.ended}
              </button>
            </div>
          </>
        }
        query={query}
        permission="GET /keys"
        count={(data) => ({ all: data.items.length, shown: shown.length })}
        empty={{ title: say.empty, help: say.emptyHelp, code: say.emptyCode }}
        onClear={() => void navigate({ search: { ended: 'shown' }, replace: true })}
      >
        {() => (
          <Records
            caption={adminWords.sections.keys}
            rows={shown}
            rowKey={(key) => key.id}
            columns={[
              {
                id: 'name',
                header: adminWords.name,
                width: '26%',
                cell: (key) => (
                  <>
                    <span className="strong wrap block">{key.name}</span>
                    <code className="soft cut block">{key.prefix}…</code>
                  </>
                ),
              },
              { id: 'scope', header: say.scope, cell: (key) => <Scope role={key.role} project={key.project} /> },
              { id: 'owner', header: say.owner, width: '110px', cell: (key) => <span className="wrap">{key.owner ?? <span className="soft">{say.nobody}</span>}</span> },
              { id: 'used', header: say.used, width: '160px', cell: (key) => (key.lastUsedAt ? <Time at={key.lastUsedAt} /> : <span className="soft">{adminWords.never}</span>) },
              {
                id: 'expires',
                header: say.expires,
                width: '190px',
                cell: (key) => (
                  <>
                    <span className="block">{key.expiresAt ? <Time at={key.expiresAt} /> : adminWords.never}</span>
                    <span className="soft small block">
                      {say.made} <Time at={key.createdAt} />
                    </span>
                  </>
                ),
              },
              {
                id: 'actions',
                header: '',
                right: true,
                width: '104px',
                cell: (key) =>
                  ended(key, now) ? (
                    <span className="soft">{ended(key, now)}</span>
                  ) : (
                    <Action route="DELETE /keys/{id}" label={`${say.revoke}: ${key.name}`} onClick={() => setGoing(key)}>
                      {say.revoke}
                    </Action>
                  ),
              },
            ]}
          />
        )}
      </Section>
      {adding && (
        <NewKeyDialog
          onDone={(key) => {
            again('keys');
            setAdding(false);
            setMade(key);
          }}
          onClose={() => setAdding(false)}
        />
      )}
      {made && <ShownOnce title={say.shownTitle} help={say.shownHelp} text={made.key} label={say.key} use={`reeve login ${location.origin}\nREEVE_KEY=… reeve agent start`} onClose={() => setMade(null)} />}
      {going && (
        <Confirm
          title={say.revokeTitle(going.name)}
          help={say.revokeHelp}
          submit={say.revoke}
          send={() => del('/keys/' + going.id)}
          onDone={() => again('keys')}
          onClose={() => setGoing(null)}
        />
      )}
    </>
  );
}

function Scope({ role, project }: { role?: Role | null; project?: string | null }) {
  return <span className="wrap">{role ? say.ofRole(adminWords.users.roleWords[role] ?? role, project ?? adminWords.forAll) : say.takesRuns}</span>;
}

function NewKeyDialog({ onDone, onClose }: { onDone: (key: CreatedKey) => void; onClose: () => void }) {
  const bootstrap = useBootstrap();
  const own = bootstrap?.user.role ?? 'viewer';
  const roles = (['viewer', 'member', 'admin'] as const).slice(0, ['viewer', 'member', 'admin'].indexOf(own) + 1);
  const [name, setName] = useState('');
  const [kind, setKind] = useState<KeyKind>('user');
  const [role, setRole] = useState<Role>(own === 'admin' ? 'member' : own);
  const [project, setProject] = useState('');
  const [day, setDay] = useState('');
  const body = {
    name,
    kind,
    ...(kind === 'user' && { role, project: project || undefined }),
    expiresAt: day ? day + 'T23:59:59Z' : undefined,
  };
  return (
    <FormDialog title={say.add} submit={say.make} dirty={name !== '' || day !== ''} ready={name !== ''} send={() => post<CreatedKey>('/keys', body)} onDone={onDone} onClose={onClose}>
      {(wrong) => (
        <>
          <TextField label={adminWords.name} hint={say.nameHint} value={name} onText={setName} wrong={wrong('/name')} autoFocus maxLength={200} />
          <SelectField label={say.kind} value={kind} onText={(text) => setKind(text as KeyKind)} wrong={wrong('/kind')}>
            {Object.entries(say.kinds).map(([key, word]) => (
              <option key={key} value={key} disabled={key === 'agent' && own !== 'admin'}>
                {word}
              </option>
            ))}
          </SelectField>
          {kind === 'user' && (
            <>
              <SelectField label={say.scope} value={role} onText={(text) => setRole(text as Role)} wrong={wrong('/role')}>
                {roles.map((each) => (
                  <option key={each} value={each}>
                    {adminWords.users.roles[each]}
                  </option>
                ))}
              </SelectField>
              <SelectField label={say.project} value={project} onText={setProject} wrong={wrong('/project')}>
                <option value="">{adminWords.forAll}</option>
                {bootstrap?.projects.map((each) => <option key={each.id}>{each.name}</option>)}
              </SelectField>
            </>
          )}
          <TextField label={say.expires} hint={say.expiresHint} type="date" value={day} onText={setDay} wrong={wrong('/expiresAt')} />
        </>
      )}
    </FormDialog>
  );
}
