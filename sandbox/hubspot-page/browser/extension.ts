/** One extension of the app on the page: its worker, what it may ask of HubSpot, and the elements that it renders. */
import { el } from "../../../phone/screen/index.ts";
import { type Extension, fetchAnswerSchema, type ShownAppState } from "../shapes.ts";
import { accountPath, ask } from "./ask.ts";
import { components } from "./components/index.ts";
import type { ExtensionContext, HostApi, PageLocation, Properties, WorkerApi } from "./host-api.ts";
import { openIframe, showAlert } from "./notices.ts";
import { makeOverlays } from "./overlays.ts";
import { createEndpoint, createRemoteReceiver, retain } from "./remote-ui/host.ts";
import { Tree } from "./tree.ts";
import { WORDS } from "./words.ts";

export interface Surroundings {
  readonly app: ShownAppState;
  readonly userId: number;
  readonly context: ExtensionContext;
  readonly location?: PageLocation;
  /** The contact's, at an extension on a record. */
  readonly properties?: () => Promise<Properties>;
  readonly onRefresh?: () => void;
  readonly onNavigate: (to: PageLocation) => void;
}

export interface RunningExtension {
  readonly element: HTMLElement;
  moveTo(location: PageLocation): void;
  end(): void;
}

export function runExtension(extension: Extension, given: Surroundings): RunningExtension {
  const { app } = given;
  const problems = el("div", { class: "problems", role: "alert" });
  const slot = el("div", { class: "extension-slot" }, el("p", { class: "waiting" }, WORDS.loading));
  const overlayPlace = el("div", { class: "overlays" });
  const element = el("div", { class: "extension" }, problems, slot, overlayPlace);
  const told = new Set<string>();
  const problem = (sentence: string) => {
    if (told.has(sentence)) return;
    told.add(sentence);
    problems.append(el("p", { class: "unknown" }, sentence));
  };
  const local = (url: string) => localAddress(url, app.proxy);

  const worker = new Worker(`${accountPath()}/extensions/${extension.id}.js`, { type: "module" });
  const endpoint = createEndpoint<WorkerApi>(worker);
  const overlays = makeOverlays(overlayPlace);
  const host: HostApi = {
    addAlert: showAlert,
    reloadPage: () => location.reload(),
    openIframeModal: (modal, onClose) => {
      if (onClose) retain(onClose);
      if (!app.framed.some((permitted) => modal.uri.startsWith(permitted)))
        return problem(`${modal.uri} is not in permittedUrls.iframe.`);
      openIframe(local(modal.uri), modal, () => onClose?.());
    },
    copyTextToClipboard: async (text) => {
      await navigator.clipboard.writeText(text);
      showAlert({ type: "success", message: WORDS.copied });
    },
    closeOverlay: (id) => overlays.close(id),
    navigateToPage: ({ to, params = {} }) => given.onNavigate({ path: to, params }),
    fetchCrmObjectProperties: async (names) => {
      const all = (await given.properties?.()) ?? {};
      return names === "*" ? all : Object.fromEntries(names.flatMap((name) => pair(name, all[name])));
    },
    refreshObjectProperties: () => given.onRefresh?.(),
    hsFetch: (url, options) =>
      ask("/fetch", fetchAnswerSchema, { userId: given.userId, url, ...options }).catch((error: unknown) => ({
        kind: "failed",
        message: error instanceof Error ? error.message : String(error),
      })),
    // biome-ignore lint/suspicious/noConsole: the browser's console is where the app's log is looked for.
    log: (level, message) => console.info(`[${extension.id}] ${level}: ${message}`),
    crashed: (message) => {
      slot.querySelector(".waiting")?.remove();
      problem(`${WORDS.broken}: ${message}`);
    },
  };
  endpoint.expose(host);
  worker.addEventListener("error", ({ message }) => host.crashed(message || "its script could not be run."));

  const receiver = createRemoteReceiver();
  const navigate = (path: string, params: Readonly<Record<string, string>>) => given.onNavigate({ path, params });
  const tree = new Tree(receiver, components, { problem, local, navigate, overlays });
  endpoint.call
    .start(receiver.receive, given.context, given.location ?? { path: "/", params: {} })
    .then(() => tree.mount(slot))
    .catch((error: unknown) => host.crashed(error instanceof Error ? error.message : String(error)));

  return {
    element,
    moveTo: (to) => void endpoint.call.moveTo(to),
    end: () => worker.terminate(),
  };
}

const pair = (name: string, value: string | undefined): [string, string][] =>
  value === undefined ? [] : [[name, value]];

/** A public address as it is reached from this machine. */
function localAddress(url: string, proxy: Readonly<Record<string, string>>): string {
  const parsed = URL.parse(url);
  const origin = parsed ? proxy[parsed.origin] : undefined;
  return parsed && origin ? `${origin}${parsed.pathname}${parsed.search}${parsed.hash}` : url;
}
