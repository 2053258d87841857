import { runMain, WrongEnvironment } from '@marketplace/kernel/environment';
import { startMarketplace } from './marketplace.ts';
import { type LocalSettings, readSettings } from './settings.ts';
import { startWeb } from './web.ts';

await runMain(async () => {
  const settings = readSettings();
  const marketplace = await startMarketplace(settings).catch((error: unknown) => {
    if (portTaken(error)) throw new WrongEnvironment(`ROUTER_PORT: ${settings.port} is taken`);
    throw error;
  });
  console.log(`API    ${marketplace.url}`);
  const web = await startWeb(settings, marketplace.url).catch(async (error: unknown) => {
    await marketplace.stop();
    throw error;
  });
  console.log(banner(web.url, marketplace.url, settings));
  const stop = async () => {
    await web.close();
    await marketplace.stop();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
});

function portTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

function banner(webUrl: string, url: string, { demoData, demoPassword, dataFolder }: LocalSettings): string {
  const lines = [
    ['web', webUrl],
    ['explorer', `${webUrl}/developers/explorer`],
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
