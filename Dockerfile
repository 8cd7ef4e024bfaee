# The proxy in a container: docs/container.md says how to run it.
ARG BASE=docker.io/library/node:24-bookworm-slim

# Builds with everything that the build needs; nothing of it goes on but dist/.
FROM ${BASE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

# What runs in production, for the system that it runs on.
FROM ${BASE} AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts

FROM ${BASE}
WORKDIR /app
# A folder of its own for what is kept; a volume that is mounted there for the first time is the user's, too.
RUN mkdir /data && chown 1000:1000 /data
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json ./
ENV NODE_ENV=production DATA_DIR=/data PORT=8787
USER 1000:1000
VOLUME /data
EXPOSE 8787
STOPSIGNAL SIGTERM
# Each check starts a Node, which takes a busy or emulated machine seconds: after 5 it was called unhealthy, and was not.
# Without `fetch`, whose loading is half of such a check.
HEALTHCHECK --interval=30s --timeout=20s --start-period=60s \
  CMD ["node", "-e", "require('node:http').get({ host: '127.0.0.1', port: process.env.PORT, path: '/health' }, ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1)).on('error', () => process.exit(1))"]
CMD ["node", "dist/proxy/main.js"]
