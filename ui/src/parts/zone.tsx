import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Flow } from '../api/schema.gen';
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

/** The page is about that flow: its zone is that of its code's schedule. */
export function useZoneOf(flow: Flow | undefined): void {
  const { setFlowZone } = useContext(Context);
  const clocks = (flow?.schedule as { clocks?: { zone?: string }[] } | null | undefined)?.clocks;
  const zone = clocks?.find((clock) => typeof clock.zone === 'string')?.zone ?? null;
  useEffect(() => {
    setFlowZone(zone);
    return () => setFlowZone(null);
  }, [zone, setFlowZone]);
}
