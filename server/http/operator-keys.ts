/** The operator's routes for keys: rings, their backup, the master key's change, an app's secret. */
import type { Router } from "express";
import { z } from "zod";
import type { Context } from "../context.ts";
import { backUp, restore } from "../keys/backup.ts";
import type { KeyRings } from "../keys/rings.ts";
import { check, retire, ringConnection, ringState, rotate, takeBack } from "../keys/rotate.ts";
import { changeAppSecret } from "../portals/app-secret.ts";
import type { WhatsAppConnection } from "../portals/connections.ts";
import type { MetaApps } from "../portals/meta-apps.ts";
import { recordAudit } from "../privacy/audit.ts";
import { rewrapBatch } from "../vault/rewrap.ts";
import { operatorDoor } from "./operator-door.ts";

export interface OperatorKeyParts {
  readonly context: Context;
  readonly apps: MetaApps;
  readonly rings: KeyRings;
}

/** `accountId`: the WhatsApp Business account; the portal's first one unless it is given. */
const ring = z.object({ portalId: z.string(), accountId: z.string().optional() });
const atOnce = z.boolean().default(false);
const passphrase = z.string();

export function operatorKeyRoutes(parts: OperatorKeyParts): Router {
  const { context, apps } = parts;
  const { router, serve, servePortal } = operatorDoor(context);

  /** @param told what the audit trail says of it, where it is more than a look */
  const serveRing = <Asked extends z.infer<typeof ring>>(
    path: string,
    schema: z.ZodType<Asked>,
    answer: (portalId: string, connection: WhatsAppConnection, asked: Asked) => Promise<{ readonly kind: string }>,
    told?: "keys-changed" | "exported",
  ): void =>
    servePortal(path, schema, async (asked) => {
      const { portalId } = asked;
      const connection = await ringConnection(context, portalId, asked.accountId);
      if ("kind" in connection) return connection;
      const answered = await answer(portalId, connection, asked);
      const subject = `keys:${connection.id}`;
      if (told && answered.kind !== "refused")
        await recordAudit(context, portalId, { actor: "operator", action: told, subject });
      return answered;
    });

  serveRing("/operator/keys/list", ring, (portalId, connection) => ringState(parts, portalId, connection));
  serveRing("/operator/keys/check", ring, async (portalId, connection) => {
    await check(parts, portalId, connection);
    return ringState(parts, portalId, connection);
  });
  serveRing(
    "/operator/keys/rotate",
    ring.extend({ atOnce }),
    (portalId, connection, asked) => rotate(parts, portalId, connection, asked),
    "keys-changed",
  );
  serveRing(
    "/operator/keys/retire",
    ring.extend({ atOnce, keyId: z.string() }),
    (portalId, connection, asked) => retire(parts, portalId, connection, asked.keyId, asked),
    "keys-changed",
  );
  serveRing(
    "/operator/keys/take-back",
    ring.extend({ numberId: z.string().optional() }),
    (portalId, connection, asked) => takeBack(parts, portalId, connection, asked.numberId),
    "keys-changed",
  );
  serveRing(
    "/operator/keys/backup",
    ring.extend({ passphrase }),
    (portalId, connection, asked) => backUp(parts, portalId, connection, asked.passphrase),
    "exported",
  );
  serveRing(
    "/operator/keys/restore",
    ring.extend({ passphrase, pkcs12: z.base64() }),
    (portalId, connection, asked) =>
      restore(parts, portalId, connection, Buffer.from(asked.pkcs12, "base64"), asked.passphrase),
    "keys-changed",
  );

  serve(
    "/operator/keys/rewrap",
    z.object({ limit: z.number().int().min(1).max(1_000).optional(), skip: z.number().int().min(0).optional() }),
    async ({ limit, skip }) => ({
      kind: "rewrapped",
      ...(await rewrapBatch(context, { ...(limit && { limit }), ...(skip && { skip }) })),
    }),
  );
  serve(
    "/operator/keys/app-secret",
    z.object({
      appId: z.string(),
      /** Absent: nothing new, only `dropPrevious`. */
      secret: z.string().min(1).optional(),
      /** Store it although Meta does not take it yet. */
      unchecked: z.boolean().default(false),
      dropPrevious: z.boolean().default(false),
    }),
    (asked) => changeAppSecret(context, apps, asked),
  );
  return router;
}
