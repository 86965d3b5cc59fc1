import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Flow, FlowSchedule } from '../api/schema.gen';
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

type Clocks = { clocks?: { zone?: string }[] } | null | undefined;
const zoneOf = (schedule: unknown): string | null => (schedule as Clocks)?.clocks?.find((clock) => typeof clock.zone === 'string')?.zone ?? null;

/** The page is about that flow: its zone is that of its schedule, as it was set on the server if it was, else in its code. */
export function useZoneOf(flow: Flow | undefined, schedules?: FlowSchedule[]): void {
  const { setFlowZone } = useContext(Context);
  const known = schedules?.find((each) => each.name === 'default') ?? schedules?.[0];
  const zone = zoneOf(known?.schedule) ?? zoneOf(flow?.schedule);
  useEffect(() => {
    setFlowZone(zone);
    return () => setFlowZone(null);
  }, [zone, setFlowZone]);
}
