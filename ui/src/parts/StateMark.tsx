import { AlertTriangle, Ban, Check, Clock, LoaderCircle, X, type LucideIcon } from 'lucide-react';
import { familyOf, type Family } from '../states';
import { stateWord } from '../words';

const ICONS: Record<Family, LucideIcon> = {
  success: Check,
  failed: X,
  running: LoaderCircle,
  waiting: Clock,
  attention: AlertTriangle,
  ended: Ban,
};

/** A state by icon and word: never by colour alone. */
export function StateMark({ state, cancelling = false }: { state: string; cancelling?: boolean }) {
  return (
    <span className="state" data-state={state}>
      <FamilyIcon family={cancelling ? 'attention' : familyOf(state)} />
      {stateWord(state)}
    </span>
  );
}

export function FamilyIcon({ family, size = 12 }: { family: Family; size?: number }) {
  const Icon = ICONS[family];
  return (
    <span className="family-icon" data-family={family} aria-hidden="true">
      <Icon size={size} strokeWidth={3} />
    </span>
  );
}
