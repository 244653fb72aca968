/** What HubSpot's host puts into an extension's worker before the extension's own code runs (HubSpot reference 2.10a). */
import type { Followed } from "./followed.ts";
import type { AlertContent, ExtensionContext, FetchOptions, HostApi, IframeModal, PageLocation } from "./host-api.ts";
import type { Calls } from "./remote-ui/host.ts";

type Host = Calls<HostApi>;

/** HubSpot reference 2.4. */
export function actionsOf(host: Host) {
  return {
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
}

/** `hubspot.fetch` */
export function fetchOf(host: Host) {
  return async (url: string | URL, { method, timeout, body, headers }: FetchOptions = {}): Promise<Response> => {
    const plain = headers instanceof Headers ? Object.fromEntries(headers) : headers;
    const answer = await host.hsFetch(String(url), {
      ...(method !== undefined && { method }),
      ...(timeout !== undefined && { timeout }),
      ...(body !== undefined && { body }),
      ...(plain !== undefined && { headers: plain }),
    });
    if (answer.kind === "failed") throw new Error(answer.message);
    const { status, type } = answer;
    const empty = [204, 205, 304].includes(status);
    return new Response(empty ? null : answer.body, { status, headers: { "content-type": type } });
  };
}

export interface Surroundings {
  readonly host: Host;
  readonly actions: ReturnType<typeof actionsOf>;
  readonly context: Followed<ExtensionContext>;
  readonly location: Followed<PageLocation>;
  /** Called with what the entry hands to `hubspot.extend`. */
  readonly onExtend: (callback: unknown) => void;
}

export function workerGlobals({ host, actions, context, location, onExtend }: Surroundings): object {
  const log = (level: string) => (message: string | number) => void host.log(level, String(message));
  return {
    __HUBSPOT_EXTENSION_WORKER__: true,
    logger: { debug: log("debug"), info: log("info"), warn: log("warn"), error: log("error") },
    extend_V2: onExtend,
    hsFetch: fetchOf(host),
    serverless: async () => {
      throw new Error("An app of the marketplace has no serverless functions.");
    },
    hsWorkerAPI: {
      useExtensionApi: () => ({ context: context.use(), actions }),
      useExtensionContext: context.use,
      useExtensionActions: () => actions,
      useAppPageLocation: location.use,
      fetchCrmProperties: async (names: readonly string[]) => {
        const none = Object.fromEntries(names.map((name) => [name, null]));
        return hookAnswer({ data: { ...none, ...(await host.fetchCrmObjectProperties(names)) } });
      },
      fetchAssociations: notHere("useAssociations"),
      fetchCrmSearch: notHere("useCrmSearch"),
      formatCrmProperties: notHere("formatCrmProperties"),
      fetchHubSpotApi: notHere("fetchHubSpotApi"),
    },
  };
}

/** The shape that the SDK's own hooks read. */
const hookAnswer = (answer: object) => new Response(JSON.stringify(answer));

const notHere = (hook: string) => async () =>
  hookAnswer({ error: `${hook} is not there on this page: ask the app's own server.` });
