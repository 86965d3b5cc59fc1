import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { del, post } from '../api/client';
import type { StoredSecret } from '../api/schema.gen';
import { Action } from '../parts/Action';
import { AreaField, FormDialog, TextField } from '../parts/FormDialog';
import { useBootstrap, useMay } from '../parts/may';
import { Records } from '../parts/Records';
import { Time } from '../parts/Time';
import { DelayedInput } from '../runs/RunFilters';
import { adminWords } from '../words/admin';
import { Confirm } from './Confirm';
import { Section, has } from './Section';
import { again, inProject, secretsQuery } from './queries';

const say = adminWords.secrets;
const route = getRouteApi('/inside/settings/secrets');

/** Names of secrets, of one project or those for all; what they are is never here. */
export function SecretsSection() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/settings/secrets' });
  const projects = useBootstrap()?.projects ?? [];
  const mayAll = useMay('GET /secrets');
  const project = search.project ?? (mayAll ? undefined : projects[0]?.name);
  const query = useQuery(secretsQuery(project));
  const [open, setOpen] = useState<'new' | StoredSecret | null>(null);
  const [going, setGoing] = useState<StoredSecret | null>(null);
  const shown = query.data?.items.filter((each) => has(search.q, each.name, each.setBy)) ?? [];
  const path = project ? inProject(project, 'secrets') : '/secrets';
  const routes = project ? '/projects/{project}/secrets' : '/secrets';
  return (
    <>
      <Section
        title={adminWords.sections.secrets}
        help={say.help}
        action={
          <Action route={'POST ' + routes} className="button primary" onClick={() => setOpen('new')}>
            {say.add}
          </Action>
        }
        filters={
          <>
            <label className="inline-field">
              <span>{say.scope}</span>
              <select value={project ?? ''} onChange={(event) => void navigate({ search: event.target.value ? { project: event.target.value } : {}, replace: true })}>
                <option value="" disabled={!mayAll}>
                  {adminWords.forAll}
                </option>
                {project && !projects.some((each) => each.name === project) && <option>{project}</option>}
                {projects.map((each) => (
                  <option key={each.id}>{each.name}</option>
                ))}
              </select>
            </label>
            <DelayedInput
              label={adminWords.find(adminWords.sections.secrets)}
              value={search.q ?? ''}
              onChange={(q) => void navigate({ search: (old) => ({ ...old, q: q || undefined }), replace: true })}
            />
          </>
        }
        query={query}
        permission={'GET ' + routes}
        count={(data) => ({ all: data.items.length, shown: shown.length })}
        empty={{ title: say.empty, help: say.emptyHelp, code: say.emptyCode }}
        onClear={() => void navigate({ search: (old) => ({ ...old, q: undefined }), replace: true })}
      >
        {() => (
          <Records
            caption={adminWords.sections.secrets}
            rows={shown}
            rowKey={(secret) => secret.name}
            columns={[
              { id: 'name', header: adminWords.name, cell: (secret) => <code className="wrap">{secret.name}</code> },
              { id: 'at', header: say.at, width: '180px', cell: (secret) => <Time at={secret.setAt} /> },
              { id: 'by', header: say.set, width: '20%', cell: (secret) => <span className="wrap">{secret.setBy}</span> },
              { id: 'version', header: say.version, right: true, width: '90px', cell: (secret) => <span className="number">{secret.version}</span> },
              {
                id: 'actions',
                header: '',
                right: true,
                width: '200px',
                cell: (secret) => (
                  <span className="row-actions">
                    <Action route={'POST ' + routes} label={`${say.rotate}: ${secret.name}`} onClick={() => setOpen(secret)}>
                      {say.rotate}
                    </Action>
                    <Action route={`DELETE ${routes}/{name}`} label={`${say.remove}: ${secret.name}`} onClick={() => setGoing(secret)}>
                      {say.remove}
                    </Action>
                  </span>
                ),
              },
            ]}
          />
        )}
      </Section>
      {open && (
        <SecretDialog
          path={path}
          secret={open === 'new' ? undefined : open.name}
          onDone={() => {
            again('secrets');
            setOpen(null);
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {going && (
        <Confirm
          title={say.removeTitle(going.name)}
          help={say.removeHelp}
          submit={say.remove}
          typed={going.name}
          send={() => del(path + '/' + encodeURIComponent(going.name))}
          onDone={() => again('secrets')}
          onClose={() => setGoing(null)}
        />
      )}
    </>
  );
}

/** The value stays in its field, of which React keeps nothing, and goes from there to the server. */
function SecretDialog({ path, secret, onDone, onClose }: { path: string; secret?: string; onDone: () => void; onClose: () => void }) {
  const value = useRef<HTMLTextAreaElement>(null);
  const [name, setName] = useState(secret ?? '');
  const [filled, setFilled] = useState(false);
  return (
    <FormDialog
      title={secret ? say.rotateTitle(secret) : say.add}
      help={secret ? say.rotateHelp : undefined}
      submit={secret ? say.rotate : say.keep}
      dirty={filled || name !== (secret ?? '')}
      ready={filled && name !== ''}
      send={() => post<void>(path, { name, value: value.current?.value ?? '' })}
      onDone={onDone}
      onClose={onClose}
    >
      {(wrong) => (
        <>
          {!secret && <TextField label={adminWords.name} hint={say.nameHint} value={name} onText={setName} wrong={wrong('/name')} autoFocus autoComplete="off" spellCheck={false} />}
          <AreaField
            ref={value}
            label={say.value}
            hint={say.valueHint}
            wrong={wrong('/value')}
            className="masked"
            onText={(text) => setFilled(text !== '')}
            autoFocus={secret !== undefined}
            autoComplete="off"
            spellCheck={false}
          />
        </>
      )}
    </FormDialog>
  );
}
