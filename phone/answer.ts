/** Judges an endpoint's opened answer as a phone does, before anything is shown (WhatsApp reference 1.5, 3.5). */
import type { Flow, Screen } from "./flow-json.ts";
import { checkScreenData, isObject } from "./screen-data.ts";

export type Judgement =
  | {
      readonly kind: "show";
      readonly screen: Screen;
      readonly data: Readonly<Record<string, unknown>>;
      readonly snackbar?: string;
    }
  | { readonly kind: "completed"; readonly params: Readonly<Record<string, unknown>> }
  /** `code` goes back to the endpoint in an error notification. */
  | {
      readonly kind: "invalid";
      readonly code: "payload-schema-error" | "invalid-screen-transition";
      readonly detail: string;
    };

/** Where the phone stands: `from` is absent on INIT; after BACK only `mustBe` may be shown. */
export interface Standing {
  readonly from?: string | undefined;
  readonly mustBe?: string | undefined;
}

export function judgeAnswer(flow: Flow, clear: unknown, { from, mustBe }: Standing): Judgement {
  if (!isObject(clear) || typeof clear["screen"] !== "string") return misshapen("the answer names no screen");
  const id = clear["screen"];
  if (id === "SUCCESS") return judgeSuccess(clear["data"]);
  const screen = flow.screens.get(id);
  if (!screen) return wrongWay(`there is no screen ${id}`);
  if (mustBe !== undefined && id !== mustBe) return wrongWay(`going back leads to ${mustBe}, not to ${id}`);
  if (mustBe === undefined && from !== undefined && id !== from && !flow.routes[from]?.includes(id))
    return wrongWay(`${from} does not lead to ${id}`);
  const checked = checkScreenData(screen.data, clear["data"]);
  if (!checked.ok) return misshapen(checked.problem);
  const snackbar = isObject(clear["data"]) ? clear["data"]["error_message"] : undefined;
  if (snackbar !== undefined && typeof snackbar !== "string") return misshapen("error_message is not a text");
  return { kind: "show", screen, data: checked.data, ...(snackbar && { snackbar }) };
}

function judgeSuccess(data: unknown): Judgement {
  const response = isObject(data) ? data["extension_message_response"] : undefined;
  const params = isObject(response) ? response["params"] : undefined;
  if (!isObject(params)) return misshapen("SUCCESS needs data.extension_message_response.params");
  if (typeof params["flow_token"] !== "string") return misshapen("SUCCESS needs params.flow_token");
  return { kind: "completed", params };
}

const misshapen = (detail: string): Judgement => ({ kind: "invalid", code: "payload-schema-error", detail });
const wrongWay = (detail: string): Judgement => ({ kind: "invalid", code: "invalid-screen-transition", detail });
