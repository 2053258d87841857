/** Fields that several subgraphs have: @shareable, @provides, @override, and values that several hold. */
import { type FederationGraph, federationCases } from '../support/federation-cases.ts';

interface Film {
  readonly id: string;
}

const title = ({ id }: Film) => `film ${id}`;
const director = (name: string) => ({ name, born: 1_950 });

const graph: FederationGraph = {
  subgraphs: {
    films: {
      sdl: `type Query { films: [Film!]! now: Clock! }
        type Film @key(fields: "id") { id: ID! title: String! @shareable director: Person! @shareable year: Int price: Int }
        type Person @shareable { name: String! born: Int }
        type Clock @shareable { hour: Int! minute: Int! }
        enum Genre { DRAMA COMEDY }
        extend type Film { genre: Genre }`,
      resolvers: {
        Query: { films: () => [{ id: 'f1' }, { id: 'f2' }], now: () => ({ hour: 9, minute: 30 }) },
        Film: {
          __resolveReference: ({ id }: Film) => ({ id }),
          title,
          director: () => director('Varda'),
          year: () => 1_962,
          price: () => 0,
          genre: ({ id }: Film) => (id === 'f1' ? 'DRAMA' : 'COMEDY'),
        },
      },
    },
    cinemas: {
      sdl: `type Query { tonight: [Show!]! best: Film @provides(fields: "title director { name }") clock: Clock! }
        type Show { film: Film! @provides(fields: "title") plain: Film! hall: Int! }
        type Film @key(fields: "id") {
          id: ID! title: String! @external director: Person! @external rating: Float price: Int @override(from: "films")
        }
        type Person @shareable { name: String! born: Int }
        type Clock @shareable { hour: Int! minute: Int! }`,
      resolvers: {
        Query: {
          tonight: () => [{ film: { id: 'f1', title: 'film f1' }, plain: { id: 'f2' }, hall: 3 }],
          best: () => ({ id: 'f2', title: 'film f2', director: director('Varda') }),
          clock: () => ({ hour: 9, minute: 30 }),
        },
        Film: { rating: () => 4.5, price: ({ id }: Film) => Number(id.slice(1)) * 8 },
      },
    },
    archive: {
      sdl: `type Film @key(fields: "id") { id: ID! title: String! @shareable director: Person! @shareable reels: Int! }
        type Person @shareable { name: String! born: Int }`,
      resolvers: { Film: { title, director: () => director('Varda'), reels: () => 7 } },
    },
  },
  whole: {
    sdl: `type Query { films: [Film!]! now: Clock! tonight: [Show!]! best: Film clock: Clock! }
      type Film { id: ID! title: String! director: Person! year: Int price: Int rating: Float reels: Int! genre: Genre }
      type Show { film: Film! plain: Film! hall: Int! } type Person { name: String! born: Int }
      type Clock { hour: Int! minute: Int! } enum Genre { DRAMA COMEDY }`,
    resolvers: {
      Query: {
        films: () => [{ id: 'f1' }, { id: 'f2' }],
        now: () => ({ hour: 9, minute: 30 }),
        clock: () => ({ hour: 9, minute: 30 }),
        tonight: () => [{ film: { id: 'f1' }, plain: { id: 'f2' }, hall: 3 }],
        best: () => ({ id: 'f2' }),
      },
      Film: {
        title,
        director: () => director('Varda'),
        year: () => 1_962,
        price: ({ id }) => Number(id.slice(1)) * 8,
        rating: () => 4.5,
        reels: () => 7,
        genre: ({ id }) => (id === 'f1' ? 'DRAMA' : 'COMEDY'),
      },
    },
  },
};

federationCases('shared fields', graph, {
  'come from where the entity is at hand': {
    query: '{ films { title reels } }',
    data: {
      films: [
        { title: 'film f1', reels: 7 },
        { title: 'film f2', reels: 7 },
      ],
    },
  },
  'with objects that several have': {
    query: '{ films { director { name born } rating } }',
    data: {
      films: [
        { director: { name: 'Varda', born: 1_950 }, rating: 4.5 },
        { director: { name: 'Varda', born: 1_950 }, rating: 4.5 },
      ],
    },
  },
  'of values without a key': {
    query: '{ now { hour minute } clock { minute } }',
    data: { now: { hour: 9, minute: 30 }, clock: { minute: 30 } },
  },
  'that are provided need no other subgraph': {
    query: '{ tonight { film { title } hall } }',
    data: { tonight: [{ film: { title: 'film f1' }, hall: 3 }] },
  },
  'that are provided here and not there': {
    query: '{ tonight { film { title } plain { title } } }',
    data: { tonight: [{ film: { title: 'film f1' }, plain: { title: 'film f2' } }] },
  },
  'that are provided in objects': {
    query: '{ best { title director { name } } }',
    data: { best: { title: 'film f2', director: { name: 'Varda' } } },
  },
  'that are provided in part': {
    query: '{ best { director { born name } year } }',
    data: { best: { director: { born: 1_950, name: 'Varda' }, year: 1_962 } },
  },
  'that are provided under another name': {
    query: '{ best { t: title title: rating } }',
    data: { best: { t: 'film f2', title: 4.5 } },
  },
  'that have moved come from the new place': {
    query: '{ films { price } }',
    data: { films: [{ price: 8 }, { price: 16 }] },
  },
  'that have moved, from the new place itself': {
    query: '{ tonight { film { price } } }',
    data: { tonight: [{ film: { price: 8 } }] },
  },
  'of three subgraphs at once': {
    query: '{ films { title price rating reels genre } }',
    data: {
      films: [
        { title: 'film f1', price: 8, rating: 4.5, reels: 7, genre: 'DRAMA' },
        { title: 'film f2', price: 16, rating: 4.5, reels: 7, genre: 'COMEDY' },
      ],
    },
  },
  'in the order in which they were asked for': {
    query: '{ best { reels id genre title rating year } }',
    data: { best: { reels: 7, id: 'f2', genre: 'COMEDY', title: 'film f2', rating: 4.5, year: 1_962 } },
  },
});

const labelled = (label: string): FederationGraph => ({
  subgraphs: {
    old: {
      sdl: 'type Query { users: [User!]! } type User @key(fields: "id") { id: ID! name: String }',
      resolvers: {
        Query: { users: () => [{ id: '1' }] },
        User: { __resolveReference: ({ id }: Film) => ({ id }), name: () => 'old' },
      },
    },
    new: {
      sdl: 'type User @key(fields: "id") { id: ID! name: String @override(from: "old", label: "moved") age: Int }',
      resolvers: { User: { name: () => 'new', age: () => 7 } },
    },
  },
  whole: {
    sdl: 'type Query { users: [User!]! } type User { id: ID! name: String age: Int }',
    resolvers: {
      Query: { users: () => [{ id: '1' }] },
      User: { name: () => (label === 'moved' ? 'new' : 'old'), age: () => 7 },
    },
  },
  config: { overrideLabels: [label] },
});

federationCases('a progressive @override that is on', labelled('moved'), {
  'takes the new place': { query: '{ users { name } }', data: { users: [{ name: 'new' }] }, apollo: 'knows no labels' },
  'beside others of it': {
    query: '{ users { age name id } }',
    data: { users: [{ age: 7, name: 'new', id: '1' }] },
    apollo: 'knows no labels',
  },
});

federationCases('a progressive @override that is off', labelled('other'), {
  'takes the old place': { query: '{ users { name } }', data: { users: [{ name: 'old' }] } },
  'beside others of the new': { query: '{ users { age name } }', data: { users: [{ age: 7, name: 'old' }] } },
});
