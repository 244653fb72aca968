/** `flowella openapi`: the server's own OpenAPI, made of its routes. It needs no running server and no configuration. */
import { createServer } from "../../server/app.ts";
import { openApiOf } from "../../server/http/openapi/document.ts";
import { emptyContext } from "../empty-context.ts";
import { print } from "../output.ts";

export interface OpenApiOptions {
  readonly url: string;
}

export async function openApiCommand({ url }: OpenApiOptions): Promise<void> {
  print(JSON.stringify(await openApi(url), null, 2));
}

/** Of a server that is put together and never started. */
async function openApi(url: string) {
  const context = await emptyContext(url);
  const server = createServer(context);
  try {
    return openApiOf(server.app, url);
  } finally {
    await server.stop();
    await context.store.close();
  }
}
