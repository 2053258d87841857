# One image for every service: what runs is the command, e.g. `subgraphs/order/src/main.ts`.
FROM node:24.11.1-bookworm-slim AS dependencies
WORKDIR /app
COPY . .
# the base image has the right Node already
RUN npm ci --omit=dev && rm -rf node_modules/node-linux-*

FROM node:24.11.1-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000
WORKDIR /app
COPY --from=dependencies --chown=root:root /app /app
# where a volume with images may stand
RUN install -d -o node -g node /images
USER node
ENTRYPOINT ["node"]
CMD ["router/src/main.ts"]
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=6 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
