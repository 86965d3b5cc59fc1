import { API } from '../base';
import { ProblemError } from './problem';
import type { Problem } from './schema.gen';

export type Query = Record<string, string | number | boolean | undefined | null>;

const LONGEST_WAIT = 30_000;
const CSRF = 'X-CSRF-Token';

let csrf = '';
let whenSessionEnds: () => void = () => {};

/** Is called once the server says that nobody is logged in any longer. */
export function onSessionEnd(told: () => void): void {
  whenSessionEnds = told;
}

export function address(path: string, query: Query = {}): string {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '' && value !== false) words.set(name, String(value));
  }
  const text = words.toString();
  return API + path + (text ? '?' + text : '');
}

export function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  return send<T>('GET', address(path, query), undefined, signal);
}

export function post<T>(path: string, body?: unknown): Promise<T> {
  return send<T>('POST', address(path), body);
}

export function put<T>(path: string, body?: unknown): Promise<T> {
  return send<T>('PUT', address(path), body);
}

export function patch<T>(path: string, body?: unknown): Promise<T> {
  return send<T>('PATCH', address(path), body);
}

export function del(path: string): Promise<void> {
  return send<void>('DELETE', address(path));
}

/** The same without the word that a session has ended: asked while nobody may be logged in. */
export async function probe<T>(path: string): Promise<T> {
  return send<T>('GET', address(path), undefined, undefined, false);
}

async function send<T>(
  method: string,
  url: string,
  body?: unknown,
  signal?: AbortSignal,
  tellsOfSession = true,
  again = false,
): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET' && csrf) headers[CSRF] = csrf;
  const timeout = AbortSignal.timeout(LONGEST_WAIT);
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      headers,
      credentials: 'same-origin',
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ProblemError(0, 'unreachable', 'The server does not answer.', '');
  }
  const token = response.headers.get(CSRF);
  if (token) csrf = token;
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.status === 403 && problem.kind === 'csrf' && !again) {
      // somebody logged in anew in another tab, or the server has another key: its word for this session is another
      await send('GET', address('/ui/bootstrap'), undefined, signal, tellsOfSession);
      return send<T>(method, url, body, signal, tellsOfSession, true);
    }
    if (problem.status === 401 && tellsOfSession) whenSessionEnds();
    throw problem;
  }
  if (response.status === 204) return undefined as T;
  const answer = (await response.json()) as T;
  const session = answer as { csrfToken?: string };
  if (session && typeof session === 'object' && typeof session.csrfToken === 'string') csrf = session.csrfToken;
  return answer;
}

async function problemOf(response: Response): Promise<ProblemError> {
  const id = response.headers.get('X-Request-Id') ?? '';
  const later = Number(response.headers.get('Retry-After') ?? 0);
  try {
    const problem = (await response.json()) as Problem;
    return new ProblemError(
      response.status,
      problem.type,
      problem.detail || problem.title,
      problem.requestId || id,
      problem.errors ?? [],
      later,
    );
  } catch {
    return new ProblemError(response.status, 'about:blank', 'HTTP status ' + response.status, id, [], later);
  }
}
