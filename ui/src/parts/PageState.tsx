import { Link } from '@tanstack/react-router';
import { Ban, CircleAlert, CloudOff, SearchX, Sprout, type LucideIcon } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { ProblemError, isProblem } from '../api/problem';
import { words } from '../words';

/** What stands in the place of a page, or of a part of one, that has nothing to show. */
function Notice({ icon: Icon, title, children, small }: { icon: LucideIcon; title: string; children?: ReactNode; small?: boolean }) {
  return (
    <div className={small ? 'notice small' : 'notice'}>
      <Icon aria-hidden="true" size={small ? 18 : 28} strokeWidth={1.5} />
      <p className="notice-title">{title}</p>
      {children}
    </div>
  );
}

/** Lines where something will be; not before 150 ms, so that what comes at once does not flicker. */
export function Skeleton({ lines = 8 }: { lines?: number }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="skeleton" role="status" data-late={late}>
      <span className="hidden">{words.page.loading}</span>
      {late && Array.from({ length: lines }, (_, i) => <div key={i} className="skeleton-line" data-width={i % 4} aria-hidden="true" />)}
    </div>
  );
}

/** Nothing was ever here: says how there will be. */
export function Empty({ title, help, code, small }: { title: string; help?: string; code?: string; small?: boolean }) {
  return (
    <Notice icon={Sprout} title={title} small={small}>
      {help && <p>{help}</p>}
      {code && <pre className="code">{code}</pre>}
    </Notice>
  );
}

/** There is something, but filters leave nothing of it. */
export function NoMatch({ title, help, clear, onClear, small }: { title: string; help?: string; clear: string; onClear: () => void; small?: boolean }) {
  return (
    <Notice icon={SearchX} title={title} small={small}>
      {help && <p>{help}</p>}
      <button type="button" className="button" onClick={onClear}>
        {clear}
      </button>
    </Notice>
  );
}

/** `permission`: what it would take, as the server's table writes it. */
export function Failure({ error, retry, permission, small }: { error: unknown; retry?: () => void; permission?: string; small?: boolean }) {
  const problem = isProblem(error) ? error : new ProblemError(0, '', error instanceof Error ? error.message : String(error), '');
  if (problem.status === 404) return <Missing detail={problem.message} small={small} />;
  const forbidden = problem.status === 403;
  const away = isProblem(error) && problem.status === 0;
  return (
    <div role="alert">
      <Notice
        icon={forbidden ? Ban : away ? CloudOff : CircleAlert}
        title={forbidden ? words.page.forbidden : away ? words.page.unreachable : words.page.error}
        small={small}
      >
        <p>{problem.message}</p>
        {forbidden && permission && <p>{words.page.needs(permission)}</p>}
        {problem.requestId && <p className="soft">{words.page.request(problem.requestId)}</p>}
        {retry && !forbidden && (
          <button type="button" className="button" onClick={retry}>
            {words.page.retry}
          </button>
        )}
      </Notice>
    </div>
  );
}

export function Missing({ detail, small }: { detail?: string; small?: boolean }) {
  return (
    <Notice icon={SearchX} title={words.page.missing} small={small}>
      <p>{detail || words.page.missingHelp}</p>
      {!small && (
        <Link className="button" to="/">
          {words.page.home}
        </Link>
      )}
    </Notice>
  );
}
