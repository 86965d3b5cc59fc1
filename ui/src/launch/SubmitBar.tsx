import { Check, CircleAlert } from 'lucide-react';
import { isProblem } from '../api/problem';
import { useMay } from '../parts/may';
import { words } from '../words';
import { launchWords as say } from '../words/launch';
import type { useLaunch } from './useLaunch';

export const LAUNCH = 'POST /flows/{flow}/runs';

/** Whether the server would take it, and the button. */
export function SubmitBar({ launch }: { launch: ReturnType<typeof useLaunch> }) {
  const may = useMay(LAUNCH);
  const { launchError: error } = launch;
  return (
    <section className="card launch-card stack launch-submit">
      <p className="line" role="status" aria-live="polite">
        <Verdict launch={launch} />
      </p>
      {error !== null && !isProblem(error, 422) && (
        <p className="alert" role="alert">
          {error.message}
          {isProblem(error) && error.status >= 500 && ' ' + words.page.request(error.requestId)}
        </p>
      )}
      <div className="line wrap">
        <button type="submit" className="button primary" disabled={!may || launch.launching} title={may ? 'Ctrl+Enter' : `${say.needs} (${LAUNCH})`}>
          {launch.launching ? say.busy : launch.order.scheduledFor && launch.start!.moments[0]! > Date.now() ? say.later : say.submit}
        </button>
        <button type="button" className="button quiet" onClick={launch.clear}>
          {say.reset}
        </button>
      </div>
      <p className="soft small">{say.draft}</p>
    </section>
  );
}

function Verdict({ launch }: { launch: ReturnType<typeof useLaunch> }) {
  if (launch.unfinished) return <Wrong text={say.unfinished} />;
  if (!launch.mayCheck) return <span className="soft">{`${say.needs}.`}</span>;
  if (launch.checking) return <span className="soft">{say.checking}</span>;
  if (launch.wrongCount > 0) return <Wrong text={say.wrong(launch.wrongCount)} />;
  if (launch.checkError) return <Wrong text={`${say.checkFailed}: ${launch.checkError.message}`} />;
  if (!launch.valid) return <span className="soft">{say.checking}</span>;
  return (
    <>
      <span className="family-icon" data-family="success" aria-hidden="true">
        <Check size={12} strokeWidth={3} />
      </span>
      {say.valid}
    </>
  );
}

function Wrong({ text }: { text: string }) {
  return (
    <>
      <CircleAlert size={15} className="launch-wrong" aria-hidden="true" /> {text}
    </>
  );
}
