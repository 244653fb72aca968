/** Somebody said it elsewhere: on the phone, by mail, at the counter. An opt-out counts wherever it is expressed. */
import { RefusedInput } from "../../core/errors.ts";
import { endWaitingWrite } from "../people/outbox.ts";
import { personWithWaId } from "../people/people.ts";
import { recipientOf } from "../people/recipient.ts";
import { bumpWrite } from "../people/revision.ts";
import type { SendingParts, SendRequest } from "../sending/request.ts";
import { keysOfPerson } from "./keys-of.ts";
import { recordWrites } from "./records.ts";
import { suppressWrites } from "./suppression.ts";
import { tellConsentWrites } from "./tell-hubspot.ts";

/** @throws RefusedInput where there is no number to keep messages from */
export async function optOut(
  parts: Pick<SendingParts, "context" | "hubspot">,
  portalId: string,
  { to, scope }: { readonly to: SendRequest["to"]; readonly scope: "everything" | "marketing" },
): Promise<void> {
  const { context } = parts;
  const recipient = await recipientOf(parts, portalId, to);
  if (recipient.kind === "none")
    throw new RefusedInput("person.no_number", "There is no number to keep messages from.");
  const numbers = [recipient.waId, ...recipient.others.map(({ waId }) => waId)];
  for (const waId of numbers) {
    const personId = await personWithWaId(context, portalId, waId);
    const at = context.now();
    const keys = await keysOfPerson(context, portalId, personId);
    const covers = scope === "everything" ? ("everything" as const) : ("utility" as const);
    await context.store.of(portalId).commit([
      bumpWrite(context, portalId, personId),
      ...suppressWrites(context, portalId, keys, { scope, via: "operator", since: at }),
      ...recordWrites(context, portalId, {
        personId,
        source: "operator",
        ref: scope,
        state: "withdrawn",
        covers,
        at,
      }),
      ...(await tellConsentWrites(context, portalId, personId)),
      ...(scope === "everything" ? [endWaitingWrite(context, portalId, personId, "held_send", "opted_out")] : []),
    ]);
  }
}
