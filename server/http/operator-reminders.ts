/** The operator's routes about reminders: which there are, taking one back, and the templates that carry them. */
import type { Router } from "express";
import { z } from "zod";
import { RefusedInput } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import {
  cancelReminderWrites,
  nameTemplate,
  type ReminderSeen,
  reminderKinds,
  remindersOf,
} from "../reminders/index.ts";
import { tryCommit } from "../store/index.ts";
import { operatorDoor } from "./operator-door.ts";

const ofPortal = z.object({ portalId: z.string() });
const named = ofPortal.extend({ kind: z.enum(reminderKinds) });

export function operatorReminderRoutes(context: Context): Router {
  const { router, servePortal: serve } = operatorDoor(context);
  const listing = ofPortal.extend({ submissionId: z.string().optional() });
  serve("/operator/reminders", listing, async ({ portalId, submissionId }) => ({
    kind: "reminders",
    reminders: (await remindersOf(context, portalId, { submissionId })).map(view),
  }));
  serve("/operator/reminders/cancel", ofPortal.extend({ reminderId: z.string() }), async ({ portalId, reminderId }) => {
    const found = (await remindersOf(context, portalId, { reminderId }))[0];
    const writes = found ? await cancelReminderWrites(context, portalId, found) : [];
    if (writes.length > 0 && (await tryCommit(context.store.of(portalId), writes))) return { kind: "cancelled" };
    return { kind: "refused", code: "reminder.none_waits", message: "No such reminder waits for its time any more." };
  });
  const naming = named.extend({ name: z.string().min(1).max(512).nullable() });
  serve("/operator/reminders/template", naming, async ({ portalId, kind, name }) => {
    try {
      const languages = await nameTemplate(context, portalId, kind, name ?? undefined);
      return { kind: "named", of: kind, name, languages: Object.keys(languages) };
    } catch (error) {
      if (!(error instanceof RefusedInput)) throw error;
      return { kind: "refused", code: error.code, message: error.message };
    }
  });
  return router;
}

function view({ dueAt, ...reminder }: ReminderSeen) {
  return { ...reminder, dueAt: new Date(dueAt).toISOString() };
}
