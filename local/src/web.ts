/** The web app in the same process, in front of the API. Stops nothing else when it can't be had. */
import { WrongEnvironment } from '@marketplace/kernel/environment';
import { builtPages } from '@marketplace/web/built-pages';
import { serveWeb, type Web } from '@marketplace/web/serve';
import type { LocalSettings } from './settings.ts';

export async function startWeb({ host, webPort }: LocalSettings, apiUrl: string): Promise<Web> {
  const pages = await builtPages();
  try {
    return await serveWeb({ host, port: webPort, apiUrl, pages });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new WrongEnvironment(`WEB_PORT: ${webPort} is taken`);
    }
    throw error;
  }
}
