# The server alone: sources run as they are, no build step, no stand-ins, no tests. `docker build -t flowella .`
# test/deploy/image.test.ts starts what these COPY lines put together, with nothing else beside it.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# Prebuilt binaries come inside the packages: no script has to run.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && npm cache clean --force

FROM node:24-slim
# FLOWELLA_SERVER: commands run inside the container ask its own server, whatever proxy stands in front.
ENV NODE_ENV=production HOST=0.0.0.0 FLOWELLA_SERVER=http://127.0.0.1:3000
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json LICENSE ./
COPY core core
COPY connectors connectors
COPY server server
COPY phone phone
COPY cli cli
COPY src/app/packages/contract src/app/packages/contract
# Code is root's and cannot be changed by the server; what it writes is in /app/data, and nowhere else.
RUN mkdir data && chown node:node data && printf '#!/bin/sh\nexec node /app/cli/main.js "$@"\n' > /usr/local/bin/flowella \
  && chmod 755 /usr/local/bin/flowella
USER node
VOLUME /app/data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "--max-semi-space-size=8", "/app/cli/main.js"]
CMD ["start"]
