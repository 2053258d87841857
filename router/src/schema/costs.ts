import {
  type Directive,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type Schema,
} from '@apollo/federation-internals';
import { z } from 'zod';
import { directiveName } from './core-directive.ts';

/** What @cost and @listSize say of the schema. */
export interface Costs {
  /** By `Type`, `Type.field`, `Type.field(argument)` or `Input.field`; undefined where the schema says nothing. */
  weight(of: string): number | undefined;
  listSize(type: string, field: string): ListSize | undefined;
  /** Whether any argument or input field has a weight: without, arguments need no look. */
  readonly weighsArguments: boolean;
}

/** How many items a list is taken to have. */
export interface ListSize {
  readonly assumedSize: number | undefined;
  /** Arguments that say how many: the greatest given counts. */
  readonly slicingArguments: readonly string[];
  /** The lists meant are not the field's own, but those of these fields below it. */
  readonly sizedFields: readonly string[];
}

const FEATURE = 'https://specs.apollo.dev/cost';
const costArguments = z.object({ weight: z.number() });
const listSizeArguments = z.object({
  assumedSize: z.number().nullish(),
  slicingArguments: z.array(z.string()).nullish(),
  sizedFields: z.array(z.string()).nullish(),
});

/** As data. */
export interface CostFacts {
  readonly weights: ReadonlyMap<string, number>;
  readonly sizes: ReadonlyMap<string, ListSize>;
  readonly weighsArguments: boolean;
}

export const costsOf = ({ weights, sizes, weighsArguments }: CostFacts): Costs => ({
  weight: (of) => weights.get(of),
  listSize: (type, field) => sizes.get(`${type}.${field}`),
  weighsArguments,
});

export function readCosts(schema: Schema): CostFacts {
  const weights = new Map<string, number>();
  const sizes = new Map<string, ListSize>();
  const costName = directiveName(schema, FEATURE, 'cost');
  const sizeName = directiveName(schema, FEATURE, 'listSize');
  let weighsArguments = false;
  const weigh = (of: string, applied: readonly Directive[], isInput = false): void => {
    const directive = applied.find(({ name }) => name === costName);
    if (!directive) return;
    weights.set(of, costArguments.parse(directive.arguments()).weight);
    weighsArguments ||= isInput;
  };
  for (const type of schema.types()) {
    weigh(type.name, type.appliedDirectives);
    if (isInputObjectType(type)) {
      for (const field of type.fields()) weigh(`${type.name}.${field.name}`, field.appliedDirectives, true);
    }
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of type.fields()) {
      const place = `${type.name}.${field.name}`;
      weigh(place, field.appliedDirectives);
      for (const argument of field.arguments()) weigh(`${place}(${argument.name})`, argument.appliedDirectives, true);
      const size = field.appliedDirectives.find(({ name }) => name === sizeName);
      if (size) sizes.set(place, readListSize(size));
    }
  }
  return { weights, sizes, weighsArguments };
}

function readListSize(directive: Directive): ListSize {
  const { assumedSize, slicingArguments, sizedFields } = listSizeArguments.parse(directive.arguments());
  return {
    assumedSize: assumedSize ?? undefined,
    slicingArguments: slicingArguments ?? [],
    sizedFields: sizedFields ?? [],
  };
}
