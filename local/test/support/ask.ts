import { z } from 'zod';
import type { Person } from '../../src/tour/person.ts';

const body = z.object({ data: z.unknown(), errors: z.unknown().optional() });

/** What somebody is answered, checked to be of this shape. Throws what errors the answer holds. */
export async function ask<Answer extends z.ZodType>(
  as: Pick<Person, 'url' | 'token'>,
  query: string,
  variables: object,
  answer: Answer,
): Promise<z.infer<Answer>> {
  const response = await fetch(as.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${as.token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = body.parse(await response.json());
  if (errors) throw new Error(JSON.stringify(errors));
  return answer.parse(data);
}
