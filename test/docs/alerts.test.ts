import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "@jest/globals";
import { alertEvent, alertEventSchema } from "../../server/alerts/event.ts";

it("docs/alerts.md shows an event as it is sent", () => {
  const doc = readFileSync(path.resolve(import.meta.dirname, "../../docs/alerts.md"), "utf8");
  const [, json = ""] = /```json\n([\s\S]*?)\n```/.exec(doc) ?? [];
  const shown = alertEventSchema.parse(JSON.parse(json));
  const { alert, portalId, flows, code = "", destination = "" } = shown.data;
  const sent = alertEvent(
    { portalId, publicUrl: "https://flows.example.com" },
    { kind: "dead_letters", subject: alert.subject, count: alert.count, details: { flows, code, destination } },
    { alertId: alert.id, notice: "opened", openedAt: Date.parse(alert.openedAt), at: Date.parse(shown.timestamp) },
  );
  expect(JSON.parse(json)).toEqual(sent);
});
