import { Kind, parseType, type TypeNode } from 'graphql';
import type { WorldModel } from './model.ts';
import { hash } from './random.ts';

/** Ids in use: few, so that the same entity is met in many places. */
const IDS = 4;

/** The value of a type at a place: always the same one. */
export function valueOfType(model: WorldModel, type: string, place: string): unknown {
  return valueAt(model, parseType(type, { noLocation: true }), place);
}

function valueAt(model: WorldModel, type: TypeNode, place: string): unknown {
  if (type.kind === Kind.NON_NULL_TYPE) return present(model, type.type, place);
  return hash(`${place}?`) % 7 === 0 ? null : present(model, type, place);
}

function present(model: WorldModel, type: Exclude<TypeNode, { kind: Kind.NON_NULL_TYPE }>, place: string): unknown {
  if (type.kind === Kind.LIST_TYPE) {
    return Array.from({ length: hash(`${place}#`) % 4 }, (_, i) => valueAt(model, type.type, `${place}[${i}]`));
  }
  const name = type.name.value;
  const number = hash(place);
  if (name === 'String') return `s${number % 100}`;
  if (name === 'ID') return `i${number % 100}`;
  if (name === 'Int') return (number % 2000) - 1000;
  if (name === 'Float') return (number % 2000) / 8;
  if (name === 'Boolean') return number % 2 === 0;
  if (name === 'Color') return ['RED', 'GREEN', 'BLUE'][number % 3];
  if (name.startsWith('V')) return { __typename: name, place };
  const members = model.abstracts.find((one) => one.name === name)?.members ?? [name];
  return { __typename: members[number % members.length], id: String(hash(`${place}id`) % IDS) };
}
