/** Reading a list step by step, by more processes than one. */
import { expect, it } from "@jest/globals";
import { type BroadcastRow, broadcastRow, lifeWrite, stepWrite } from "../../../server/campaigns/store.ts";
import { StoreConflict, write } from "../../../server/store/index.ts";
import { testContext } from "../context.ts";

const portalId = "100";
const collecting: BroadcastRow = {
  id: "brc_1",
  idempotency_key: "one",
  name: "Spring",
  flow_id: "flw_1",
  list_id: "7",
  list_name: "Everybody",
  plan: "{}",
  state: "collecting",
  stage: "none",
  because: null,
  says: null,
  list_cursor: null,
  collected: 0,
  checked: 0,
  pilot_size: 0,
  found: null,
  grade: -1,
  completions: null,
  completions_at: null,
  forgotten_at: null,
  revision: 1,
  next_at: 0,
  created_at: 0,
  updated_at: 0,
};

it("takes each step once: who read the same page later, or an earlier state, writes nothing", async () => {
  const { context } = await testContext();
  try {
    const tenant = context.store.of(portalId);
    await tenant.commit([write(tenant.db.insertInto("broadcasts").values(collecting), 1)]);
    const first = { list_cursor: "100", collected: 100 };
    await tenant.commit([stepWrite(context, portalId, collecting, first)]);
    await expect(tenant.commit([stepWrite(context, portalId, collecting, first)])).rejects.toThrow(StoreConflict);
    const next = { ...collecting, ...first };
    await tenant.commit([stepWrite(context, portalId, next, { list_cursor: "200", collected: 200 })]);
    await expect(tenant.commit([stepWrite(context, portalId, next, { collected: 300 })])).rejects.toThrow(
      StoreConflict,
    );
    await tenant.commit([lifeWrite(context, portalId, collecting, { state: "stopped", stage: "none" })]);
    const stopped = { ...next, list_cursor: "200" };
    await expect(tenant.commit([stepWrite(context, portalId, stopped, { collected: 300 })])).rejects.toThrow(
      StoreConflict,
    );
    expect(await broadcastRow(context, portalId, collecting.id)).toMatchObject({ collected: 200, state: "stopped" });
  } finally {
    await context.store.close();
  }
});
