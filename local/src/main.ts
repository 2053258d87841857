import { runMain, WrongEnvironment } from '@marketplace/kernel/environment';
import { startMarketplace } from './marketplace.ts';
import { type LocalSettings, readSettings } from './settings.ts';

await runMain(async () => {
  const settings = readSettings();
  const marketplace = await startMarketplace(settings).catch((error: unknown) => {
    if (portTaken(error)) throw new WrongEnvironment(`ROUTER_PORT: ${settings.port} is taken`);
    throw error;
  });
  console.log(banner(marketplace.url, settings));
  const stop = async () => {
    await marketplace.stop();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
});

function portTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

function banner(url: string, { demoData, demoPassword, dataFolder }: LocalSettings): string {
  const lines = [
    ['API', `${url}   HTTP, WebSocket`],
    ['mail', url.replace('/graphql', '/dev/mail')],
    ['data', dataFolder],
  ];
  if (demoData) {
    lines.push(['sign in', `customer@demo.test  provider@demo.test  moderator@demo.test  operator@demo.test`]);
    lines.push(['password', demoPassword]);
  }
  lines.push(['try', 'npm run tour']);
  return [
    '',
    'The marketplace is open.',
    '',
    ...lines.map(([name = '', value]) => `  ${name.padEnd(10)}${value}`),
    '',
  ].join('\n');
}
