/** Testing a form on the user's own phone: the draft, a QR code that asks for it, and how far it got. */
import { toDataURL } from "qrcode";
import type {
  FormSource,
  PagePhoneTestResponse,
  PagePhoneTestStateResponse,
} from "../../src/app/packages/contract/index.ts";
import type { Context } from "../context.ts";
import { makePhoneTest, phoneTestState } from "../phone-tests/index.ts";
import { type PageParts, readyForm } from "./form-ready.ts";
import { keptAsDraft } from "./report.ts";

/** @throws RefusedInput, OutsideError: what the form's tool and WhatsApp say */
export async function phoneTestOf(
  parts: PageParts,
  { portalId, userId }: { readonly portalId: string; readonly userId: string },
  source: FormSource,
): Promise<PagePhoneTestResponse> {
  const kept = await keptAsDraft(parts, portalId, await readyForm(parts, portalId, source));
  if (kept.kind === "refused") return kept;
  const { flowId, versionId } = kept;
  const made = await makePhoneTest(parts.context, portalId, { flowId, versionId, userId });
  if (made.kind === "refused") return made;
  const { code, text, link, number, until } = made;
  const qr = await toDataURL(link, { width: 240, margin: 4, errorCorrectionLevel: "M" });
  return { kind: "ready", code, text, link, number, qr, until: new Date(until).toISOString() };
}

export async function howTestStands(
  context: Context,
  portalId: string,
  code: string,
): Promise<PagePhoneTestStateResponse> {
  const state = await phoneTestState(context, portalId, code);
  return state ? { kind: "ready", ...state } : { kind: "ready", state: "ended" };
}
