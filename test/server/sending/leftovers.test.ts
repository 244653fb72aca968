import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { doubtLeftovers, longestSendMs } from "../../../server/sending/store.ts";
import { write } from "../../../server/store/index.ts";
import { type Harness, portalId, startHarness } from "../harness.ts";

let house: Harness;
beforeEach(async () => {
  house = await startHarness();
  await house.newToken();
  const { db, commit } = house.context.store.of(portalId);
  await commit([write(db.updateTable("sends").set({ status: "queued" }), 1)]);
});
afterEach(() => house.close());

const status = async () => {
  const { db, first } = house.context.store.of(portalId);
  return (await first(db.selectFrom("sends").select("status")))?.status;
};

it("a send that another process may be at is left alone, until nobody can be", async () => {
  expect(await doubtLeftovers(house.context, longestSendMs)).toBe(0);
  expect(await status()).toBe("queued");
  house.passTime(longestSendMs);
  await house.server.chores();
  expect(await status()).toBe("unconfirmed");
});

it("a send that was left by the process before is in doubt at once where there is only one", async () => {
  await house.server.start();
  expect(await status()).toBe("unconfirmed");
});
