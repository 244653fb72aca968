import type { Call } from "@flowella/contract";
import { useExtensionActions } from "@hubspot/ui-extensions";
import { usePress } from "./usePress.ts";
import type { ServerState } from "./useServer.ts";

/** The phone's page with the conversation around it, in pixels. */
const frame = { width: 460, height: 860 } as const;

export interface Preview<Request, Value> {
  readonly state: ServerState<Value>;
  readonly busy: boolean;
  readonly show: (make: (idempotencyKey: string) => Request) => void;
}

/** Asks for a Flow's preview and shows it in a frame over the page. @param title of the frame */
export function usePreview<
  Request extends Record<string, unknown>,
  Value extends { readonly kind: string; readonly url?: string },
>(origin: string, call: Call<Request, Value>, title: string): Preview<Request, Value> {
  const { openIframeModal } = useExtensionActions<"crm.record.sidebar" | "pages">();
  const { state, busy, press } = usePress(origin, call);

  async function show(make: (idempotencyKey: string) => Request) {
    const answer = await press(make);
    if (!answer?.ok || answer.value.url === undefined) return;
    // HubSpot frames nothing but the origin that the app was uploaded with.
    const uri = new URL(new URL(answer.value.url).pathname, origin).toString();
    openIframeModal({ uri, title, flush: true, ...frame });
  }
  return { state, busy, show: (make) => void show(make) };
}
