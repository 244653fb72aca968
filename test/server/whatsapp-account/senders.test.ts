/** Which number sends: by the person's country, the account's default, the portal's, else the oldest. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Context } from "../../../server/context.ts";
import { saveConnection, whatsappConnection } from "../../../server/portals/connections.ts";
import { write } from "../../../server/store/index.ts";
import { preferSender, senderFor } from "../../../server/whatsapp-account/senders.ts";
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
