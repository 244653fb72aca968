/** Alerts over an empty store: a portal in trouble as it is planted, and channels that remember and can be told to fail. */
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import type { HubSpot, NewTask, Task } from "../../../connectors/hubspot/index.ts";
import { evaluateAlerts } from "../../../server/alerts/evaluate.ts";
import { type Alerts, alerts } from "../../../server/alerts/index.ts";
import { alertLane } from "../../../server/alerts/store.ts";
import type { Channel } from "../../../server/alerts/types.ts";
import type { Mail } from "../../../server/mail/index.ts";
import { write } from "../../../server/store/index.ts";
import { type Ground, startGround } from "../delivery/ground.ts";

export interface AlertGround extends Ground {
  readonly portalId: string;
  readonly mails: Mail[];
  readonly tasks: NewTask[];
  readonly hooks: { readonly headers: IncomingHttpHeaders; readonly body: string }[];
  readonly hookUrl: string;
  /** Called before a channel takes something; what it throws (or a status for the webhook) is the channel's answer. */
  fail: Partial<Record<"mail" | "task", () => Promise<void>>>;
  /** The receiver's next answers; 204 when there are none. */
  readonly statuses: number[];
  /** One process more. */
  process(): Alerts;
  /** Looks once, in so many processes at once. */
  look(processes?: number): Promise<void>;
  /** Sends what is due. */
  send(): Promise<void>;
  /** Marks steps as given up. */
  kill(ids: readonly string[], reason: string): Promise<void>;
  close(): Promise<void>;
}

export async function startAlertGround(): Promise<AlertGround> {
  const ground = await startGround();
  const portalId = "100";
  await ground.addPortal(portalId);
  const { context } = ground;
  const tenant = context.store.of(portalId);
  const hooks: AlertGround["hooks"] = [];
  const statuses: number[] = [];
  const receiver = createServer(async (request, response) => {
    hooks.push({ headers: request.headers, body: await text(request) });
    response.writeHead(statuses.shift() ?? 204).end();
  }).listen(0, "127.0.0.1");
  await once(receiver, "listening");
  const address = receiver.address();
  const port = typeof address === "object" && address ? address.port : 0;

  const hubspot = (of: string): HubSpot => ({
    ...ground.parts.hubspot.of(of),
    createTask: async (task) => {
      await alertGround.fail.task?.();
      alertGround.tasks.push(task);
      return String(alertGround.tasks.length);
    },
    findTasks: async (contactId) =>
      alertGround.tasks
        .filter(({ contactIds }) => contactIds.includes(contactId))
        .map(({ subject, body }, index): Task => ({ id: String(index), subject, body })),
  });
  const parts = {
    context,
    hubspot: { inTurn: hubspot, renew: () => Promise.resolve() },
    mailer: {
      send: async (mail: Mail) => {
        await alertGround.fail.mail?.();
        alertGround.mails.push(mail);
      },
    },
  };
  const channels: readonly Channel[] = ["mail", "webhook", "task"];
  const alertGround: AlertGround = Object.assign(ground, {
    portalId,
    mails: [],
    tasks: [],
    hooks,
    hookUrl: `http://127.0.0.1:${port}/alerts`,
    fail: {},
    statuses,
    process: () => alerts(parts),
    look: async (processes = 1) => {
      await Promise.all(Array.from({ length: processes }, () => evaluateAlerts(context)));
    },
    send: async () => {
      const { sleeper } = alerts(parts);
      for (const channel of channels) await sleeper.run(alertLane(portalId, channel));
    },
    kill: async (ids: readonly string[], reason: string) => {
      const some = 200;
      for (let from = 0; from < ids.length; from += some) {
        const update = tenant.db
          .updateTable("steps")
          .set({ status: "dead", reason })
          .where("submission_id", "in", ids.slice(from, from + some));
        await tenant.commit([write(update)]);
      }
    },
    close: closing(ground.close, () => {
      receiver.closeAllConnections();
      receiver.close();
    }),
  });
  return alertGround;
}

function closing(close: () => Promise<void>, end: () => void): () => Promise<void> {
  return async () => {
    end();
    await close();
  };
}
