import { queryOptions } from '@tanstack/react-query';
import { get } from '../api/client';
import { queryClient } from '../api/queries';
import type { ApiKeyPage, HookDeliveryPage, HookPage, LimitPage, LimitUse, ProjectPage, StoredSecretPage, UserPage } from '../api/schema.gen';

/** Nothing tells of changes here, so what is looked at is asked for anew whenever it is opened. */
const list = <T>(key: string[], path: string, query = {}) =>
  queryOptions({ queryKey: key, queryFn: ({ signal }) => get<T>(path, query, signal), staleTime: 0 });

export const inProject = (project: string, rest: string) => `/projects/${encodeURIComponent(project)}/${rest}`;

export const projectsQuery = list<ProjectPage>(['projects'], '/projects');
export const usersQuery = list<UserPage>(['users'], '/users');
export const keysQuery = list<ApiKeyPage>(['keys'], '/keys');
export const limitsQuery = list<LimitPage>(['limits'], '/limits');
export const limitUseQuery = (kind: string, name: string) => list<LimitUse>(['limits', kind, name], `/limits/${kind}/${encodeURIComponent(name)}`);
/** Without a project: those that are for all projects. */
export const secretsQuery = (project?: string) => list<StoredSecretPage>(['secrets', project ?? ''], project ? inProject(project, 'secrets') : '/secrets');
export const hooksQuery = (project: string) => list<HookPage>(['hooks', project], inProject(project, 'hooks'));
export const deliveriesQuery = (hook: string) => list<HookDeliveryPage>(['deliveries', hook], `/hooks/${hook}/deliveries`, { limit: 100 });

export const again = (...key: string[]) => void queryClient.invalidateQueries({ queryKey: key });
