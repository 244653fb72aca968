/** A portal's Pipedrive, with tokens that are fresh and within what Pipedrive allows. */
import { createPipedrive, type Pipedrive } from "../../connectors/pipedrive/index.ts";
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { withAccount } from "../form-tools/account.ts";
import type { Account } from "../form-tools/tools.ts";
import { limiter } from "../limits/limiter.ts";
import { findPlace, type Place, rememberedPlace, savePlace } from "./account.ts";

export interface PipedriveAccess {
  /**
   * Asks as the portal's account, for work that can wait its turn.
   * @param mayCall asked right before each call; what it throws keeps the call from being made
   * @throws OutsideError `forms.not_connected` where no account is, `limit.busy` when the turn is far away
   */
  inTurn<T>(portalId: string, mayCall: () => void, ask: (client: Pipedrive, place: Place) => Promise<T>): Promise<T>;
  /** These tokens, before they are stored. */
  withToken(portalId: string, token: { readonly accessToken: string; readonly apiBase: string | undefined }): Pipedrive;
  /** @returns the place with a new field, where somebody deleted the one for WhatsApp ids; undefined where it is there */
  mended(portalId: string, client: Pipedrive, place: Place): Promise<Place | undefined>;
}

export function pipedriveAccess(context: Context): PipedriveAccess {
  const { fetch, config } = context;
  const limits = limiter(context, config.OUTBOUND_LIMITS);
  const connect = (portalId: string, account: Account, mayCall: () => void): Pipedrive => {
    const kind = account.pasted ? "api-token" : "access-token";
    return createPipedrive({
      fetch,
      timeoutMs: config.FORM_TOOL_TIMEOUT_MS,
      apiBase: account.apiBase ?? config.PIPEDRIVE_API_BASE,
      credentials: async () => ({ kind, token: await account.accessToken() }),
      pace: {
        before: async (call) => {
          await limits.take(`pipedrive_${call}`, portalId);
          mayCall();
        },
        full: (call, waitMs) => limits.holdOff(`pipedrive_${call}`, portalId, context.now() + waitMs),
      },
    });
  };
  const found = async (portalId: string, client: Pipedrive): Promise<Place> => {
    const place = await findPlace(client);
    await savePlace(context, portalId, place);
    return place;
  };
  return {
    inTurn: (portalId, mayCall, ask) =>
      withAccount(context, portalId, "pipedrive", async (account) => {
        const client = connect(portalId, account, mayCall);
        return ask(client, (await rememberedPlace(context, portalId)) ?? (await found(portalId, client)));
      }),
    withToken: (portalId, { accessToken, apiBase }) =>
      connect(portalId, { accessToken: async () => accessToken, apiBase, pasted: true }, () => undefined),
    mended: async (portalId, client, { fieldCode }) => {
      try {
        await client.field(fieldCode);
        return undefined;
      } catch (error) {
        if (!(error instanceof OutsideError && error.code === "pipedrive.not_found")) throw error;
        return found(portalId, client);
      }
    },
  };
}
