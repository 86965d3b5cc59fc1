import { describe, expect, it } from 'vitest';
import type { FlowDrawing } from '../api/schema.gen';
import { insideOf, shapeOf, standingOf } from './model';
import { openText, unfolded, graphSearch } from './search';
import { choosable, chosen } from './select';
import type { TaskRow, TaskTable } from '../run/tasks/taskTable';
import { Drawing, facesOf, sameFace, tallness } from './boxes';
import { arrange } from './worker';
import { failedIn, linesOf, stepped } from './tree';

// a -> b -> c -> d, b -> load_all
const graph = choosable(['extract', 'parse', 'load', 'report', 'Load_All'], Uint32Array.of(0, 1, 2, 1), Uint32Array.of(1, 2, 3, 4));
const names = (query: string) => {
  const found = chosen(graph, query);
  return found && [...found].sort().map((i) => graph.names[i]);
};

describe('a query', () => {
  it('that is empty chooses nothing', () => expect(names('  ')).toBeNull());
  it('is a part of names, in any case', () => expect(names('LOAD')).toEqual(['load', 'load_all']));
  it('with stars is all of a name', () => {
    expect(names('load*')).toEqual(['load', 'load_all']);
    expect(names('*load')).toEqual(['load']);
    expect(names('*r*')).toEqual(['extract', 'parse', 'report']);
  });
  it('with a plus before it is all before it too', () => expect(names('+report')).toEqual(['extract', 'parse', 'load', 'report']));
  it('with a plus after it is all after it too', () => expect(names('parse+')).toEqual(['parse', 'load', 'report', 'load_all']));
  it('with a number is so many steps', () => {
    expect(names('1+report')).toEqual(['load', 'report']);
    expect(names('1+load*+1')).toEqual(['parse', 'load', 'report', 'load_all']);
  });
  it('of several words is what any of them chooses', () => expect(names('extract, report')).toEqual(['extract', 'report']));
  it('that is only a plus chooses nothing', () => expect(names('+')).toEqual([]));
});

describe('the address', () => {
  it('says what is unfolded', () => {
    expect(unfolded('3,g12,4')).toEqual({ nodes: [3, 4], groups: [12] });
    expect(openText({ nodes: [3], groups: [12] })).toBe('3,g12');
    expect(openText({ nodes: [], groups: [] })).toBeUndefined();
    expect(graphSearch({ open: '3,x', show: 'all', fold: 'lane', q: '+a' })).toEqual({ fold: 'lane', q: '+a' });
  });
});

const node = (k: number, name: string, kind = 'TASK', group: number | null = null) => ({ k, name, kind, group });
const drawing: FlowDrawing = {
  structureHash: '0',
  nodes: [node(0, 'list'), node(1, 'region', 'SUBFLOW'), node(2, 'fetch', 'MAP'), node(3, 'send'), node(4, 'read', 'TASK', 1), node(5, 'write', 'TASK', 1)],
  edges: [0, 1, 0, 2, 1, 3, 2, 3, 4, 5],
  edgeKinds: { EACH: [1], GUARD: [2] },
};
const row = (node: number, child: number, name: string, state: string, children: Record<string, number> | null = null): TaskRow => ({ key: child < 0 ? `${node}` : `${node}.${child}`, node, child, name, kind: '', state, ready: null, queued: null, start: null, end: null, attempts: 0, worker: null, children });
const table = (...rows: TaskRow[]): TaskTable => ({ rev: 1, rows: new Map(rows.map((each) => [each.key, each])), cut: 0, whole: new Set(), inner: new Map(), countsAreOld: false });
const draw = (shape: ReturnType<typeof shapeOf>) => {
  const tall = Float32Array.from(shape.units, () => tallness(false, 0));
  return new Drawing(shape, arrange({ plan: { n: shape.units.length, ...shape }, choice: 'none', open: [], tall, group: 54 }, () => 0), tall);
};

describe('what is drawn', () => {
  it('is the flow without what is within its nodes', () => {
    const shape = shapeOf(drawing);
    expect(shape.units.map((unit) => unit.key)).toEqual(['list', 'region', 'fetch', 'send']);
    expect([...shape.meaning]).toEqual([0, 1, 3, 0]);
  });

  it('has what is within a node that is unfolded between it and what comes after', () => {
    const shape = shapeOf(drawing, new Map([[1, insideOf(drawing, 1)!]]));
    expect(shape.units.map((unit) => unit.key)).toEqual(['list', 'region', 'fetch', 'send', 'region/read', 'region/write']);
    const edges = [...shape.from].map((from, i) => `${shape.units[from]!.name}>${shape.units[shape.to[i]!]!.name}`).sort();
    expect(edges).toEqual(['fetch>send', 'list>fetch', 'list>region', 'read>write', 'region>read', 'write>send']);
  });

  it('says the states of what is within from the run that it is', () => {
    const shape = shapeOf(drawing, new Map([[1, insideOf(drawing, 1)!]]));
    const standing = standingOf(shape, table(row(0, -1, 'list', 'Success')), new Map([[1, table(row(1, -1, 'write', 'Failed'))]]), []);
    expect(standing.rows.map((each) => each?.state)).toEqual(['Success', undefined, undefined, undefined, undefined, 'Failed']);
  });

  it('changes its face only where a state did', () => {
    const shape = shapeOf(drawing);
    const drawn = draw(shape);
    const at = (state: string) => facesOf(drawn, standingOf(shape, table(row(0, -1, 'list', 'Success'), row(2, -1, 'fetch', 'Mapped', { Success: 2, Running: 1 }), row(3, -1, 'send', state)), new Map(), []));
    const [before, after] = [at('Running'), at('Failed')];
    expect(before.map((face, i) => sameFace(face, after[i]!))).toEqual([true, true, true, false]);
    expect(before[2]!.total).toBe(3);
    const rows = table(row(0, -1, 'list', 'Success'), row(3, -1, 'send', 'Running'));
    const standing = standingOf(shape, rows, new Map(), []);
    const said = { drawing: drawn, standing, faces: facesOf(drawn, standing) };
    const next = standingOf(shape, { ...rows, rows: new Map(rows.rows).set('3', row(3, -1, 'send', 'Failed')) }, new Map(), []);
    expect(facesOf(drawn, next, said)).toEqual(facesOf(drawn, next));
    expect(facesOf(drawn, next, said)[0]).toBe(said.faces[0]);
  });
});

describe('the list', () => {
  const shape = shapeOf(drawing);
  const standing = standingOf(shape, table(row(2, -1, 'fetch', 'Mapped'), row(2, 1, 'fetch[1]', 'Failed'), row(2, 0, 'fetch[0]', 'Success')), new Map(), [2]);
  const drawn = draw(shape);
  const lines = linesOf(drawn, standing);
  const named = (at: number | null) => (at === null ? null : shape.units[drawn.unitOf(lines[at]!.box)]!.name + (lines[at]!.child < 0 ? '' : `[${lines[at]!.child}]`));
  const place = (name: string) => lines.findIndex((_, at) => named(at) === name);

  it('has all that is drawn, step by step, with the children of what is unfolded', () => {
    expect(lines.map((_, at) => named(at)).sort()).toEqual(['fetch', 'fetch[0]', 'fetch[1]', 'list', 'region', 'send']);
    expect(named(0)).toBe('list');
    expect(named(lines.length - 1)).toBe('send');
    expect(place('fetch[0]')).toBe(place('fetch') + 1);
  });

  it('is walked along edges and line by line', () => {
    expect(named(stepped(drawn, lines, place('send'), 'after'))).toBeNull();
    expect(['region', 'fetch']).toContain(named(stepped(drawn, lines, place('send'), 'before')));
    expect(named(stepped(drawn, lines, place('fetch'), 'before'))).toBe('list');
    expect(named(stepped(drawn, lines, place('fetch[1]'), 'before'))).toBe('fetch');
    expect(named(stepped(drawn, lines, 0, 'above'))).toBeNull();
    expect(named(stepped(drawn, lines, -1, 'below'))).toBe('list');
  });

  it('knows what failed', () => expect(lines.filter((line) => failedIn(drawn, standing, line)).map((line) => named(lines.indexOf(line)))).toEqual(['fetch[1]']));
});
