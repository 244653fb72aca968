/** What page and worker ask of each other. Everything crosses as messages, so every answer is a promise. */
import type { FetchAnswer } from "../shapes.ts";
import type { Channel } from "./remote-ui/host.ts";

/** Where an app page is: `params` are the query. */
export interface PageLocation {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
}

/** HubSpot reference 2.3. */
export type ExtensionContext = Readonly<Record<string, unknown>>;

/** What the page asks of an extension's worker. */
export interface WorkerApi {
  start(channel: Channel, context: ExtensionContext, location: PageLocation): void;
  moveTo(location: PageLocation): void;
}

export interface AlertContent {
  readonly type?: string;
  readonly title?: string;
  readonly message: string;
}

export interface IframeModal {
  readonly uri: string;
  readonly width: number;
  readonly height: number;
  readonly title?: string;
  readonly flush?: boolean;
}

export interface FetchOptions {
  readonly method?: string;
  readonly timeout?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Properties = Readonly<Record<string, string>>;

/** What an extension's worker asks of the page (HubSpot reference 2.4, 2.5 and 2.6). */
export interface HostApi {
  addAlert(alert: AlertContent): void;
  reloadPage(): void;
  openIframeModal(modal: IframeModal, onClose?: () => void): void;
  copyTextToClipboard(text: string): Promise<void>;
  closeOverlay(id: string): void;
  navigateToPage(to: { to: string; params?: Record<string, string> }): void;
  fetchCrmObjectProperties(names: readonly string[] | "*"): Promise<Properties>;
  refreshObjectProperties(): void;
  hsFetch(url: string, options: FetchOptions): Promise<FetchAnswer>;
  log(level: string, message: string): void;
  crashed(message: string): void;
}
