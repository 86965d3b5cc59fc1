import { useNavigate } from '@tanstack/react-router';
import type { Histogram } from '../api/schema.gen';
import { RunHistory } from '../parts/RunHistory';
import { words } from '../words';

/** Runs by when they were asked for. A drag over bars, or a click on one, shows the runs of that span. */
export function History({ histogram, project }: { histogram: Histogram; project: string }) {
  const navigate = useNavigate();
  return (
    <section className="card tile wide" aria-labelledby="history">
      <h2 id="history">{words.dashboard.history}</h2>
      <RunHistory
        histogram={histogram}
        onSpan={(since, until) => void navigate({ to: '/runs', search: { project: project || undefined, since, until } })}
      />
    </section>
  );
}
