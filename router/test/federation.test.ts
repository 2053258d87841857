/** Features of Federation 2, each on a small supergraph of its own. ApolloGateway is asked too and must agree. */
import { expect, test } from 'vitest';
import { referenceGateway } from './support/reference-gateway.ts';
import { composeSupergraph, type TestSubgraphs } from './support/supergraph.ts';
import { type GraphQLAnswer, type RouterInTest, routerOver } from './support/test-router.ts';

async function ask(
  subgraphs: TestSubgraphs,
  query: string,
  look: (router: RouterInTest<string>) => void = () => {},
): Promise<GraphQLAnswer> {
  const router = await routerOver(subgraphs);
  const schemas = Object.fromEntries(Object.entries(router.upstreams).map(([name, { schema }]) => [name, schema]));
  const gateway = await referenceGateway(composeSupergraph(subgraphs), schemas);
  try {
    const answer = await router.ask(query);
    look(router);
    expect(answer.data).toEqual((await gateway.ask(query)).data);
    return answer;
  } finally {
    await router.stop();
    await gateway.stop();
  }
}

const byId = ({ id }: { id: string }) => ({ id });

const media: TestSubgraphs = {
  catalog: {
    sdl: `
      type Query { media: [Media!]! }
      interface Media @key(fields: "id") { id: ID! title: String! }
      type Film implements Media @key(fields: "id") { id: ID! title: String! minutes: Int! }
      type Song implements Media @key(fields: "id") { id: ID! title: String! }`,
    resolvers: {
      Query: {
        media: () => [
          { __typename: 'Film', id: 'f', title: 'Film f', minutes: 90 },
          { __typename: 'Song', id: 's', title: 'Song s' },
        ],
      },
      Film: { __resolveReference: ({ id }: { id: string }) => ({ id, title: `Film ${id}`, minutes: 90 }) },
      Song: { __resolveReference: ({ id }: { id: string }) => ({ id, title: `Song ${id}` }) },
      Media: {
        __resolveReference: ({ id }: { id: string }) => ({
          __typename: id === 'f' ? 'Film' : 'Song',
          id,
          title: `? ${id}`,
          minutes: 1,
        }),
      },
    },
  },
  ratings: {
    sdl: `
      type Query { best: Media }
      type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int! }`,
    resolvers: {
      Query: { best: () => ({ id: 's', stars: 5 }) },
      Media: { __resolveReference: byId, stars: ({ id }: { id: string }) => (id === 'f' ? 4 : 5) },
    },
  },
};

test('@interfaceObject adds a field to every implementation', async () => {
  const { data } = await ask(media, '{ media { __typename title stars ... on Film { minutes stars } } }');
  expect(data.media).toEqual([
    { __typename: 'Film', title: 'Film f', stars: 4, minutes: 90 },
    { __typename: 'Song', title: 'Song s', stars: 5 },
  ]);
});

test('@interfaceObject as a root is completed with its real type', async () => {
  const { data } = await ask(media, '{ best { __typename id stars title ... on Song { id } } }');
  expect(data.best).toEqual({ __typename: 'Song', id: 's', stars: 5, title: '? s' });
});

test('@interfaceObject alone is shaped by the interface, whose fields need no real type', async () => {
  const { data } = await ask(media, '{ best { stars id } }');
  expect(data.best).toEqual({ stars: 5, id: 's' });
});

test('@provides saves a fetch', async () => {
  const subgraphs: TestSubgraphs = {
    users: {
      sdl: 'type User @key(fields: "id") { id: ID! name: String! @shareable email: String }',
      resolvers: { User: { __resolveReference: byId, name: () => 'from users', email: () => 'a@b.c' } },
    },
    posts: {
      sdl: `type Query { post: Post } type Post { author: User! @provides(fields: "name") }
        type User @key(fields: "id") { id: ID! name: String! @external }`,
      resolvers: { Query: { post: () => ({ author: { id: 'u', name: 'from posts' } }) } },
    },
  };
  const first = await ask(subgraphs, '{ post { author { name } } }', ({ upstreams }) => {
    expect(upstreams.users?.asked).toEqual([]);
  });
  expect(first.data).toEqual({ post: { author: { name: 'from posts' } } });
  const second = await ask(subgraphs, '{ post { author { email name } } }');
  expect(second.data.post.author.email).toBe('a@b.c');
});

test('@override moves a field to another subgraph', async () => {
  const { data } = await ask(
    {
      old: {
        sdl: 'type Query { user: User } type User @key(fields: "id") { id: ID! name: String }',
        resolvers: { Query: { user: () => ({ id: 'u', name: 'old' }) } },
      },
      new: {
        sdl: 'type User @key(fields: "id") { id: ID! name: String @override(from: "old") }',
        resolvers: { User: { name: () => 'new' } },
      },
    },
    '{ user { name } }',
  );
  expect(data).toEqual({ user: { name: 'new' } });
});

test('@requires reaches over three subgraphs, through abstract types', async () => {
  const { data } = await ask(
    {
      a: {
        sdl: `type Query { box: Box } type Box @key(fields: "id") { id: ID! content: Content }
          union Content = Ball | Cube type Ball @shareable { radius: Int! } type Cube @shareable { edge: Int! }`,
        resolvers: {
          Query: { box: () => ({ id: 'b', content: { __typename: 'Cube', edge: 3 } }) },
          Box: { __resolveReference: byId },
        },
      },
      b: {
        sdl: `type Box @key(fields: "id") { id: ID! content: Content @external
            size: Int @requires(fields: "content { ... on Ball { radius } ... on Cube { edge } }") }
          union Content = Ball | Cube type Ball @shareable { radius: Int! } type Cube @shareable { edge: Int! }`,
        resolvers: {
          Box: {
            size: ({ content }: { content: { edge?: number; radius?: number } }) => content.edge ?? content.radius,
          },
        },
      },
      c: {
        sdl: 'type Box @key(fields: "id") { id: ID! size: Int @external price: Int @requires(fields: "size") }',
        resolvers: { Box: { price: ({ size }: { size: number }) => size * 100 } },
      },
    },
    '{ box { price } }',
  );
  expect(data).toEqual({ box: { price: 300 } });
});

test('one name with different types in fragments keeps both apart', async () => {
  const { data } = await ask(
    {
      a: {
        sdl: `type Query { all: [Item!]! } union Item = Text | Number
          type Text @key(fields: "id") { id: ID! value: String } type Number @key(fields: "id") { id: ID! value: String }`,
        resolvers: {
          Query: {
            all: () => [
              { __typename: 'Text', id: 't', value: 'x' },
              { __typename: 'Number', id: 'n', value: '7' },
            ],
          },
        },
      },
      b: {
        sdl: 'type Text @key(fields: "id") { id: ID! size: Int } type Number @key(fields: "id") { id: ID! size: Float }',
        resolvers: { Text: { size: () => 1 }, Number: { size: () => 7.5 } },
      },
    },
    '{ all { ... on Text { value a: size } ... on Number { value b: size } } }',
  );
  expect(data.all).toEqual([
    { value: 'x', a: 1 },
    { value: '7', b: 7.5 },
  ]);
});

test('inaccessible fields serve as keys, and neither they nor hidden enum values are told', async () => {
  const { data, errors } = await ask(
    {
      a: {
        sdl: `type Query { users: [User!]! } type User @key(fields: "secret") { secret: ID! @inaccessible level: Level }
          enum Level { LOW HIGH TOP @inaccessible }`,
        resolvers: {
          Query: {
            users: () => [
              { secret: '1', level: 'HIGH' },
              { secret: '2', level: 'TOP' },
            ],
          },
        },
      },
      b: {
        sdl: 'type User @key(fields: "secret") { secret: ID! name: String }',
        resolvers: { User: { name: ({ secret }: { secret: string }) => `user ${secret}` } },
      },
    },
    '{ users { name level } }',
  );
  expect(data.users).toEqual([
    { name: 'user 1', level: 'HIGH' },
    { name: 'user 2', level: null },
  ]);
  expect(errors).toMatchObject([{ path: ['users', 1, 'level'] }]);
  expect(JSON.stringify(errors)).not.toContain('TOP');
});

test("a mutation's result is completed from other subgraphs before the next mutation runs", async () => {
  const calls: string[] = [];
  const called = <T>(name: string, result: T): T => {
    calls.push(name);
    return result;
  };
  const { data } = await ask(
    {
      a: {
        sdl: 'type Query { x: Int } type Mutation { first: Box second: Box } type Box @key(fields: "id") { id: ID! }',
        resolvers: {
          Mutation: {
            first: () => called('first', { id: '1' }),
            second: () => called('second', { id: '2' }),
          },
          Box: { __resolveReference: byId },
        },
      },
      b: {
        sdl: 'type Mutation { between: Int } type Box @key(fields: "id") { id: ID! label: String }',
        resolvers: {
          Mutation: { between: () => called('between', 1) },
          Box: { label: ({ id }: { id: string }) => `box ${id}` },
        },
      },
    },
    'mutation { first { label } between second { id label } }',
  );
  expect(data).toEqual({ first: { label: 'box 1' }, between: 1, second: { id: '2', label: 'box 2' } });
  expect(calls.slice(0, 3)).toEqual(['first', 'between', 'second']);
});

test('lists of lists, nulls in lists and custom scalars come through as they are', async () => {
  const grid = [[{ id: '1' }, null], null, []];
  const json = { constructor: { deep: [1, 'two', null] } };
  const { data } = await ask(
    {
      a: {
        sdl: 'scalar Json type Query { grid: [[Cell]] json: Json } type Cell @key(fields: "id") { id: ID! }',
        resolvers: { Query: { grid: () => grid, json: () => json } },
      },
      b: { sdl: 'type Cell @key(fields: "id") { id: ID! color: String }', resolvers: { Cell: { color: () => 'red' } } },
    },
    '{ grid { color } json }',
  );
  expect(data).toEqual({ grid: [[{ color: 'red' }, null], null, []], json });
});
