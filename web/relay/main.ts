/** The web app as a process of its own, in front of an API elsewhere. */
import { port, readEnvironment, runMain } from '@marketplace/kernel/environment';
import { z } from 'zod';
import { builtPages } from './built-pages.ts';
import { serveWeb } from './serve.ts';

const environment = {
  HOST: z.string().default('127.0.0.1'),
  PORT: port(3000),
  API_URL: z.url({ protocol: /^https?$/ }).default('http://localhost:4000/graphql'),
  WEB_ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  BRAND: z.string().min(1).max(40).default('Doorstep'),
};

await runMain(async () => {
  const settings = readEnvironment(environment);
  const pages = await builtPages();
  const web = await serveWeb({
    host: settings.HOST,
    port: settings.PORT,
    apiUrl: settings.API_URL,
    origin: settings.WEB_ORIGIN,
    brand: settings.BRAND,
    pages,
  });
  console.log(`web ${web.url}`);
  const stop = async () => {
    await web.close();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
});
