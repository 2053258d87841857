/** The architecture as rules: arrows point inward, contexts never import each other. */
export default {
  forbidden: [
    {
      name: 'contexts-never-import-each-other',
      comment: 'Contexts meet in the graph and in events alone.',
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/' },
      to: { path: '^subgraphs/', pathNot: '^subgraphs/$1/' },
    },
    {
      name: 'domain-is-pure',
      comment: 'The domain imports the kernel, itself and pure date arithmetic: no I/O, no framework.',
      severity: 'error',
      from: { path: '^subgraphs/[^/]+/src/domain/' },
      to: { pathNot: ['^subgraphs/[^/]+/src/domain/', '^packages/kernel/src/', '^node_modules/temporal-polyfill/'] },
    },
    {
      name: 'application-knows-no-infrastructure',
      severity: 'error',
      from: { path: '^subgraphs/[^/]+/src/application/' },
      to: {
        path: [
          '^subgraphs/[^/]+/src/(infrastructure|graphql|http|compose|main)',
          '^node_modules/(drizzle-orm|mongodb|pg|graphql)/',
        ],
      },
    },
    {
      name: 'graphql-calls-the-application',
      severity: 'error',
      from: { path: '^subgraphs/[^/]+/src/(graphql|http)/' },
      to: { path: '^subgraphs/[^/]+/src/(infrastructure|compose|main)' },
    },
    {
      name: 'infrastructure-stays-behind-ports',
      severity: 'error',
      from: { path: '^subgraphs/[^/]+/src/infrastructure/' },
      to: { path: '^subgraphs/[^/]+/src/(graphql|http|compose|main)' },
    },
    {
      name: 'packages-know-no-context',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(subgraphs|router|local)/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['\\.gen\\.ts$'] },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types'] },
  },
};
