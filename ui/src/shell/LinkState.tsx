import { CloudOff } from 'lucide-react';
import { useNow, useStatus } from '../live/hooks';
import { rough } from '../times';
import { words } from '../words';

const TOLD_AFTER = 5_000;

/** Whether changes come by themselves. */
export function LinkDot() {
  const { state } = useStatus();
  return (
    <span className="link-dot" data-state={state} role="img" aria-label={words.link[state]} title={words.link[state]}>
      <span aria-hidden="true" />
    </span>
  );
}

/** Once the connection is lost for longer: how old that is what one sees. */
export function LinkBanner() {
  const { state, since } = useStatus();
  const now = useNow(1000, state === 'lost');
  const age = now - since;
  if (state !== 'lost' || age < TOLD_AFTER) return null;
  return (
    <div className="banner" role="status">
      <CloudOff size={16} aria-hidden="true" />
      {words.link.banner(rough(age))}
    </div>
  );
}
