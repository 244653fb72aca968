/**
 * What HubSpot's host puts into an extension's worker before the extension's own code runs (HubSpot reference 2.10a), and
 * the way of what it renders to the page. It must be the first import of the bundle.
 */
import { type Channel, createRemoteRoot } from "app/@remote-ui/core";
import { createRoot } from "app/@remote-ui/react";
import { createEndpoint, type Messenger, retain } from "app/@remote-ui/rpc";
import { useSyncExternalStore } from "app/react";
import type { AlertContent, ExtensionContext, FetchOptions, HostApi, IframeModal, PageLocation } from "./host-api.ts";

type Extend = (api: { context: ExtensionContext; actions: object; runServerlessFunction: () => unknown }) => unknown;

const scope: object & Messenger = globalThis;
const endpoint = createEndpoint<HostApi>(scope);
const host = endpoint.call;

/** A value that components follow. */
class Followed<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();
  constructor(value: T) {
    this.#value = value;
  }
  readonly read = (): T => this.#value;
  readonly subscribe = (changed: () => void) => {
    this.#listeners.add(changed);
    return () => void this.#listeners.delete(changed);
  };
  write(value: T): void {
    this.#value = value;
    for (const changed of this.#listeners) changed();
  }
  readonly use = (): T => useSyncExternalStore(this.subscribe, this.read);
}

const context = new Followed<ExtensionContext>({});
const location = new Followed<PageLocation>({ path: "/", params: {} });
let extend: Extend | undefined;

const actions = {
  addAlert: (alert: AlertContent) => void host.addAlert(alert),
  reloadPage: () => void host.reloadPage(),
  openIframeModal: (modal: IframeModal, onClose?: () => void) => void host.openIframeModal(modal, onClose),
  copyTextToClipboard: (text: string) => host.copyTextToClipboard(text),
  closeOverlay: (id: string) => void host.closeOverlay(id),
  navigateToPage: (to: { to: string; params?: Record<string, string> }) => void host.navigateToPage(to),
  fetchCrmObjectProperties: (names: readonly string[] | "*") => host.fetchCrmObjectProperties(names),
  refreshObjectProperties: () => void host.refreshObjectProperties(),
  // Fires for edits in HubSpot's own screens, and this page has none (HubSpot reference 2.4).
  onCrmPropertiesUpdate: () => undefined,
};

async function hsFetch(url: string | URL, { method, timeout, body, headers }: FetchOptions = {}): Promise<Response> {
  const plain = headers instanceof Headers ? Object.fromEntries(headers) : headers;
  const answer = await host.hsFetch(String(url), {
    ...(method !== undefined && { method }),
    ...(timeout !== undefined && { timeout }),
    ...(body !== undefined && { body }),
    ...(plain !== undefined && { headers: plain }),
  });
  if (answer.kind === "failed") throw new Error(answer.message);
  const empty = [204, 205, 304].includes(answer.status);
  return new Response(empty ? null : answer.body, { status: answer.status, headers: { "content-type": answer.type } });
}

/** The shape that the SDK's own hooks read. */
const hookAnswer = (answer: object) => new Response(JSON.stringify(answer));
const notHere = (hook: string) => async () =>
  hookAnswer({ error: `${hook} is not there on this page: ask the app's own server.` });

const log = (level: string) => (message: string | number) => void host.log(level, String(message));

Object.assign(globalThis, {
  __HUBSPOT_EXTENSION_WORKER__: true,
  logger: { debug: log("debug"), info: log("info"), warn: log("warn"), error: log("error") },
  extend_V2: (callback: Extend) => {
    extend = callback;
  },
  hsFetch,
  serverless: async () => {
    throw new Error("An app of the marketplace has no serverless functions.");
  },
  hsWorkerAPI: {
    useExtensionApi: () => ({ context: context.use(), actions }),
    useExtensionContext: context.use,
    useExtensionActions: () => actions,
    useAppPageLocation: location.use,
    fetchCrmProperties: async (names: readonly string[]) =>
      hookAnswer({ data: { ...Object.fromEntries(names.map((name) => [name, null])), ...(await known(names)) } }),
    fetchAssociations: notHere("useAssociations"),
    fetchCrmSearch: notHere("useCrmSearch"),
    formatCrmProperties: notHere("formatCrmProperties"),
    fetchHubSpotApi: notHere("fetchHubSpotApi"),
  },
});

const known = (names: readonly string[]) => host.fetchCrmObjectProperties(names);

endpoint.expose({
  start(channel: Channel, given: ExtensionContext, at: PageLocation) {
    retain(channel);
    context.write(given);
    location.write(at);
    if (!extend) throw new Error("The extension's entry never called hubspot.extend.");
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
