/** A message that asks for a test, of all messages that come in. */
import { z } from "zod";
import type { Context } from "../context.ts";
import { outboxWrites } from "../people/outbox.ts";
import { type Row, type Write, write } from "../store/index.ts";
import { codeIn } from "./code.ts";

const askingSchema = z.object({
  kind: z.literal("message"),
  phoneNumberId: z.string(),
  content: z.object({ type: z.literal("text"), text: z.string() }),
});

/** Whether it carries a code of this portal, good or not: then it is no message of a customer's. */
export async function isPhoneTest(context: Context, portalId: string, body: unknown): Promise<boolean> {
  return (await testOf(context, portalId, body)) !== undefined;
}

/** What it asks for, to be sent in a moment; nothing where the code has ended or was meant for another number. */
export async function askedWrites(
  context: Context,
  portalId: string,
  personId: string | undefined,
  body: unknown,
): Promise<Write[]> {
  const test = await testOf(context, portalId, body);
  if (!test || personId === undefined) return [];
  const { code, state, expires_at: expiresAt, sender_id: senderId } = test;
  const said = askingSchema.parse(body);
  if (state !== "waiting" || expiresAt <= context.now() || said.phoneNumberId !== senderId) {
    context.log.info("phone_test.too_late", { portal: portalId, flow: test.flow_id, state });
    return [];
  }
  const { db } = context.store.of(portalId);
  const taken = db.updateTable("phone_tests").set({ state: "asked" });
  const wish = {
    kind: "phone_test" as const,
    key: code,
    personId,
    reason: "asked",
    payload: { code },
    at: context.now(),
  };
  return [
    // Two phones may scan it in one moment: the first one gets it.
    write(taken.where("code", "=", code).where("state", "=", "waiting"), 1),
    ...(await outboxWrites(context, portalId, wish)),
  ];
}

async function testOf({ store }: Context, portalId: string, body: unknown): Promise<Row<"phone_tests"> | undefined> {
  const said = askingSchema.safeParse(body);
  const code = said.success ? codeIn(said.data.content.text) : undefined;
  if (code === undefined) return undefined;
  const tenant = store.of(portalId);
  return tenant.first(tenant.db.selectFrom("phone_tests").selectAll().where("code", "=", code));
}
