export const RESPONSE_JSON = 'application/graphql-response+json';
export const PLAIN_JSON = 'application/json';
export const EVENT_STREAM = 'text/event-stream';

export interface Accepted {
  readonly type: typeof RESPONSE_JSON | typeof PLAIN_JSON | typeof EVENT_STREAM;
  /** The client asked for application/json by name: GraphQL over HTTP then has 200 for every well-formed request. */
  readonly always200: boolean;
}

const BY_DEFAULT: Accepted = { type: PLAIN_JSON, always200: false };

/** What to answer with by the `Accept` header, or undefined when the client takes nothing that we have. */
export function negotiate(accept: string | undefined): Accepted | undefined {
  if (accept === undefined || accept.trim() === '') return BY_DEFAULT;
  let best: { readonly accepted: Accepted; readonly weight: number } | undefined;
  for (const range of accept.split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const accepted = offer(type);
    const weight = weightOf(parameters);
    if (accepted && speaksUtf8(parameters) && weight > (best?.weight ?? 0)) best = { accepted, weight };
  }
  return best?.accepted;
}

function offer(type: string): Accepted | undefined {
  if (type === RESPONSE_JSON) return { type: RESPONSE_JSON, always200: false };
  if (type === PLAIN_JSON) return { type: PLAIN_JSON, always200: true };
  if (type === EVENT_STREAM) return { type: EVENT_STREAM, always200: true };
  return type === '*/*' || type === 'application/*' ? BY_DEFAULT : undefined;
}

function weightOf(parameters: readonly string[]): number {
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  return weight === undefined ? 1 : Number(weight.slice(2)) || 0;
}

const speaksUtf8 = (parameters: readonly string[]): boolean =>
  parameters.every((parameter) => !parameter.startsWith('charset=') || /^charset="?utf-?8"?$/.test(parameter));

/** Whether a request's body is JSON in UTF-8. Browsers send this type across origins only after asking. */
export function isJson(contentType: string | undefined): boolean {
  const [type, ...parameters] = (contentType ?? '').split(';').map((part) => part.trim().toLowerCase());
  return type === PLAIN_JSON && speaksUtf8(parameters);
}
