import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { useSetting, zoneChoice } from '../settings';
import { UTC, isZone } from '../times';

const local = Intl.DateTimeFormat().resolvedOptions().timeZone;

type Zones = { zone: string; setFlowZone: (zone: string | null) => void };

const Context = createContext<Zones>({ zone: local, setFlowZone: () => {} });

/** In which zone times are written: that of the reader, UTC, or that of the flow a page is about, if it has one. */
export function ZoneProvider({ children }: { children: ReactNode }) {
  const [choice] = useSetting(zoneChoice);
  const [flowZone, setFlowZone] = useState<string | null>(null);
  const value = useMemo(() => {
    const ofFlow = flowZone && isZone(flowZone) ? flowZone : local;
    return { zone: choice === 'utc' ? UTC : choice === 'flow' ? ofFlow : local, setFlowZone };
  }, [choice, flowZone]);
  return <Context value={value}>{children}</Context>;
}

export const useZone = (): string => useContext(Context).zone;
export const useSetFlowZone = (): ((zone: string | null) => void) => useContext(Context).setFlowZone;
