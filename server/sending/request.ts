import type { Context } from "../context.ts";
import type { HiddenValues } from "../conversation/hidden.ts";
import type { FlowTokens } from "../conversation/tokens.ts";
import type { HubSpotAccess } from "../portals/hubspot.ts";
import type { FlowCatalogue } from "../publishing/catalogue.ts";
import type { Row } from "../store/index.ts";

export interface SendRequest {
  readonly flowId: string;
  readonly to: { readonly contactId: string } | { readonly phone: string };
  /** The caller's own: the same key is the same send, however often it is asked for. */
  readonly idempotencyKey: string;
  /** Hidden values by name: the form's rules see them, and they are delivered with the answers. */
  readonly hidden?: HiddenValues | undefined;
  /** What asks for it; the operator unless told. */
  readonly source?: Row<"sends">["source"];
}

export interface SendingParts {
  readonly context: Context;
  readonly catalogue: FlowCatalogue;
  readonly hubspot: HubSpotAccess;
  readonly tokens: FlowTokens;
}
