import { Exact, numberOf, type Json } from './json';
import { type Kind } from './kinds';

/** The same numbers for the same seed, so that a failure can be looked at again. */
export class Dice {
  constructor(private state: number) {}

  below(most: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * most);
  }

  of<T>(all: readonly T[]): T {
    return all[this.below(all.length)]!;
  }
}

const TEXTS = ['', 'Italy', 'a b', '"', "'", '\\', '\n\t', '$(x)', '`x`', 'é漢字🎉', '\u0000\u001f', '__proto__', 'null', '7', '{}', '~/a', '-p', '\u2028', 'x'.repeat(300)];
const NAMES = ['a', 'b', 'toString', '__proto__', 'a/b', '~x', '', 'ü', 'c d'];
const NUMBERS = ['0', '-0', '7', '-1', '1.5', '1e3', '1E-7', '9007199254740993', '12345678901234567890', '0.1', '1.10', '-2147483648'];

const FORMS: Partial<Record<Kind['kind'], string[]>> = {
  date: ['2026-01-31'],
  time: ['18:30', '18:30:15'],
  local: ['2026-01-31T18:30', '2026-01-31T18:30:15'],
  moment: ['2026-01-31T18:30:00Z'],
  zoned: ['2026-01-31T18:30:00+01:00[Europe/Rome]'],
  month: ['2026-01'],
  duration: ['PT1H30M', 'P2D', 'PT0.5S'],
  zone: ['Europe/Berlin', 'UTC'],
  uuid: ['123e4567-e89b-42d3-a456-426614174000'],
  uri: ['https://example.org/?a=b'],
};

/** A JSON Schema of some depth. */
export function anySchema(dice: Dice, depth = 3): Record<string, unknown> {
  const plain = [
    {},
    { type: 'string' },
    { type: 'string', enum: ['GERMANY', 'ITALY', "a'b"] },
    { type: 'integer', minimum: -10, maximum: 10 },
    { type: 'number' },
    { type: 'boolean' },
    ...['date', 'time-local', 'date-time-local', 'date-time', 'date-time-zoned', 'year-month', 'duration', 'time-zone', 'uuid', 'uri'].map((format) => ({ format })),
  ];
  if (depth === 0) return dice.of(plain);
  switch (dice.below(6)) {
    case 0:
      return { type: 'array', items: anySchema(dice, depth - 1) };
    case 1:
      return { type: 'object', additionalProperties: anySchema(dice, depth - 1) };
    case 2:
    case 3: {
      const names = NAMES.filter(() => dice.below(2) === 0);
      return {
        type: 'object',
        title: 'R',
        properties: Object.fromEntries(names.map((name) => [name, anySchema(dice, depth - 1)])),
        required: names.filter(() => dice.below(2) === 0),
        additionalProperties: false,
      };
    }
    case 4:
      return { anyOf: [anySchema(dice, depth - 1), { type: 'null' }] };
    default:
      return dice.of(plain);
  }
}

/** A value of that kind, or, once in a while, of another. */
export function anyValue(dice: Dice, kind: Kind, depth = 4): Json {
  if (kind.nullable && dice.below(4) === 0) return null;
  if (dice.below(12) === 0) return anything(dice, 2);
  const some = <T>(make: () => T): T[] => Array.from({ length: dice.below(4) }, make);
  switch (kind.kind) {
    case 'boolean':
      return dice.below(2) === 0;
    case 'number':
      return dice.below(8) === 0 ? 'twelve' : numberOf(dice.of(NUMBERS));
    case 'choice':
      return dice.of(kind.choices);
    case 'list':
      return some(() => anyValue(dice, kind.of, depth - 1));
    case 'map':
      return Object.fromEntries(some(() => [dice.of(NAMES), anyValue(dice, kind.of, depth - 1)] as const));
    case 'record':
      return Object.fromEntries(kind.parts.filter((part) => part.required || dice.below(2) === 0).map((part) => [part.name, anyValue(dice, part.of, depth - 1)]));
    case 'json':
      return anything(dice, 2);
    case 'secret':
      return 'never';
    default:
      return dice.of(FORMS[kind.kind] ?? TEXTS);
  }
}

export function anything(dice: Dice, depth: number): Json {
  const some = <T>(make: () => T): T[] => Array.from({ length: dice.below(4) }, make);
  switch (dice.below(depth > 0 ? 7 : 5)) {
    case 0:
      return null;
    case 1:
      return dice.below(2) === 0;
    case 2:
      return dice.of(TEXTS);
    case 3:
      return numberOf(dice.of(NUMBERS));
    case 4:
      return new Exact('123456789012345678901234567890.5');
    case 5:
      return some(() => anything(dice, depth - 1));
    default:
      return Object.fromEntries(some(() => [dice.of(NAMES), anything(dice, depth - 1)] as const));
  }
}
