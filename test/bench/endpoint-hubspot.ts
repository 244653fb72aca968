/** HubSpot at its two extremes, on loopback: one refuses everything at once, the other takes 30 s to say nothing. */
import { once } from "node:events";
import { createServer } from "node:http";

export interface HubSpotDouble {
  readonly url: string;
  close(): void;
}

const hangMs = 30_000;

export async function startHubSpotDouble(manner: "refuses" | "hangs"): Promise<HubSpotDouble> {
  const server = createServer((request, response) => {
    request.resume();
    if (manner === "hangs") {
      setTimeout(() => response.destroy(), hangMs).unref();
      return;
    }
    // Final: what it is asked for becomes a dead letter, and nothing waits.
    response.writeHead(400, { "content-type": "application/json" });
    response.end(
      JSON.stringify({ status: "error", category: "VALIDATION_ERROR", message: "refused by the benchmark" }),
    );
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
