/** Which number sends: by the person's country, the account's default, the portal's, else the oldest. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Context } from "../../../server/context.ts";
import { saveConnection, whatsappConnection } from "../../../server/portals/connections.ts";
import { write } from "../../../server/store/index.ts";
import { nothingKnown } from "../../../server/whatsapp-account/facts.ts";
import { preferSender, senderFor } from "../../../server/whatsapp-account/senders.ts";
import { backAgain, keepFacts } from "../../../server/whatsapp-account/store.ts";
import { accountTold } from "../../../server/whatsapp-account/told.ts";
import { testContext } from "../context.ts";
import { addPortal } from "../rows.ts";

const portal = "4417203";
let context: Context;
beforeEach(async () => {
  const made = await testContext();
  context = made.context;
  await addPortal(context, portal);
  const tenant = context.store.of(portal);
  for (const [id, wabaId, numbers] of [
    ["con_1", "204", ["106", "107"]],
    ["con_2", "205", ["108"]],
  ] as const) {
    const connection = { id, portalId: portal, system: "whatsapp" as const, externalId: wabaId, metaAppId: null };
    const secrets = { accessToken: "token" };
    const sealer = await context.vault.portal(portal);
    const senders = numbers.map((number) => ({
      ...{ id: number, connection_id: id, display_number: `+${number}`, created_at: Number(number) },
      ...{ key_status: "valid" as const, key_id: null, key_code: null, key_checked_at: null },
    }));
    await tenant.commit([
      saveConnection(context, { ...connection, secrets }, sealer),
      ...senders.map((sender) => write(tenant.db.insertInto("senders").values(sender), 1)),
    ]);
    made.passTime(1_000);
  }
});
afterEach(() => context.store.close());

const sender = async (connection: string, waId?: string) => (await senderFor(context, portal, connection, waId))?.id;

describe("without a rule", () => {
  it("the oldest number of the Flow's own account sends, and new Flows belong to the first account", async () => {
    expect(await sender("con_1", "393331234567")).toBe("106");
    expect(await sender("con_2", "393331234567")).toBe("108");
    expect(await sender("con_9", "393331234567")).toBeUndefined();
    expect((await whatsappConnection(context, portal))?.id).toBe("con_1");
  });
});

describe("with rules", () => {
  it("the person's country decides, then the default", async () => {
    await preferSender(context, portal, { senderId: "107" });
    await preferSender(context, portal, { senderId: "106", country: "IT" });
    expect(await sender("con_1", "393331234567")).toBe("106");
    expect(await sender("con_1", "34600000000")).toBe("107");
    expect(await sender("con_1")).toBe("107");
  });

  it("a number of another account carries no Flow of this one, and takes the new Flows", async () => {
    await preferSender(context, portal, { senderId: "108" });
    expect(await sender("con_1", "34600000000")).toBe("106");
    expect((await whatsappConnection(context, portal))?.id).toBe("con_2");
    expect((await whatsappConnection(context, portal, "con_1"))?.id).toBe("con_1");
    await preferSender(context, portal, { senderId: "106" });
    expect((await whatsappConnection(context, portal))?.id).toBe("con_1");
  });

  it("a number that is not the portal's is refused", async () => {
    await addPortal(context, "5520881");
    await expect(preferSender(context, "5520881", { senderId: "106" })).rejects.toMatchObject({
      code: "whatsapp.unknown_sender",
    });
  });
});

describe("a number that left us from its phone app", () => {
  const told = (event: string, displayNumber?: string) => ({
    ...{ wabaId: "204", field: "account_update", event, words: {} },
    ...(displayNumber !== undefined && { displayNumber }),
  });
  const hear = async (...update: Parameters<typeof told>) =>
    context.store.of(portal).commit(await accountTold(context, portal, told(...update)));

  it("sends nothing any more, until it is connected again", async () => {
    await hear("PARTNER_REMOVED", "106");
    expect(await sender("con_1")).toBe("107");
    await hear("PARTNER_REMOVED", "107");
    expect(await sender("con_1")).toBeUndefined();
    expect(await sender("con_2")).toBe("108");
    await backAgain(context, portal, "con_1");
    expect(await sender("con_1")).toBe("106");
  });

  it("is silent while WhatsApp has suspended it; numbers that are in no phone app are not", async () => {
    const facts = { ...nothingKnown, numbers: [{ id: "106", displayNumber: "+106", onPhoneApp: true, obstacles: [] }] };
    await context.store.of(portal).commit([keepFacts(context, portal, "con_1", facts, undefined)]);
    await hear("ACCOUNT_OFFBOARDED");
    expect(await sender("con_1")).toBe("107");
    await hear("ACCOUNT_RECONNECTED");
    expect(await sender("con_1")).toBe("106");
    const tenant = context.store.of(portal);
    const rows = await tenant.all(tenant.db.selectFrom("senders").select("id").where("key_checked_at", "is", null));
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(["106", "107"]));
  });

  it("what is removed is that number alone, whatever else the event says", async () => {
    await hear("PARTNER_REMOVED");
    await hear("PARTNER_REMOVED", "999");
    expect(await sender("con_1")).toBe("106");
  });
});
