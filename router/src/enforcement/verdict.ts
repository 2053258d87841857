import { type DocumentNode, type FieldNode, Kind, type SelectionSetNode, visit } from 'graphql';
import type { AnswerError } from '../answer.ts';
import type { Rule } from '../schema/protections.ts';
import type { FieldRules } from './field-rules.ts';

/** What enforcement asks about a caller. */
export interface Subject {
  readonly signedIn: boolean;
  readonly scopes: readonly string[];
  /** The names of the @policy conditions that the caller fulfils. */
  readonly policies: ReadonlySet<string>;
}

/** Which of an operation's fields a caller may not use. Callers with equal keys share plans. */
export interface Verdict {
  readonly key: string;
  /** The error to give in place of the field, or undefined where nothing stands against it. */
  denied(field: FieldNode): Omit<AnswerError, 'path'> | undefined;
}

const GRANTED: Verdict = { key: '', denied: () => undefined };

const UNAUTHENTICATED = { message: 'Sign in to use this field.', extensions: { code: 'UNAUTHENTICATED' } } as const;
const FORBIDDEN = {
  message: 'Your role or scopes do not allow this field.',
  extensions: { code: 'FORBIDDEN' },
} as const;

export function judge(rules: FieldRules, subject: Subject): Verdict {
  if (rules.all.length === 0) return GRANTED;
  const broken = rules.all.filter((rule) => !fulfils(subject, rule));
  if (broken.length === 0) return GRANTED;
  const error = subject.signedIn ? FORBIDDEN : UNAUTHENTICATED;
  return {
    key: `${error.extensions.code}:${broken.map((rule) => rules.all.indexOf(rule)).join()}`,
    denied: (field) => (rules.byField.get(field)?.some((rule) => broken.includes(rule)) ? error : undefined),
  };
}

function fulfils(subject: Subject, rule: Rule): boolean {
  if (rule.kind === 'authenticated') return subject.signedIn;
  if (rule.kind === 'scopes') return rule.anyOf.some((all) => all.every((scope) => subject.scopes.includes(scope)));
  return rule.anyOf.some((all) => all.every((policy) => subject.policies.has(policy)));
}

const PLACEHOLDER: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** The document without the fields that the verdict denies: what is planned and reaches subgraphs. */
export function withoutDenied(document: DocumentNode, verdict: Verdict): DocumentNode {
  if (verdict === GRANTED) return document;
  return visit(document, {
    Field: { enter: (node) => (verdict.denied(node) ? null : undefined) },
    SelectionSet: {
      // A selection must not be empty, and its object is still asked for, to know whether it exists.
      leave: (node): SelectionSetNode | undefined =>
        node.selections.length === 0 ? { ...node, selections: [PLACEHOLDER] } : undefined,
    },
  });
}
