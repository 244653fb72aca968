/**
 * A party of three comes to the evening event; one is to stay at home, which gives a place back, and comes after all. The day
 * before the event, outside the 24 hours, the reminder goes by a template that the business made in WhatsApp Manager.
 */
import { z } from "zod";
import { rsvp } from "../../../core/use-cases/rsvp/index.ts";
import { DEFAULT_WORLD } from "../../../sandbox/whatsapp/index.ts";
import type { SandboxWorld } from "../../sandbox-world.ts";
import { settle } from "../on-the-phone.ts";
import type { Scenario } from "./types.ts";

const hour = 3_600_000;
const template = "event_tomorrow";
const templateText = "A reminder: {{1}}, {{2}}. We look forward to seeing you.";

const placesSchema = z.object({ places: z.array(z.object({ choice: z.string(), taken: z.number() })) });
const remindersSchema = z.object({
  reminders: z.array(z.object({ kind: z.string(), status: z.string(), reason: z.string(), dueAt: z.string() })),
});

export const rsvpScenario: Scenario = {
  name: "rsvp",
  prepare: async (world, flowId) => {
    const begins = Math.ceil(Date.now() / hour) * hour + 72 * hour;
    const startsAt = { evening: begins, afternoon: begins + 24 * hour };
    const { event, ...settings } = rsvp.settings("en");
    const changed = { ...settings, event: { ...event, startsAt } };
    await world.ask("/operator/flows/settings", { flowId, settings: changed }, z.unknown());
    await makeTemplate(world);
    await world.ask("/operator/reminders/template", { kind: "event", name: template }, z.unknown());
  },
  results: async ({ world, flowId, waId, submissionId, passTime, messages }) => {
    const taken = async () => {
      const { places } = await world.ask("/operator/flows/places", { flowId }, placesSchema);
      return places.find(({ choice }) => choice === "evening")?.taken;
    };
    const reminder = async () => {
      const { reminders } = await world.ask("/operator/reminders", { submissionId }, remindersSchema);
      return reminders[0];
    };
    const first = { places: await taken(), reminder: await reminder() };
    const corrected = await comesWith(world, waId, "2");
    const afterwards = { places: await taken(), reminder: await reminder() };
    const back = await comesWith(world, waId, "3");
    const dueAt = Date.parse(afterwards.reminder?.dueAt ?? "");
    const before = messages().length;
    await passTime(Math.max(0, dueAt - Date.now() - hour));
    const early = messages().slice(before);
    await passTime(2 * hour);
    await passTime(2 * hour);
    const reminders = messages().slice(before);
    const last = await reminder();
    return {
      found: {
        "Places taken by a party of three": first.places,
        "Places taken once one stays at home": afterwards.places,
        "The reminder, as it waits": afterwards.reminder,
        "The reminder, as it came": reminders,
        "The reminder, afterwards": last,
      },
      claims: [
        [first.places === 3, "the party of three did not take three places"],
        [first.reminder?.status === "waiting", "no reminder waits for the event"],
        [corrected && back, "the phone did not see the correction accepted"],
        [afterwards.reminder?.status === "waiting", "the correction took the reminder away"],
        [(await taken()) === 3, "the party did not get its place back"],
        [afterwards.places === 2, "the place of whoever stays at home was not given back"],
        [early.length === 0, "the reminder came too early"],
        [reminders.length === 1, `${reminders.length} reminders came instead of one`],
        [reminders[0]?.includes("Evening event") ?? false, "the reminder does not name the event"],
        [last?.status === "sent", "the server does not say that the reminder has gone"],
      ],
    };
  },
};

/** Opens the same message again and lowers the party. @returns whether the phone saw it accepted */
async function comesWith(world: SandboxWorld, waId: string, party: string): Promise<boolean> {
  const phone = await world.whatsapp.person(waId).openFlow();
  for (let screens = 0; phone.status === "open" && screens < 20; screens += 1) {
    if (phone.read().inputs.some(({ name }) => name === "party")) phone.fill({ party });
    await phone.press();
  }
  await settle(world);
  return phone.status === "completed";
}

/** As somebody does in WhatsApp Manager, and WhatsApp approves it. */
async function makeTemplate({ whatsapp }: SandboxWorld): Promise<void> {
  const example = { body_text: [["Summer party", "12 June 2027 at 18:00"]] };
  const components = [{ type: "BODY", text: templateText, example }];
  const made = await fetch(`${whatsapp.url}/v25.0/${DEFAULT_WORLD.accountId}/message_templates`, {
    method: "POST",
    headers: { authorization: `Bearer ${DEFAULT_WORLD.token}`, "content-type": "application/json" },
    body: JSON.stringify({ name: template, language: "en", category: "UTILITY", components }),
  });
  if (!made.ok) throw new Error(`The template was not taken: ${await made.text()}`);
  whatsapp.decideTemplate(template, "APPROVED");
}
