export default {
  dialect: 'postgresql',
  schema: './subgraphs/payment/src/infrastructure/tables.ts',
  out: './subgraphs/payment/migrations',
  schemaFilter: ['payments'],
};
