/** One connected WhatsApp account with two numbers, at the stand-in, and a server's rooms around its key ring. */
import { generateKeyPairSync } from "node:crypto";
import { publicKeyId } from "../../../connectors/whatsapp/wire/index.ts";
import { sealExchange } from "../../../phone/index.ts";
import { startWhatsApp, type WhatsAppStandIn } from "../../../sandbox/whatsapp/index.ts";
import type { Context } from "../../../server/context.ts";
import { type KeyKeeper, keyKeeper } from "../../../server/keys/keeper.ts";
import { type RingPlace, readRing } from "../../../server/keys/ring.ts";
import { keyRings } from "../../../server/keys/rings.ts";
import { type RingParts, type RingState, ringState } from "../../../server/keys/rotate.ts";
import { saveConnection, type WhatsAppConnection, whatsappConnection } from "../../../server/portals/connections.ts";
import { type Store, write } from "../../../server/store/index.ts";
import { testContext } from "../context.ts";
import { addPortal } from "../rows.ts";

export const portalId = "4417203";
export const accountId = "204000000000001";
export const numberIds = ["106000000000001", "106000000000002"] as const;
export const place: RingPlace = { portalId, connectionId: "con_1" };
export const dayMs = 24 * 3_600_000;

export interface Ground {
  readonly context: Context;
  readonly parts: RingParts;
  readonly keeper: KeyKeeper;
  readonly connection: WhatsAppConnection;
  readonly whatsapp: WhatsAppStandIn;
  passTime(ms: number): void;
  state(): Promise<RingState>;
  /** Fingerprints of the keys that Meta has, by number. */
  atMeta(): string[];
  /** The PEM that phones get for a number now. */
  publicKey(number?: number): string;
  /** Seals a request for this PEM and opens it as the endpoint does: `"ok"`, or why not. */
  exchange(publicPem: string, parts?: RingParts): Promise<string>;
  /** Status of every key, the active one first. */
  statuses(): Promise<string[]>;
  /** The same database, as another process with its own memory sees it. */
  anotherProcess(): RingParts;
  close(): Promise<void>;
}

export interface GroundOptions {
  readonly whatsapp?: WhatsAppStandIn;
  readonly rotationDays?: number;
}

/** With a stand-in from before, the database is new and Meta is not: the day after a disaster. */
export async function startGround({ whatsapp: known, rotationDays = 90 }: GroundOptions = {}): Promise<Ground> {
  const whatsapp = known ?? (await startWhatsApp({ accounts: [{ id: accountId, numbers: [...twoNumbers] }] }));
  const settings = { META_GRAPH_BASE: whatsapp.url, FLOW_KEY_ROTATION_DAYS: rotationDays };
  const { context, passTime } = await testContext({ settings, fetch });
  const { store } = context;
  await seed(context, store);
  const connection = await whatsappConnection(context, portalId);
  if (!connection) throw new Error("The connection was stored a moment ago and is gone.");
  const rings = keyRings(context, (ring) => keeper.look(ring));
  const parts = { context, rings };
  const keeper = keyKeeper(parts);
  const publicKey: Ground["publicKey"] = (number = 0) =>
    whatsapp.state.numbers.get(numberIds[number] ?? "")?.publicKey ?? "";
  return {
    context,
    parts,
    keeper,
    connection,
    whatsapp,
    passTime,
    state: () => ringState(parts, portalId, connection),
    atMeta: () => numberIds.map((_, index) => publicKeyId(publicKey(index))),
    publicKey,
    exchange: async (publicPem, { rings: opening } = parts) => {
      const sealed = await sealExchange(publicPem, { version: "3.0", action: "ping" });
      const opened = await opening.open(place, Buffer.from(sealed.body));
      return opened.ok ? "ok" : opened.reason;
    },
    statuses: async () => (await readRing(context, place)).map(({ status }) => status),
    anotherProcess: () => ({ context, rings: keyRings(context) }),
    close: async () => {
      await keeper.idle();
      await store.close();
      if (!known) await whatsapp.close();
    },
  };
}

const twoNumbers = [
  { id: numberIds[0], displayNumber: "+34 911 00 00 00" },
  { id: numberIds[1], displayNumber: "+34 911 00 00 01" },
] as const;

async function seed(context: Context, store: Store): Promise<void> {
  await addPortal(context, portalId);
  const connection = {
    id: place.connectionId,
    portalId,
    system: "whatsapp" as const,
    externalId: accountId,
    metaAppId: null,
    secrets: { accessToken: "sandbox-system-user-token" },
  };
  const tenant = store.of(portalId);
  const blank = { connection_id: place.connectionId, key_status: "none", key_id: null, key_code: null } as const;
  await tenant.commit([
    saveConnection(context, connection, await context.vault.portal(portalId)),
    ...twoNumbers.map(({ id, displayNumber }) =>
      write(
        tenant.db
          .insertInto("senders")
          .values({ ...blank, id, display_number: displayNumber, key_checked_at: null, created_at: context.now() }),
        1,
      ),
    ),
  ]);
}

/** Another vendor uploads its own key, as anybody with a token may. @returns its PEM */
export function replaceKey({ whatsapp }: Pick<Ground, "whatsapp">, number = 0): string {
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
  const found = whatsapp.state.numbers.get(numberIds[number] ?? "");
  if (!found) throw new Error("There is no such number.");
  found.publicKey = pem;
  found.signatureStatus = "VALID";
  return pem;
}
