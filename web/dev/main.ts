/** The app while it is worked on: Nuxt's development server behind the web's own, against a marketplace that runs. */
import { spawn } from 'node:child_process';
import { request as forward, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import type { Pages } from '../relay/serve.ts';
import { serveWeb } from '../relay/serve.ts';

const API_URL = process.env.API_URL ?? 'http://localhost:4000/graphql';
const PORT = Number(process.env.WEB_PORT ?? 3000);
const NUXT_PORT = PORT + 1;

const nuxt = spawn('npx', ['nuxt', 'dev', '--port', String(NUXT_PORT), '--host', '127.0.0.1'], {
  cwd: path.resolve(import.meta.dirname, '..'),
  stdio: 'inherit',
});
process.once('exit', () => nuxt.kill());

const pages: Pages = {
  contentPolicy: false,
  handle(request, response) {
    const asked = forward(
      { host: '127.0.0.1', port: NUXT_PORT, method: request.method, path: request.url, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    asked.on('error', () => response.writeHead(503).end('Nuxt is starting\n'));
    request.pipe(asked);
  },
  handleUpgrade(request, socket, head) {
    const upstream = connect(NUXT_PORT, '127.0.0.1', () => {
      upstream.write(`${opening(request)}\r\n\r\n`);
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  },
};

function opening(request: IncomingMessage): string {
  const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`);
  return [`${request.method} ${request.url} HTTP/1.1`, ...headers].join('\r\n');
}

const web = await serveWeb({ host: '127.0.0.1', port: PORT, apiUrl: API_URL, pages });
console.log(`web ${web.url} over ${API_URL}`);
