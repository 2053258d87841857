import { parseId } from '@marketplace/kernel/ids';
import { requireRole, signedIn } from '@marketplace/subgraph/require-caller';
import { scalarResolvers } from '@marketplace/subgraph/scalars';
import { withUserErrors } from '@marketplace/subgraph/user-errors';
import { createUpload } from '../application/create-upload.ts';
import { deletePortfolioItem, savePortfolioItem } from '../application/portfolio.ts';
import { ownCustomer, ownProvider } from '../application/profiles.ts';
import { isVisible, locationFor } from '../application/read-profiles.ts';
import { saveOffering } from '../application/save-offering.ts';
import { searchProviders } from '../application/search-providers.ts';
import { setProviderVerified } from '../application/set-provider-verified.ts';
import { updateProvider } from '../application/update-provider.ts';
import { skillsOf } from '../domain/provider.ts';
import { SKILLS, type Skill, skillById } from '../domain/skill-catalogue.ts';
import type { GraphQLContext } from './context.ts';
import type { Resolvers } from './schema.gen.ts';

export const resolvers: Resolvers = {
  ...scalarResolvers,

  Query: {
    viewer: (_, _args, { caller }) => signedIn(caller) && {},
    skills: () => [...SKILLS],
    provider: (_, { id }, context) => provider(id, context),
    offering: (_, { id }, context) => offering(id, context),
    searchProviders: (_, request, { stores }) => searchProviders(stores.search, request),
  },

  Mutation: {
    updateProvider: (_, { input }, { caller, stores }) => {
      const owner = requireRole(caller, 'PROVIDER');
      return withUserErrors(async () => ({ provider: await updateProvider(stores, owner, input) }));
    },
    saveOffering: (_, { input }, { caller, stores }) => {
      const owner = requireRole(caller, 'PROVIDER');
      return withUserErrors(async () => ({ offering: await saveOffering(stores, owner, input) }));
    },
    createUpload: (_, { input }, { caller, parts }) => {
      const owner = requireRole(caller, 'PROVIDER');
      return withUserErrors(async () => ({ upload: await createUpload(parts, owner, input) }));
    },
    savePortfolioItem: (_, { input }, { caller, parts }) => {
      const owner = requireRole(caller, 'PROVIDER');
      return withUserErrors(async () => ({ portfolioItem: await savePortfolioItem(parts, owner, input) }));
    },
    deletePortfolioItem: (_, { id }, { caller, parts }) => {
      const owner = requireRole(caller, 'PROVIDER');
      return withUserErrors(async () => ({ portfolioItem: await deletePortfolioItem(parts, owner, id) }));
    },
    setProviderVerified: (_, verification, { caller, parts }) => {
      const operator = requireRole(caller, 'OPERATOR');
      return withUserErrors(async () => ({ provider: await setProviderVerified(parts, operator, verification) }));
    },
  },

  Viewer: {
    customer: (_, _args, { caller, stores }) => ownCustomer(stores, signedIn(caller)),
    provider: (_, _args, { caller, stores }) => ownProvider(stores, signedIn(caller)),
  },

  Customer: {
    __resolveReference: ({ id }, { load }) => {
      const known = parseId('cus', id);
      return known ? load.customer.load(known) : null;
    },
  },

  Provider: {
    __resolveReference: ({ id }, context) => provider(id, context),
    skills: async (parent, _args, { load }) =>
      skillsOf(parent, await load.offeringsOf.load(parent.id)).map(existingSkill),
    location: (parent, _args, { caller }) => locationFor(caller, parent),
    offerings: async ({ id }, _args, { caller, load }) =>
      (await load.offeringsOf.load(id)).filter((one) => isVisible(caller, one)),
    portfolio: async ({ id }, _args, { load }) => [...(await load.portfolioOf.load(id))],
  },

  PortfolioItem: {
    imageUrl: ({ imageId }, _args, { parts }) => imageId && parts.links.imageUrl(imageId),
  },

  Offering: {
    __resolveReference: ({ id }, context) => offering(id, context),
    skill: ({ skillId }) => existingSkill(skillId),
    provider: async ({ providerId }, _args, { load }) => existing(await load.provider.load(providerId), providerId),
  },

  ProviderSearchEdge: {
    node: async ({ providerId }, _args, { load }) => existing(await load.provider.load(providerId), providerId),
  },

  Skill: {
    __resolveReference: ({ id }) => skillById(id) ?? null,
  },
};

function provider(id: string, { load }: GraphQLContext) {
  const known = parseId('prv', id);
  return known ? load.provider.load(known) : null;
}

function offering(id: string, { load }: GraphQLContext) {
  const known = parseId('off', id);
  return known ? load.offering.load(known) : null;
}

const existingSkill = (id: string): Skill => existing(skillById(id) ?? null, id);

function existing<Entity>(entity: Entity | null, id: string): Entity {
  if (entity === null) throw new Error(`${id} is referred to and does not exist`);
  return entity;
}
