import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { post } from '../api/client';
import { bootstrapQuery, queryClient } from '../api/queries';
import type { Session } from '../api/schema.gen';
import { isProblem } from '../api/problem';
import { Logo } from '../shell/Logo';
import { useTitle } from '../parts/useTitle';
import { router } from '../router';
import { words } from '../words';

const route = getRouteApi('/login');

export function LoginPage() {
  const { next, over } = route.useSearch();
  const [who, setWho] = useState('');
  const [password, setPassword] = useState('');
  useTitle(words.login.title);
  const login = useMutation({
    mutationFn: () => post<Session>('/login', { [who.includes('@') ? 'email' : 'name']: who, password }),
    onSuccess: async () => {
      queryClient.clear();
      await queryClient.fetchQuery(bootstrapQuery);
      router.history.replace(router.history.createHref(inBase(next ?? '/')));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    login.mutate();
  };
  return (
    <main className="login">
      <form className="card login-card" onSubmit={submit}>
        <Logo large />
        <h1>{words.login.title}</h1>
        {over && !login.isError && <p className="hint">{words.login.over}</p>}
        {login.isError && (
          <p className="alert" role="alert">
            {login.error.message}
            {isProblem(login.error) && login.error.status >= 500 && ' ' + words.page.request(login.error.requestId)}
          </p>
        )}
        <label className="field">
          <span>{words.login.name}</span>
          <input name="username" autoComplete="username" autoFocus required value={who} onChange={(event) => setWho(event.target.value)} />
        </label>
        <label className="field">
          <span>{words.login.password}</span>
          <input
            name="password"
            type="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </label>
        <button type="submit" className="button primary" disabled={login.isPending}>
          {login.isPending ? words.login.busy : words.login.submit}
        </button>
        <p className="soft small">{words.login.help}</p>
      </form>
    </main>
  );
}

/** Pages are named from the root; the browser may have it below a path. */
function inBase(path: string): string {
  return router.basepath === '/' ? path : router.basepath.replace(/\/$/, '') + path;
}
