import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { patch, post } from '../api/client';
import type { Role, User, UserChange } from '../api/schema.gen';
import { Action } from '../parts/Action';
import { FormDialog, SelectField, TextField } from '../parts/FormDialog';
import { useBootstrap } from '../parts/may';
import { Records } from '../parts/Records';
import { Time } from '../parts/Time';
import { DelayedInput } from '../runs/RunFilters';
import { adminWords } from '../words/admin';
import { Confirm } from './Confirm';
import { Section, has } from './Section';
import { again, usersQuery } from './queries';

const say = adminWords.users;
const route = getRouteApi('/inside/settings/users');
const CHANGE = 'PATCH /users/{id}';

const ROLES = Object.keys(say.roles) as Role[];

type Open = { kind: 'new' } | { kind: 'change' | 'lock'; user: User };

export function UsersSection() {
  const { q } = route.useSearch();
  const navigate = useNavigate({ from: '/settings/users' });
  const query = useQuery(usersQuery);
  const self = useBootstrap()?.user.name;
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const shown = query.data?.items.filter((each) => has(q, each.name, each.email, each.role)) ?? [];
  const set = (text: string) => void navigate({ search: text ? { q: text } : {}, replace: true });
  return (
    <>
      <Section
        title={adminWords.sections.users}
        help={say.help}
        action={
          <Action route="POST /users" className="button primary" onClick={() => setOpen({ kind: 'new' })}>
            {say.add}
          </Action>
        }
        filters={<DelayedInput label={adminWords.find(adminWords.sections.users)} value={q ?? ''} onChange={set} />}
        query={query}
        permission="GET /users"
        count={(data) => ({ all: data.items.length, shown: shown.length })}
        empty={{ title: adminWords.none }}
        onClear={() => set('')}
      >
        {() => (
          <Records
            caption={adminWords.sections.users}
            rows={shown}
            rowKey={(user) => user.id}
            columns={[
              { id: 'name', header: adminWords.name, cell: (user) => <span className="strong wrap">{user.name}</span> },
              { id: 'email', header: say.email, cell: (user) => <span className="wrap">{user.email ?? <span className="soft">–</span>}</span> },
              { id: 'role', header: say.role, width: '110px', cell: (user) => say.roleWords[user.role] },
              { id: 'state', header: say.state, width: '120px', cell: (user) => (user.active ? say.active : <strong>{say.inactive}</strong>) },
              { id: 'made', header: adminWords.created, width: '170px', cell: (user) => <Time at={user.createdAt} /> },
              {
                id: 'actions',
                header: '',
                right: true,
                width: '190px',
                cell: (user) => (
                  <span className="row-actions">
                    <Action route={CHANGE} label={`${say.change}: ${user.name}`} onClick={() => setOpen({ kind: 'change', user })}>
                      {say.change}
                    </Action>
                    <Action route={CHANGE} label={`${user.active ? say.lock : say.unlock}: ${user.name}`} disabled={user.name === self} title={user.name === self ? say.self : undefined} onClick={() => setOpen({ kind: 'lock', user })}>
                      {user.active ? say.lock : say.unlock}
                    </Action>
                  </span>
                ),
              },
            ]}
          />
        )}
      </Section>
      {open?.kind === 'new' && <NewUserDialog onClose={close} />}
      {open?.kind === 'change' && <ChangeDialog user={open.user} onClose={close} />}
      {open?.kind === 'lock' && (
        <Confirm
          title={open.user.active ? say.lockTitle(open.user.name) : say.unlock + ': ' + open.user.name}
          help={open.user.active ? say.lockHelp : ''}
          danger={open.user.active}
          submit={open.user.active ? say.lock : say.unlock}
          send={() => patch<User>('/users/' + open.user.id, { active: !open.user.active })}
          onDone={() => again('users')}
          onClose={close}
        />
      )}
    </>
  );
}

function RoleField({ role, onRole, wrong }: { role: Role; onRole: (role: Role) => void; wrong?: string }) {
  return (
    <SelectField label={say.role} value={role} onText={(text) => onRole(text as Role)} wrong={wrong}>
      {ROLES.map((each) => (
        <option key={each} value={each}>
          {say.roles[each]}
        </option>
      ))}
    </SelectField>
  );
}

function NewUserDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('member');
  const [password, setPassword] = useState('');
  return (
    <FormDialog
      title={say.add}
      submit={say.make}
      dirty={name + email + password !== ''}
      ready={name !== '' && password !== ''}
      send={() => post<User>('/users', { name, email: email || undefined, role, password })}
      onDone={() => (again('users'), onClose())}
      onClose={onClose}
    >
      {(wrong) => (
        <>
          <TextField label={adminWords.name} hint={say.nameHint} value={name} onText={setName} wrong={wrong('/name')} autoFocus autoComplete="off" />
          <TextField label={say.email} hint={say.emailHint} type="email" value={email} onText={setEmail} wrong={wrong('/email')} autoComplete="off" />
          <RoleField role={role} onRole={setRole} wrong={wrong('/role')} />
          <TextField label={say.password} hint={say.passwordHint} type="password" onText={setPassword} wrong={wrong('/password')} autoComplete="new-password" />
        </>
      )}
    </FormDialog>
  );
}

function ChangeDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const [email, setEmail] = useState(user.email ?? '');
  const [role, setRole] = useState<Role>(user.role);
  const [password, setPassword] = useState('');
  const change: UserChange = {
    ...(email !== (user.email ?? '') && { email }),
    ...(role !== user.role && { role }),
    ...(password && { password }),
  };
  const dirty = Object.keys(change).length > 0;
  return (
    <FormDialog
      title={say.changeTitle(user.name)}
      submit={say.save}
      dirty={dirty}
      ready={dirty}
      send={() => patch<User>('/users/' + user.id, change)}
      onDone={() => (again('users'), onClose())}
      onClose={onClose}
    >
      {(wrong) => (
        <>
          <TextField label={say.email} hint={say.emailHint} type="email" value={email} onText={setEmail} wrong={wrong('/email')} autoFocus autoComplete="off" />
          <RoleField role={role} onRole={setRole} wrong={wrong('/role')} />
          <TextField label={say.newPassword} hint={say.newPasswordHint} type="password" onText={setPassword} wrong={wrong('/password')} autoComplete="new-password" />
        </>
      )}
    </FormDialog>
  );
}
