/** Changing the master key while the server runs: both are accepted, and what is stored moves over. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Context } from "../../../server/context.ts";
import { flowTokens } from "../../../server/conversation/tokens.ts";
import { metaApps } from "../../../server/portals/meta-apps.ts";
import { write } from "../../../server/store/index.ts";
import { createVault } from "../../../server/vault/index.ts";
import { rewrapBatch, rewrapState } from "../../../server/vault/rewrap.ts";
import { appSecret, type Harness, portalId, startHarness } from "../harness.ts";

const newKey = Buffer.alloc(32, 9);
let house: Harness;
beforeEach(async () => {
  house = await startHarness();
});
afterEach(() => house.close());

const oldKey = () => Buffer.from(house.context.config.FLOWELLA_MASTER_KEY, "base64");

/** The same store after a restart with these keys. */
function restarted(masterKey: Uint8Array, previousMasterKey?: Uint8Array): Context {
  const { store, randomBytes, now, config } = house.context;
  return {
    ...house.context,
    config: {
      ...config,
      FLOWELLA_MASTER_KEY: Buffer.from(masterKey).toString("base64"),
      FLOWELLA_MASTER_KEY_PREVIOUS: previousMasterKey && Buffer.from(previousMasterKey).toString("base64"),
    },
    vault: createVault({ masterKey, previousMasterKey, store, randomBytes, now }),
  };
}

async function addPortals(context: Context, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const id = `portal-${index}`;
    await context.store.of(id).commit([context.vault.newPortalKey(id).write]);
  }
}

describe("a new master key", () => {
  it("opens what the one before sealed, and seals with itself", async () => {
    const sealed = (await house.context.vault.portal(portalId)).seal("secret", "t.c");
    const both = restarted(newKey, oldKey());
    expect((await both.vault.portal(portalId)).open(sealed, "t.c")).toBe("secret");
    const app = await metaApps(both).byAppId("9001");
    expect(app?.secret).toBe(appSecret);
    await addPortals(both, 1);
    const alone = restarted(newKey);
    await expect(alone.vault.portal("portal-0")).resolves.toBeDefined();
    await expect(alone.vault.portal(portalId)).rejects.toThrow("another key");
  });

  it("takes everything over in batches, may be interrupted, and says how far it is", async () => {
    await addPortals(house.context, 25);
    const sealed = (await house.context.vault.portal("portal-7")).seal("secret", "t.c");
    const both = restarted(newKey, oldKey());
    // 26 portals and one Meta app.
    expect(await rewrapState(both)).toEqual({ left: 27, total: 27 });
    expect(await rewrapBatch(both, { limit: 10 })).toEqual({ rewrapped: 10, unreadable: 0, left: 17, total: 27 });
    // A new process goes on where that one stopped.
    const again = restarted(newKey, oldKey());
    expect(await rewrapBatch(again, { limit: 100 })).toEqual({ rewrapped: 17, unreadable: 0, left: 0, total: 27 });
    expect(await rewrapBatch(again)).toEqual({ rewrapped: 0, unreadable: 0, left: 0, total: 27 });

    const alone = restarted(newKey);
    expect((await alone.vault.portal("portal-7")).open(sealed, "t.c")).toBe("secret");
    expect((await metaApps(alone).byAppId("9001"))?.secret).toBe(appSecret);
    await expect(restarted(oldKey()).vault.portal(portalId)).rejects.toThrow("another key");
  });

  it("leaves a row alone that neither key opens, and goes on behind it", async () => {
    await addPortals(house.context, 3);
    const { db, commit } = house.context.store.everyPortal();
    const stranger = createVault({ ...house.context, masterKey: Buffer.alloc(32, 3) });
    const wrapped = stranger.wrapper.seal("x", "vault_keys.wrapped");
    await commit([write(db.updateTable("vault_keys").set({ wrapped }).where("portal_id", "=", "portal-1"), 1)]);
    const both = restarted(newKey, oldKey());
    let skip = 0;
    let rewrapped = 0;
    for (let batches = 0; batches < 10; batches += 1) {
      const batch = await rewrapBatch(both, { limit: 1, skip });
      skip += batch.unreadable;
      rewrapped += batch.rewrapped;
    }
    expect({ skip, rewrapped }).toEqual({ skip: 1, rewrapped: 4 });
    const row = await house.context.store
      .everyPortal()
      .first(db.selectFrom("vault_keys").select("wrapped").where("portal_id", "=", "portal-1"));
    expect(row?.wrapped).toBe(wrapped);
  });

  it("covers every column that only the master key opens", async () => {
    const both = restarted(newKey, oldKey());
    await metaApps(both).save("9001", "a second secret");
    await rewrapBatch(both);
    const { db, all } = house.context.store.everyPortal();
    const apps = await all(db.selectFrom("meta_apps").selectAll());
    const keys = await all(db.selectFrom("vault_keys").selectAll().where("person_id", "is", null));
    const sealed = [
      ...keys.map(({ wrapped }) => wrapped),
      ...apps.flatMap((app) =>
        Object.entries(app).flatMap(([name, value]) => (name.endsWith("_sealed") ? [value] : [])),
      ),
    ];
    expect(sealed.length).toBe(4);
    const { wrapper, operator } = both.vault;
    for (const text of sealed)
      expect([wrapper.prefix, operator.prefix]).toContain(String(text).split(".").slice(0, 2).join(".").concat("."));
  });

  it("still opens what the first version sealed without naming a key", async () => {
    const { db, commit, first } = house.context.store.everyPortal();
    const row = await first(db.selectFrom("vault_keys").selectAll().where("portal_id", "=", portalId));
    const unnamed = String(row?.wrapped).replace(/^v1\.[^.]+\./, "v1.master.");
    await commit([write(db.updateTable("vault_keys").set({ wrapped: unnamed }).where("portal_id", "=", portalId), 1)]);
    const both = restarted(newKey, oldKey());
    await expect(both.vault.portal(portalId)).resolves.toBeDefined();
    await rewrapBatch(both);
    await expect(restarted(newKey).vault.portal(portalId)).resolves.toBeDefined();
  });
});

describe("Flow tokens", () => {
  it("that were signed under the master key before are ours while it is configured, and end with it", () => {
    const token = flowTokens(house.context).issue();
    const hash = flowTokens(house.context).hashOf(token);
    expect(flowTokens(restarted(newKey, oldKey())).hashOf(token)).toBe(hash);
    expect(flowTokens(restarted(newKey)).hashOf(token)).toBeUndefined();
  });

  it("are signed under the newest one from then on", () => {
    const token = flowTokens(restarted(newKey, oldKey())).issue();
    expect(flowTokens(restarted(newKey)).hashOf(token)).toBeDefined();
    expect(flowTokens(house.context).hashOf(token)).toBeUndefined();
  });
});
