/** @key: simple, compound, nested, several, chains over subgraphs, not resolvable. */
import { type FederationGraph, federationCases } from '../support/federation-cases.ts';

const users = [
  { id: 'u1', name: 'Ada', org: { id: 'o1', region: { code: 'EU' } }, email: 'ada@x', bossId: null },
  { id: 'u2', name: 'Bob', org: { id: 'o1', region: { code: 'EU' } }, email: 'bob@x', bossId: 'u1' },
  { id: 'u3', name: 'Cy', org: { id: 'o2', region: { code: 'US' } }, email: 'cy@x', bossId: 'u2' },
];
type User = (typeof users)[number];
const byId = (id: string | null | undefined) => users.find((user) => user.id === id) ?? null;
const byEmail = (email: string) => users.find((user) => user.email === email) ?? null;
const loginsOf = ({ id }: { id: string }) => Number(id.slice(1)) * 10;

const simple: FederationGraph = {
  subgraphs: {
    people: {
      sdl: `type Query { users: [User!]! user(id: ID!): User }
        type User @key(fields: "id") { id: ID! name: String! boss: User }`,
      resolvers: {
        Query: { users: () => users, user: (_: unknown, { id }: User) => byId(id) },
        User: { __resolveReference: ({ id }: User) => byId(id), boss: ({ id }: User) => byId(byId(id)?.bossId) },
      },
    },
    audit: {
      sdl: 'type Query { latest: User none: User } type User @key(fields: "id") { id: ID! logins: Int! twin: User }',
      resolvers: {
        Query: { latest: () => ({ id: 'u2' }), none: () => null },
        User: { logins: loginsOf, twin: ({ id }: User) => (id === 'u1' ? { id: 'u3' } : null) },
      },
    },
  },
  whole: {
    sdl: `type Query { users: [User!]! user(id: ID!): User latest: User none: User }
      type User { id: ID! name: String! boss: User logins: Int! twin: User }`,
    resolvers: {
      Query: {
        users: () => users,
        user: (_, { id }) => byId(id),
        latest: () => byId('u2'),
        none: () => null,
      },
      User: {
        boss: ({ bossId }) => byId(bossId),
        logins: loginsOf,
        twin: ({ id }) => (id === 'u1' ? byId('u3') : null),
      },
    },
  },
};

federationCases('one key', simple, {
  'completes an entity from another subgraph': {
    query: '{ user(id: "u1") { name logins } }',
    data: { user: { name: 'Ada', logins: 10 } },
  },
  'completes each of a list': {
    query: '{ users { logins name } }',
    data: {
      users: [
        { logins: 10, name: 'Ada' },
        { logins: 20, name: 'Bob' },
        { logins: 30, name: 'Cy' },
      ],
    },
  },
  'which the client asks for comes once': {
    query: '{ users { id logins } }',
    data: {
      users: [
        { id: 'u1', logins: 10 },
        { id: 'u2', logins: 20 },
        { id: 'u3', logins: 30 },
      ],
    },
  },
  'which the client does not ask for does not come': {
    query: '{ latest { name } }',
    data: { latest: { name: 'Bob' } },
  },
  'starts at either side': {
    query: '{ latest { logins name id } }',
    data: { latest: { logins: 20, name: 'Bob', id: 'u2' } },
  },
  'there and back': {
    query: '{ user(id: "u3") { boss { logins boss { name logins } } } }',
    data: { user: { boss: { logins: 20, boss: { name: 'Ada', logins: 10 } } } },
  },
  'there and back through the other side': {
    query: '{ user(id: "u1") { twin { name twin { name } boss { name twin { name } } } } }',
    data: { user: { twin: { name: 'Cy', twin: null, boss: { name: 'Bob', twin: null } } } },
  },
  'of nobody is null': { query: '{ user(id: "x") { name logins } none { name } }', data: { user: null, none: null } },
  'missing on the way is null': {
    query: '{ users { boss { logins } } }',
    data: { users: [{ boss: null }, { boss: { logins: 10 } }, { boss: { logins: 20 } }] },
  },
  'under another name': {
    query: '{ users { key: id n: logins } }',
    data: {
      users: [
        { key: 'u1', n: 10 },
        { key: 'u2', n: 20 },
        { key: 'u3', n: 30 },
      ],
    },
  },
  'whose name the client gives to something else': {
    query: '{ users { id: name logins } }',
    data: {
      users: [
        { id: 'Ada', logins: 10 },
        { id: 'Bob', logins: 20 },
        { id: 'Cy', logins: 30 },
      ],
    },
    apollo: 'answers with the key',
  },
  'whose name is given to a field of the other side': {
    query: '{ users { id: logins name } }',
    data: {
      users: [
        { id: 10, name: 'Ada' },
        { id: 20, name: 'Bob' },
        { id: 30, name: 'Cy' },
      ],
    },
  },
  'with names that end as the router’s own': {
    query: '{ users { id: name id__asked: logins name__asked: name } }',
    data: {
      users: [
        { id: 'Ada', id__asked: 10, name__asked: 'Ada' },
        { id: 'Bob', id__asked: 20, name__asked: 'Bob' },
        { id: 'Cy', id__asked: 30, name__asked: 'Cy' },
      ],
    },
    apollo: 'answers with the key',
  },
  'with its type': {
    query: '{ latest { __typename id: __typename name } }',
    data: { latest: { __typename: 'User', id: 'User', name: 'Bob' } },
  },
  'asked for twice under different names': {
    query: '{ a: user(id: "u1") { logins } b: user(id: "u1") { name logins } }',
    data: { a: { logins: 10 }, b: { name: 'Ada', logins: 10 } },
  },
});

const compound: FederationGraph = {
  subgraphs: {
    people: {
      sdl: `type Query { users: [User!]! } type User @key(fields: "id org { id region { code } }") {
        id: ID! name: String! org: Org! }
        type Org @shareable { id: ID! region: Region! } type Region @shareable { code: String! }`,
      resolvers: {
        Query: { users: () => users },
        User: { __resolveReference: ({ id }: User) => byId(id) },
      },
    },
    seats: {
      sdl: `type User @key(fields: "id org { id region { code } }") { id: ID! org: Org! seat: String! mates: [User!]! }
        type Org @shareable { id: ID! region: Region! } type Region @shareable { code: String! }`,
      resolvers: {
        User: {
          seat: ({ id, org }: User) => `${org.region.code}-${org.id}-${id}`,
          mates: ({ id, org }: User) => users.filter((user) => user.id !== id && user.org.id === org.id),
        },
      },
    },
  },
  whole: {
    sdl: `type Query { users: [User!]! } type User { id: ID! name: String! org: Org! seat: String! mates: [User!]! }
      type Org { id: ID! region: Region! } type Region { code: String! }`,
    resolvers: {
      Query: { users: () => users },
      User: {
        seat: ({ id, org }) => `${org.region.code}-${org.id}-${id}`,
        mates: ({ id, org }) => users.filter((user) => user.id !== id && user.org.id === org.id),
      },
    },
  },
};

federationCases('a compound key with objects in it', compound, {
  'is sent whole': {
    query: '{ users { seat } }',
    data: { users: [{ seat: 'EU-o1-u1' }, { seat: 'EU-o1-u2' }, { seat: 'US-o2-u3' }] },
  },
  'beside a part of it that is asked for': {
    query: '{ users { seat org { region { code } } } }',
    data: {
      users: [
        { seat: 'EU-o1-u1', org: { region: { code: 'EU' } } },
        { seat: 'EU-o1-u2', org: { region: { code: 'EU' } } },
        { seat: 'US-o2-u3', org: { region: { code: 'US' } } },
      ],
    },
  },
  'with parts under other names': {
    query: '{ users { seat o: org { i: id } } }',
    data: {
      users: [
        { seat: 'EU-o1-u1', o: { i: 'o1' } },
        { seat: 'EU-o1-u2', o: { i: 'o1' } },
        { seat: 'US-o2-u3', o: { i: 'o2' } },
      ],
    },
  },
  'whose parts’ names mean something else': {
    query: '{ users { seat org: name } }',
    data: {
      users: [
        { seat: 'EU-o1-u1', org: 'Ada' },
        { seat: 'EU-o1-u2', org: 'Bob' },
        { seat: 'US-o2-u3', org: 'Cy' },
      ],
    },
    apollo: 'fails',
  },
  'back to the first subgraph': {
    query: '{ users { mates { name seat } } }',
    data: {
      users: [
        { mates: [{ name: 'Bob', seat: 'EU-o1-u2' }] },
        { mates: [{ name: 'Ada', seat: 'EU-o1-u1' }] },
        { mates: [] },
      ],
    },
  },
});

const chain: FederationGraph = {
  subgraphs: {
    a: {
      sdl: 'type Query { users: [User!]! } type User @key(fields: "id") { id: ID! }',
      resolvers: { Query: { users: () => users.map(({ id }) => ({ id })) } },
    },
    b: {
      sdl: 'type User @key(fields: "id") @key(fields: "email") { id: ID! email: String! age: Int }',
      resolvers: {
        User: {
          __resolveReference: ({ id, email }: User) => (email ? byEmail(email) : byId(id)),
          age: ({ id }: User) => Number(id.slice(1)) + 30,
        },
      },
    },
    c: {
      sdl: `type Query { member: User } type User @key(fields: "email") { email: String! plan: String }
        type Group @key(fields: "name", resolvable: false) { name: ID! }
        extend type Query { group: Group }`,
      resolvers: {
        Query: { member: () => ({ email: 'cy@x' }), group: () => ({ name: 'g' }) },
        User: { plan: ({ email }: User) => `plan of ${email}` },
      },
    },
    d: {
      sdl: 'type Group @key(fields: "name") { name: ID! size: Int! }',
      resolvers: { Group: { size: () => 4 } },
    },
  },
  whole: {
    sdl: `type Query { users: [User!]! member: User group: Group } type Group { name: ID! size: Int! }
      type User { id: ID! email: String! age: Int plan: String }`,
    resolvers: {
      Query: { users: () => users, member: () => byId('u3'), group: () => ({ name: 'g', size: 4 }) },
      User: { age: ({ id }) => Number(id.slice(1)) + 30, plan: ({ email }) => `plan of ${email}` },
    },
  },
};

federationCases('several keys', chain, {
  'lead over a subgraph that has both': {
    query: '{ users { plan } }',
    data: { users: [{ plan: 'plan of ada@x' }, { plan: 'plan of bob@x' }, { plan: 'plan of cy@x' }] },
  },
  'lead back as well': {
    query: '{ member { id age plan } }',
    data: { member: { id: 'u3', age: 33, plan: 'plan of cy@x' } },
  },
  'with fields on the way': {
    query: '{ users { age plan id } }',
    data: {
      users: [
        { age: 31, plan: 'plan of ada@x', id: 'u1' },
        { age: 32, plan: 'plan of bob@x', id: 'u2' },
        { age: 33, plan: 'plan of cy@x', id: 'u3' },
      ],
    },
  },
  'hidden by other names': {
    query: '{ users { email: id plan } }',
    data: {
      users: [
        { email: 'u1', plan: 'plan of ada@x' },
        { email: 'u2', plan: 'plan of bob@x' },
        { email: 'u3', plan: 'plan of cy@x' },
      ],
    },
    apollo: 'mixes them up',
  },
  'that are not resolvable lead on to those who resolve them': {
    query: '{ group { name size } }',
    data: { group: { name: 'g', size: 4 } },
  },
  'that are not resolvable are answered where they are known': {
    query: '{ group { name } }',
    data: { group: { name: 'g' } },
  },
});
