/** An extension's worker: it must be the first import of the bundle, for the entry's own code looks for the globals. */
import { Followed } from "./followed.ts";
import type { ExtensionContext, HostApi, PageLocation } from "./host-api.ts";
import type { Channel, Messenger } from "./remote-ui/host.ts";
import { createEndpoint, createRemoteRoot, createRoot, retain } from "./remote-ui/worker.ts";
import { actionsOf, workerGlobals } from "./worker-globals.ts";

function begin(scope: Messenger): void {
  const endpoint = createEndpoint<HostApi>(scope);
  const host = endpoint.call;
  const actions = actionsOf(host);
  const context = new Followed<ExtensionContext>({});
  const location = new Followed<PageLocation>({ path: "/", params: {} });
  let extend: unknown;
  const onExtend = (callback: unknown) => {
    extend = callback;
  };
  Object.assign(globalThis, workerGlobals({ host, actions, context, location, onExtend }));

  endpoint.expose({
    start(channel: Channel, given: ExtensionContext, at: PageLocation) {
      retain(channel);
      context.write(given);
      location.write(at);
      if (typeof extend !== "function") throw new Error("The extension's entry never called hubspot.extend.");
      const root = createRemoteRoot(channel);
      const runServerlessFunction = async () => ({ status: "ERROR", message: "There are no serverless functions." });
      createRoot(root).render(extend({ context: given, actions, runServerlessFunction }));
      return root.mount();
    },
    moveTo: (at: PageLocation) => location.write(at),
  });

  const crashed = (reason: unknown) => void host.crashed(reason instanceof Error ? reason.message : String(reason));
  globalThis.addEventListener("error", (event) => crashed(event.error ?? event.message));
  globalThis.addEventListener("unhandledrejection", (event) => crashed(event.reason));
}

if ("WorkerGlobalScope" in globalThis) begin(globalThis);
