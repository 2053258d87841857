/** The public API's scalars. Resolvers see a DateTime as `Date`, MinorUnits as a number, a CurrencyCode as text. */
import { isCurrencyCode } from '@marketplace/kernel/money';
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

const RFC_3339 = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/i;

function parseInstant(value: unknown): Date {
  const match = typeof value === 'string' ? RFC_3339.exec(value) : null;
  const instant = new Date(match ? match[0] : Number.NaN);
  if (!match || Number.isNaN(instant.getTime()) || !isDay(Number(match[1]), Number(match[2]), Number(match[3])))
    throw new GraphQLError('DateTime must be an RFC 3339 instant, e.g. 2026-11-23T09:30:00.000Z');
  return instant;
}

/** `Date` takes the 30th of February for the 2nd of March. */
function isDay(year: number, month: number, day: number): boolean {
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function parseMinorUnits(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new GraphQLError('MinorUnits must be an integer within ±(2^53 − 1)');
}

function parseCurrency(value: unknown): string {
  if (typeof value === 'string' && isCurrencyCode(value)) return value;
  throw new GraphQLError('CurrencyCode must be an ISO 4217 code, e.g. USD');
}

const text = (node: ValueNode): unknown => (node.kind === Kind.STRING ? node.value : undefined);
const integer = (node: ValueNode): unknown => (node.kind === Kind.INT ? Number(node.value) : undefined);

export const scalarResolvers = {
  DateTime: new GraphQLScalarType<Date, string>({
    name: 'DateTime',
    serialize(value) {
      if (value instanceof Date) return value.toISOString();
      throw new TypeError(`not a Date: ${value}`);
    },
    parseValue: parseInstant,
    parseLiteral: (node) => parseInstant(text(node)),
  }),
  MinorUnits: new GraphQLScalarType<number, number>({
    name: 'MinorUnits',
    serialize: parseMinorUnits,
    parseValue: parseMinorUnits,
    parseLiteral: (node) => parseMinorUnits(integer(node)),
  }),
  CurrencyCode: new GraphQLScalarType<string, string>({
    name: 'CurrencyCode',
    serialize: parseCurrency,
    parseValue: parseCurrency,
    parseLiteral: (node) => parseCurrency(text(node)),
  }),
};
