import { readdirSync, readFileSync } from 'node:fs';
import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { MAX_MESSAGE_BYTES } from './broker.ts';
import type { AnyEnvelope, EventDraft } from './envelope.ts';

const FOLDER = new URL('../../../schema/events/', import.meta.url);

let schemas: Ajv2020 | undefined;

/** Each schema is read at the first use of any, and compiled at its own first use. */
export function validatorOf(type: string): ValidateFunction {
  schemas ??= readSchemas();
  const validate = schemas.getSchema(`${type}.json`);
  if (!validate) throw new Error(`no schema for events of type ${type}`);
  return validate;
}

function readSchemas(): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  formats.default(ajv);
  ajv.addKeyword('x-version');
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.json')))
    ajv.addSchema(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')));
  return ajv;
}

/**
 * Throws when a draft's data is not what its schema says: a fault of the publisher, which rolls its transaction back.
 * Consumers don't validate: they accept unknown fields and the previous version.
 */
export function validateDraft({ type, data }: EventDraft): void {
  const validate = validatorOf(type);
  if (validate(data)) return;
  const faults = validate.errors?.map(({ instancePath, message }) => `data${instancePath} ${message}`);
  throw new Error(`${type} is not as its schema says: ${faults?.join('; ')}`);
}

/** Throws when an event is too large for the brokers. */
export function checkSize(event: AnyEnvelope): void {
  const bytes = Buffer.byteLength(JSON.stringify(event));
  if (bytes > MAX_MESSAGE_BYTES)
    throw new Error(`${event.type} of ${event.subject} has ${bytes} bytes, more than ${MAX_MESSAGE_BYTES}`);
}
