export default {
  dialect: 'postgresql',
  schema: './subgraphs/order/src/infrastructure/tables.ts',
  out: './subgraphs/order/migrations',
  schemaFilter: ['orders'],
};
