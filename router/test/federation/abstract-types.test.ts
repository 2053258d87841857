/** Interfaces and unions whose types, and the types' fields, are spread over subgraphs; interfaces that are entities. */
import { type FederationGraph, federationCases } from '../support/federation-cases.ts';

interface Thing {
  readonly __typename: string;
  readonly id: string;
}

const book = { __typename: 'Book', id: 'k', title: 'Emma', pages: 400 };
const song = { __typename: 'Song', id: 's', title: 'Yes', seconds: 200 };
const club = { __typename: 'Club', name: 'Readers' };
const stock = ({ id }: Thing) => (id === 'k' ? 3 : 9);

const media: FederationGraph = {
  subgraphs: {
    catalog: {
      sdl: `type Query { items: [Item!]! found: [Found!]! one(id: ID!): Item nobody: Found }
        interface Item { id: ID! title: String! }
        union Found = Book | Song | Club
        type Book implements Item @key(fields: "id") { id: ID! title: String! pages: Int! }
        type Song implements Item @key(fields: "id") { id: ID! title: String! seconds: Int! }
        type Club { name: String! }`,
      resolvers: {
        Query: {
          items: () => [book, song],
          found: () => [club, song, book],
          one: (_: unknown, { id }: Thing) => [book, song].find((item) => item.id === id) ?? null,
          nobody: () => null,
        },
        Book: { __resolveReference: () => book },
        Song: { __resolveReference: () => song },
      },
    },
    store: {
      sdl: `type Query { sold: [Ware!]! }
        interface Ware { id: ID! stock: Int! }
        type Book implements Ware @key(fields: "id") { id: ID! stock: Int! }
        type Song implements Ware @key(fields: "id") { id: ID! stock: Int! }
        type Mug implements Ware { id: ID! stock: Int! color: String }`,
      resolvers: {
        Query: {
          sold: () => [
            { __typename: 'Mug', id: 'm', stock: 1, color: 'red' },
            { __typename: 'Song', id: 's' },
          ],
        },
        Book: { stock },
        Song: { stock },
      },
    },
    reviews: {
      sdl: `type Book @key(fields: "id") { id: ID! stars: Int about: [Found!]! }
        union Found = Book | Song type Song @key(fields: "id") { id: ID! stars: Float }`,
      resolvers: {
        Book: {
          stars: () => 5,
          about: () => [
            { __typename: 'Song', id: 's' },
            { __typename: 'Book', id: 'k' },
          ],
        },
        Song: { stars: () => 4.5 },
      },
    },
  },
  whole: {
    sdl: `type Query { items: [Item!]! found: [Found!]! one(id: ID!): Item nobody: Found sold: [Ware!]! }
      interface Item { id: ID! title: String! } interface Ware { id: ID! stock: Int! }
      union Found = Book | Song | Club
      type Book implements Item & Ware { id: ID! title: String! pages: Int! stock: Int! stars: Int about: [Found!]! }
      type Song implements Item & Ware { id: ID! title: String! seconds: Int! stock: Int! stars: Float }
      type Club { name: String! } type Mug implements Ware { id: ID! stock: Int! color: String }`,
    resolvers: {
      Query: {
        items: () => [book, song],
        found: () => [club, song, book],
        one: (_, { id }) => [book, song].find((item) => item.id === id) ?? null,
        nobody: () => null,
        sold: () => [{ __typename: 'Mug', id: 'm', stock: 1, color: 'red' }, song],
      },
      Book: { stock, stars: () => 5, about: () => [song, book] },
      Song: { stock, stars: () => 4.5 },
    },
  },
};

federationCases('abstract types', media, {
  'are told by name': {
    query: '{ items { __typename } found { __typename } }',
    data: {
      items: [{ __typename: 'Book' }, { __typename: 'Song' }],
      found: [{ __typename: 'Club' }, { __typename: 'Song' }, { __typename: 'Book' }],
    },
  },
  'give the interface’s own fields': {
    query: '{ items { title } }',
    data: { items: [{ title: 'Emma' }, { title: 'Yes' }] },
  },
  'give each type’s own': {
    query: '{ items { ... on Book { pages } ... on Song { seconds } } }',
    data: { items: [{ pages: 400 }, { seconds: 200 }] },
  },
  'give types’ fields of other subgraphs': {
    query: '{ items { title ... on Book { stock stars } ... on Song { stock } } }',
    data: {
      items: [
        { title: 'Emma', stock: 3, stars: 5 },
        { title: 'Yes', stock: 9 },
      ],
    },
  },
  'by an interface that another subgraph has': {
    query: '{ items { ... on Ware { stock } title } }',
    data: {
      items: [
        { stock: 3, title: 'Emma' },
        { stock: 9, title: 'Yes' },
      ],
    },
  },
  'by an interface from a union': {
    query: '{ found { ... on Item { title } ... on Club { name } } }',
    data: { found: [{ name: 'Readers' }, { title: 'Yes' }, { title: 'Emma' }] },
  },
  'by two interfaces at once': {
    query: '{ found { ... on Item { title ... on Ware { stock } } } }',
    data: { found: [{}, { title: 'Yes', stock: 9 }, { title: 'Emma', stock: 3 }] },
  },
  'from the subgraph that has other types': {
    query: '{ sold { id stock ... on Item { title } ... on Mug { color } } }',
    data: {
      sold: [
        { id: 'm', stock: 1, color: 'red' },
        { id: 's', stock: 9, title: 'Yes' },
      ],
    },
  },
  'that are null': {
    query: '{ one(id: "x") { title } nobody { ... on Item { title } } }',
    data: { one: null, nobody: null },
  },
  'with nothing for this type': { query: '{ one(id: "k") { ... on Song { seconds stars } } }', data: { one: {} } },
  'with fields of different types under one name': {
    query: '{ items { ... on Book { n: stars } ... on Song { m: stars } } }',
    data: { items: [{ n: 5 }, { m: 4.5 }] },
  },
  'with different fields under one name': {
    query: '{ items { ... on Book { n: pages } ... on Song { n: seconds } } }',
    data: { items: [{ n: 400 }, { n: 200 }] },
  },
  'with different fields of several subgraphs under one name': {
    query: '{ items { ... on Book { n: pages } ... on Song { n: stock } } }',
    data: { items: [{ n: 400 }, { n: 9 }] },
  },
  'within abstract types': {
    query: '{ items { ... on Book { about { __typename ... on Item { title } ... on Song { seconds stars } } } } }',
    data: {
      items: [
        {
          about: [
            { __typename: 'Song', title: 'Yes', seconds: 200, stars: 4.5 },
            { __typename: 'Book', title: 'Emma' },
          ],
        },
        {},
      ],
    },
  },
  'through named fragments': {
    query: `{ found { ...F } } fragment F on Found { ...B ... on Song { ...I } } fragment B on Book { stars ...I }
      fragment I on Item { id title }`,
    data: { found: [{}, { id: 's', title: 'Yes' }, { stars: 5, id: 'k', title: 'Emma' }] },
  },
  'through fragments that say the same twice': {
    query: '{ items { ... on Item { ... on Item { title } } ... on Book { ... on Book { title pages } } } }',
    data: { items: [{ title: 'Emma', pages: 400 }, { title: 'Yes' }] },
  },
  'with variables': {
    query: 'query ($id: ID!) { one(id: $id) { ... on Ware { stock } } }',
    variables: { id: 's' },
    data: { one: { stock: 9 } },
  },
});

const animals = [
  { __typename: 'Dog', id: 'd', name: 'Rex', breed: 'Pug' },
  { __typename: 'Cat', id: 'c', name: 'Tom', lives: 9 },
];
const animal = ({ id }: { id: string }) => animals.find((one) => one.id === id) ?? null;
const visits = ({ id }: { id: string }) => (id === 'd' ? 2 : 7);

const zoo: FederationGraph = {
  subgraphs: {
    animals: {
      sdl: `type Query { animals: [Animal!]! pets: [Pet!]! }
        interface Animal @key(fields: "id") { id: ID! name: String! }
        type Dog implements Animal @key(fields: "id") { id: ID! name: String! breed: String! }
        type Cat implements Animal @key(fields: "id") { id: ID! name: String! lives: Int! }
        union Pet = Dog | Cat`,
      resolvers: {
        Query: { animals: () => animals, pets: () => animals },
        Animal: { __resolveReference: animal },
        Dog: { __resolveReference: animal },
        Cat: { __resolveReference: animal },
      },
    },
    vet: {
      sdl: `type Query { patients: [Animal!]! }
        type Animal @key(fields: "id") @interfaceObject { id: ID! visits: Int! friend: Animal name: String! @external
          card: String @requires(fields: "name") }`,
      resolvers: {
        Query: { patients: () => [{ id: 'c' }, { id: 'd' }] },
        Animal: {
          __resolveReference: (one: object) => one,
          visits,
          friend: ({ id }: { id: string }) => ({ id: id === 'd' ? 'c' : 'd' }),
          card: ({ name }: { name: string }) => `card of ${name}`,
        },
      },
    },
    food: {
      sdl: 'type Dog @key(fields: "id") { id: ID! bones: Int! } type Cat @key(fields: "id") { id: ID! fish: Int! }',
      resolvers: { Dog: { bones: () => 1 }, Cat: { fish: () => 2 } },
    },
  },
  whole: {
    sdl: `type Query { animals: [Animal!]! pets: [Pet!]! patients: [Animal!]! }
      interface Animal { id: ID! name: String! visits: Int! friend: Animal card: String }
      type Dog implements Animal { id: ID! name: String! breed: String! visits: Int! friend: Animal card: String bones: Int! }
      type Cat implements Animal { id: ID! name: String! lives: Int! visits: Int! friend: Animal card: String fish: Int! }
      union Pet = Dog | Cat`,
    resolvers: Object.fromEntries([
      ['Query', { animals: () => animals, pets: () => animals, patients: () => animals.toReversed() }],
      ...['Dog', 'Cat'].map((type) => [
        type,
        {
          visits,
          friend: ({ id }: { id: string }) => animal({ id: id === 'd' ? 'c' : 'd' }),
          card: ({ name }: { name: string }) => `card of ${name}`,
          bones: () => 1,
          fish: () => 2,
        },
      ]),
    ]),
  },
};

federationCases('@interfaceObject', zoo, {
  'adds a field to every type': { query: '{ animals { visits } }', data: { animals: [{ visits: 2 }, { visits: 7 }] } },
  'within a type’s fragment': {
    query: '{ animals { ... on Dog { visits breed } } }',
    data: { animals: [{ visits: 2, breed: 'Pug' }, {}] },
  },
  'from a union': {
    query: '{ pets { ... on Animal { visits } ... on Cat { lives } } }',
    data: { pets: [{ visits: 2 }, { visits: 7, lives: 9 }] },
  },
  'as a root, completed': {
    query: '{ patients { visits name } }',
    data: {
      patients: [
        { visits: 7, name: 'Tom' },
        { visits: 2, name: 'Rex' },
      ],
    },
  },
  'as a root, by its own fields alone': {
    query: '{ patients { id visits } }',
    data: {
      patients: [
        { id: 'c', visits: 7 },
        { id: 'd', visits: 2 },
      ],
    },
  },
  'as a root, with its real type': {
    query: '{ patients { __typename visits ... on Dog { breed } } }',
    data: {
      patients: [
        { __typename: 'Cat', visits: 7 },
        { __typename: 'Dog', visits: 2, breed: 'Pug' },
      ],
    },
  },
  'as a root, with a type’s fields of a third subgraph': {
    query: '{ patients { ... on Cat { fish visits } ... on Dog { bones } } }',
    data: { patients: [{ fish: 2, visits: 7 }, { bones: 1 }] },
  },
  'that leads to another': {
    query: '{ animals { name friend { name visits friend { name } } } }',
    data: {
      animals: [
        { name: 'Rex', friend: { name: 'Tom', visits: 7, friend: { name: 'Rex' } } },
        { name: 'Tom', friend: { name: 'Rex', visits: 2, friend: { name: 'Tom' } } },
      ],
    },
  },
  'that requires what the types have': {
    query: '{ animals { card } patients { card } }',
    data: {
      animals: [{ card: 'card of Rex' }, { card: 'card of Tom' }],
      patients: [{ card: 'card of Tom' }, { card: 'card of Rex' }],
    },
  },
  'under other names': {
    query: '{ animals { v: visits id: name } }',
    data: {
      animals: [
        { v: 2, id: 'Rex' },
        { v: 7, id: 'Tom' },
      ],
    },
    apollo: 'mixes them up',
  },
});
