import { readPageContext } from '../../relay/page-context';

/** The page's own scripts carry the nonce of its Content-Security-Policy; nothing rendered from data does. */
export default defineNitroPlugin((nitro) => {
  nitro.hooks.hook('render:html', (html, { event }) => {
    const nonce = readPageContext(event.node.req.headers)?.nonce;
    if (!nonce) return;
    const marked = (part: string) => part.replaceAll('<script', `<script nonce="${nonce}"`);
    html.head = html.head.map(marked);
    html.bodyPrepend = html.bodyPrepend.map(marked);
    html.bodyAppend = html.bodyAppend.map(marked);
  });
});
