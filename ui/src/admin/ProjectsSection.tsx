import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { del, patch, post } from '../api/client';
import { flowsQuery } from '../api/queries';
import type { Project } from '../api/schema.gen';
import { Action } from '../parts/Action';
import { AreaField, FormDialog, TextField } from '../parts/FormDialog';
import { useMay } from '../parts/may';
import { Records } from '../parts/Records';
import { Time } from '../parts/Time';
import { DelayedInput } from '../runs/RunFilters';
import { adminWords } from '../words/admin';
import { Confirm } from './Confirm';
import { Section, has } from './Section';
import { again, hooksQuery, keysQuery, projectsQuery, secretsQuery } from './queries';

const say = adminWords.projects;
const route = getRouteApi('/inside/settings/projects');

export function ProjectsSection() {
  const { q } = route.useSearch();
  const navigate = useNavigate({ from: '/settings/projects' });
  const query = useQuery(projectsQuery);
  const [adding, setAdding] = useState(false);
  const [describing, setDescribing] = useState<Project | null>(null);
  const [going, setGoing] = useState<Project | null>(null);
  const shown = query.data?.items.filter((each) => has(q, each.name, each.description)) ?? [];
  const set = (text: string) => void navigate({ search: text ? { q: text } : {}, replace: true });
  return (
    <>
      <Section
        title={adminWords.sections.projects}
        help={say.help}
        action={
          <Action route="POST /projects" className="button primary" onClick={() => setAdding(true)}>
            {say.add}
          </Action>
        }
        filters={<DelayedInput label={adminWords.find(adminWords.sections.projects)} value={q ?? ''} onChange={set} />}
        query={query}
        permission="GET /projects"
        count={(data) => ({ all: data.items.length, shown: shown.length })}
        empty={{ title: say.empty, help: say.emptyHelp, code: say.emptyCode }}
        onClear={() => set('')}
      >
        {() => (
            <Records
              caption={adminWords.sections.projects}
              rows={shown}
              rowKey={(project) => project.id}
              columns={[
                { id: 'name', header: adminWords.name, width: '22%', cell: (project) => <span className="strong wrap">{project.name}</span> },
                { id: 'about', header: say.about, cell: (project) => <span className="wrap">{project.description || <span className="soft">–</span>}</span> },
                { id: 'made', header: adminWords.created, width: '170px', cell: (project) => <Time at={project.createdAt} /> },
                {
                  id: 'actions',
                  header: '',
                  right: true,
                  width: '270px',
                  cell: (project) => (
                    <span className="row-actions">
                      <Link to="/flows" search={{ project: project.name }}>
                        {say.flows}
                      </Link>
                      <Link to="/runs" search={{ project: project.name }}>
                        {say.runs}
                      </Link>
                      <Action route="PATCH /projects/{project}" label={`${say.describe}: ${project.name}`} onClick={() => setDescribing(project)}>
                        {say.describe}
                      </Action>
                      <Action route="DELETE /projects/{project}" label={`${say.remove}: ${project.name}`} onClick={() => setGoing(project)}>
                        {say.remove}
                      </Action>
                    </span>
                  ),
                },
              ]}
            />
        )}
      </Section>
      {describing && <DescribeProject project={describing} onClose={() => setDescribing(null)} />}
      {adding && <NewProjectDialog onClose={() => setAdding(false)} />}
      {going && <DeleteProject project={going} onClose={() => setGoing(null)} />}
    </>
  );
}

function NewProjectDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  return (
    <FormDialog
      title={say.add}
      submit={say.make}
      dirty={name !== '' || description !== ''}
      ready={name !== ''}
      send={() => post<Project>('/projects', { name, description })}
      onDone={() => (again('projects'), again('bootstrap'), onClose())}
      onClose={onClose}
    >
      {(wrong) => (
        <>
          <TextField label={adminWords.name} hint={say.nameHint} value={name} onText={setName} wrong={wrong('/name')} autoFocus maxLength={200} />
          <AreaField label={say.about} hint={say.aboutHint} value={description} onText={setDescription} wrong={wrong('/description')} />
        </>
      )}
    </FormDialog>
  );
}

function DescribeProject({ project, onClose }: { project: Project; onClose: () => void }) {
  const [description, setDescription] = useState(project.description);
  return (
    <FormDialog
      title={say.describeTitle(project.name)}
      submit={say.save}
      dirty={description !== project.description}
      send={() => patch<Project>('/projects/' + encodeURIComponent(project.name), { description })}
      onDone={() => (again('projects'), again('bootstrap'), onClose())}
      onClose={onClose}
    >
      {(wrong) => <AreaField label={say.about} hint={say.aboutHint} value={description} onText={setDescription} wrong={wrong('/description')} autoFocus />}
    </FormDialog>
  );
}

/** Says what goes with it before it does. */
function DeleteProject({ project, onClose }: { project: Project; onClose: () => void }) {
  const flows = useQuery(flowsQuery(project.name));
  const secrets = useQuery({ ...secretsQuery(project.name), enabled: useMay('GET /projects/{project}/secrets') });
  const hooks = useQuery(hooksQuery(project.name));
  const keys = useQuery(keysQuery);
  const all = [flows, secrets, hooks, keys];
  const counts = [
    { count: secrets.data?.items.length ?? 0, words: say.secrets },
    { count: hooks.data?.items.length ?? 0, words: say.hooks },
    { count: keys.data?.items.filter((key) => key.project === project.name && !key.revokedAt).length ?? 0, words: say.keys },
  ].filter(({ count }) => count > 0);
  const blocked = flows.data && flows.data.items.length > 0;
  const help = blocked ? (
    <p className="alert">{say.hasFlows(flows.data.items.length)}</p>
  ) : all.some((each) => each.isLoading) ? (
    <p>{say.counting}</p>
  ) : counts.length === 0 ? (
    <p>{say.nothing}</p>
  ) : (
    <>
      <p>{say.hangs}</p>
      <ul className="bullets">
        {counts.map(({ count, words }, i) => (
          <li key={i}>{words(count)}</li>
        ))}
      </ul>
    </>
  );
  return (
    <Confirm
      title={say.removeTitle(project.name)}
      help={help}
      submit={say.remove}
      typed={project.name}
      ready={flows.data !== undefined && !blocked}
      send={() => del('/projects/' + encodeURIComponent(project.name))}
      onDone={() => (again('projects'), again('bootstrap'))}
      onClose={onClose}
    />
  );
}
