import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Raw, getText, post } from '../api/client';
import { isProblem } from '../api/problem';
import type { FieldError, Flow, FlowRunCreated, RunCheck } from '../api/schema.gen';
import { useMay } from '../parts/may';
import { useZone } from '../parts/zone';
import { isZone } from '../times';
import { emptyDraft, forgetDraft, labelsOf, loadDraft, saveDraft, withText, type Draft } from './draft';
import { isObject, parse, partOf, same, type JsonObject } from './json';
import { pointer } from './kinds';
import { momentsOf, type Moments } from './moments';
import type { LaunchSearch } from './search';
import { bodyOf, type Order } from './snippets';

const PARAMETERS = '/parameters';
const STILL = 350;

export type Before = { name: string; values: JsonObject };

/** All that the form knows: what was typed, what the server says of it, and what would be asked for. */
export function useLaunch(flow: Flow, user: string, search: LaunchSearch) {
  const zone = useZone();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<Draft>(() => loadDraft(flow.id, user, zone) ?? emptyDraft(zone));
  const [typedText, setTypedText] = useState<string>();
  const [tried, setTried] = useState(false);
  const latest = useRef(draft);
  latest.current = draft;
  const done = useRef(false);
  useEffect(() => {
    if (!done.current) saveDraft(flow.id, user, draft);
  }, [flow.id, user, draft]);

  const put = useCallback((next: Draft) => {
    latest.current = next;
    setDraft(next);
  }, []);
  const change = useCallback((part: Partial<Draft>) => put({ ...latest.current, ...part }), [put]);
  const set = (values: JsonObject) => {
    const { text: _, ...rest } = latest.current;
    setTypedText(undefined);
    put({ ...rest, values });
  };
  const type = (text: string) => {
    setTypedText(text);
    put(withText(latest.current, text));
  };
  const { before, error: sourceError } = useBefore(flow, search, latest, put, () => setTypedText(undefined));

  const start = draft.at && isZone(draft.zone) ? momentsOf(draft.at, draft.zone) : undefined;
  const order = orderOf(draft, start);
  const body = bodyOf(order);
  const stillBody = useStill(body);
  const mayCheck = useMay('POST /flows/{flow}/runs:validate');
  const check = useQuery({
    queryKey: ['launch-check', flow.id, flow.version, stillBody],
    queryFn: () => post<RunCheck>(`/flows/${flow.id}/runs:validate`, new Raw(stillBody)),
    enabled: mayCheck,
    staleTime: 60_000,
    placeholderData: (old) => old,
    retry: false,
  });
  const launch = useMutation({
    mutationFn: () => post<FlowRunCreated>(`/flows/${flow.id}/runs`, new Raw(body)),
    onSuccess: (made) => {
      done.current = true;
      forgetDraft(flow.id, user);
      void navigate({ to: '/runs/$run', params: { run: made.id } });
    },
  });
  const { reset } = launch;
  useEffect(() => reset(), [body, reset]);

  const errors = useMemo(() => collected(check.data?.errors, launch.error), [check.data, launch.error]);
  const names = new Set(flow.parameters.map((parameter) => parameter.name));
  const isMissing = (place: string) => flow.parameters.some((each) => pointer(PARAMETERS, each.name) === place && each.required && partOf(draft.values, each.name) === undefined);
  const visible = new Map([...errors].filter(([place]) => tried || !isMissing(place)));
  const shownErrors = new Map([...visible].filter(([place]) => place.startsWith(PARAMETERS)).map(([place, message]) => [place.slice(PARAMETERS.length), message]));
  const optionErrors = new Map([...visible].filter(([place]) => !place.startsWith(PARAMETERS)));
  const unfinished = draft.text !== undefined || Object.keys(draft.broken).length > 0;
  return {
    draft,
    typedText,
    latest: () => latest.current.values,
    change,
    set,
    type,
    order,
    start,
    before,
    sourceError,
    differences: before ? differing(before.values, draft.values) : [],
    errors: visible,
    shownErrors,
    optionErrors,
    /** whether a field shows what is wrong there; else it is told below the form */
    hasField: (place: string) =>
      place.startsWith(PARAMETERS + '/') ? search.as !== 'json' && names.has(nameIn(place)) : OPTIONS.some((each) => place === each || place.startsWith(each + '/')),
    unfinished,
    mayCheck,
    checking: check.isFetching || stillBody !== body,
    checkError: check.error,
    valid: check.data?.valid === true && !unfinished,
    wrongCount: errors.size,
    launching: launch.isPending,
    launchError: launch.error,
    submit: () => {
      setTried(true);
      if (!unfinished && !launch.isPending) launch.mutate(undefined, { onError: () => setTimeout(toFirstMistake) });
    },
    clear: () => {
      setTypedText(undefined);
      setTried(false);
      put(emptyDraft(zone));
      void navigate({ to: '/flows/$flow/launch', params: { flow: flow.id }, search: search.as ? { as: search.as } : {}, replace: true });
    },
  };
}

const OPTIONS = ['/name', '/labels', '/scheduledFor', '/idempotencyKey'];

const nameIn = (place: string): string => (place.split('/')[2] ?? '').replaceAll('~1', '/').replaceAll('~0', '~');

function toFirstMistake(): void {
  const field = document.querySelector<HTMLElement>('.launch [aria-invalid="true"], .launch [data-wrong="true"] :is(input, textarea, select, button)');
  field?.focus();
}

function orderOf(draft: Draft, start: Moments | undefined): Order {
  const order: Order = { parameters: draft.values };
  if (draft.name.trim()) order.name = draft.name.trim();
  if (draft.labels !== undefined) order.labels = labelsOf(draft.labels);
  if (draft.key.trim()) order.idempotencyKey = draft.key.trim();
  const moment = start?.moments[draft.later ? start.moments.length - 1 : 0];
  if (moment !== undefined) order.scheduledFor = new Date(moment).toISOString();
  return order;
}

function collected(checked: FieldError[] | undefined, refused: unknown): Map<string, string> {
  const all = [...(checked ?? []), ...(isProblem(refused, 422) ? refused.fields : [])];
  const found = new Map<string, string>();
  for (const { pointer: place, message } of all) if (!found.has(place)) found.set(place, message);
  return found;
}

function differing(before: JsonObject, now: JsonObject): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((name) => !same(partOf(before, name), partOf(now, name)));
}

/** The value once it has been the same for a while. */
function useStill(value: string): string {
  const [still, setStill] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setStill(value), STILL);
    return () => clearTimeout(timer);
  }, [value]);
  return still;
}

/** Begins with the values of the run, or those, that the address names; once, so that what was typed since stays. */
function useBefore(flow: Flow, search: LaunchSearch, latest: { current: Draft }, put: (draft: Draft) => void, took: () => void): { before: Before | undefined; error: Error | null } {
  const run = useQuery({
    queryKey: ['run-text', search.from],
    queryFn: ({ signal }) => getText('/flow-runs/' + search.from, {}, signal),
    enabled: search.from !== undefined,
    staleTime: Infinity,
  });
  const before = useMemo((): Before | undefined => {
    if (search.from === undefined || run.data === undefined) return undefined;
    const told = parse(run.data);
    if (!isObject(told) || !isObject(told.parameters)) return undefined;
    return { name: String(told.name), values: told.parameters };
  }, [run.data, search.from]);
  const source = search.from ?? (search.params === undefined ? undefined : 'params:' + search.params);
  useEffect(() => {
    const values = search.from === undefined ? given(search.params) : before?.values;
    if (source === undefined || values === undefined || latest.current.from === source) return;
    const { text: _, ...rest } = latest.current;
    took();
    put({ ...rest, values, broken: {}, from: source });
  }, [source, before, flow.id]);
  return { before, error: run.error };
}

function given(params: string | undefined): JsonObject | undefined {
  if (params === undefined) return undefined;
  try {
    const values = parse(params);
    return isObject(values) ? values : undefined;
  } catch {
    return undefined;
  }
}
