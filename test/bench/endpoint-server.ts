/** A process of its own: the real server on a prepared database, as `npm start` serves it, log lines included. */
import { performance } from "node:perf_hooks";
import { serve } from "../../cli/serve.ts";
import { configSchema } from "../../server/config.ts";

const running = await serve(configSchema.parse(process.env), "sandbox", (listening) => listening);
process.send?.({ port: Number(new URL(running.url).port) });

process.on("message", async (asked) => {
  if (asked === "usage") {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMs: (user + system) / 1000, loopMs: performance.eventLoopUtilization().active });
    return;
  }
  // Ends by itself afterwards, so that a profile is written.
  await running.close();
  process.disconnect?.();
});
process.once("disconnect", () => process.exit());
