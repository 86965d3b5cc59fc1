import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { post } from '../api/client';
import type { Hook, HookDraft, HookMessage } from '../api/schema.gen';
import { Modal } from '../parts/Modal';
import { Failure, Skeleton } from '../parts/PageState';
import { adminWords } from '../words/admin';
import { inProject } from './queries';

const say = adminWords.hooks;

/** What a hook would send that is being made, as the server writes it. */
export function DraftMessage({ project, draft }: { project: string; draft: HookDraft }) {
  const query = useQuery({
    queryKey: ['hook-draft', project, draft],
    queryFn: () => post<HookMessage>(inProject(project, 'hooks:preview'), draft),
    placeholderData: (before: HookMessage | undefined) => before,
    retry: false,
  });
  return <Shown data={query.data} error={query.error} permission="POST /projects/{project}/hooks:preview" />;
}

/** What a hook would send now. */
export function HookMessageDialog({ hook, onClose }: { hook: Hook; onClose: () => void }) {
  const query = useQuery({ queryKey: ['hook-message', hook.id], queryFn: () => post<HookMessage>(`/hooks/${hook.id}/preview`), staleTime: 0, retry: false });
  return (
    <Modal title={say.previewOf(hook.name)} onClose={onClose} wide>
      <Shown data={query.data} error={query.error} permission="POST /hooks/{hook}/preview" />
    </Modal>
  );
}

function Shown({ data, error, permission }: { data: HookMessage | undefined; error: Error | null; permission: string }) {
  if (error) return <Failure error={error} permission={permission} small />;
  if (!data) return <Skeleton lines={4} />;
  const text = [...data.headers, ...(data.headers.length > 0 ? [''] : []), pretty(data)].join('\n');
  return (
    <>
      <p className="soft small hook-message-run">
        {data.run == null ? (
          say.previewMadeUp
        ) : (
          <>
            {say.previewRun}{' '}
            <Link to="/runs/$run" params={{ run: data.run }} target="_blank">
              {data.run}
            </Link>
          </>
        )}
      </p>
      <pre className="code hook-message" tabIndex={0} aria-label={say.preview}>
        {text}
      </pre>
      {data.cut && <p className="soft small">{say.previewCut}</p>}
    </>
  );
}

function pretty({ body, cut }: HookMessage): string {
  if (cut || !body.startsWith('{')) return body;
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body; // a mail that begins so
  }
}
