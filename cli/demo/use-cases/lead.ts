/** A hot lead: by the rule for such leads it goes to one colleague, who gets a task and a message on her own WhatsApp. */
import { z } from "zod";
import type { Scenario } from "./types.ts";

/** In the sandbox's portal: who takes over hot leads, and everybody of whom the others take turns. */
const irene = { ownerId: "71020013", number: "+393205557013" };
const everybody = ["71020011", "71020012", "71020013"];
const withinHours = 4;

const taskSchema = z.object({
  results: z.array(
    z.object({
      properties: z.object({
        hs_task_subject: z.string().nullish(),
        hs_task_body: z.string().nullish(),
        hs_timestamp: z.string().nullish(),
        hubspot_owner_id: z.string().nullish(),
      }),
      associations: z.object({ contacts: z.object({ results: z.array(z.object({ id: z.string() })) }) }).optional(),
    }),
  ),
});

export const leadScenario: Scenario = {
  name: "lead",
  async prepare(world, flowId) {
    const lead = {
      stage: "salesqualifiedlead",
      owner: { owners: everybody, rules: [{ ending: ["hot"], owners: [irene.ownerId] }] },
      task: { withinHours },
      message: { numbers: { [irene.ownerId]: irene.number } },
    };
    await world.ask("/operator/flows/settings", { flowId, settings: { receipt: {}, lead } }, z.looseObject({}));
    // She wrote to the business today, so that WhatsApp takes a message to her.
    world.whatsapp.person(irene.number.slice(1), { name: "Irene Galli" }).sendText("Good morning, I am here today.");
    await world.whatsapp.settled();
    await world.server.idle();
  },
  async results({ world, hubspot, contactId, submissionId }) {
    const contact = await hubspot.contact(contactId, ["hubspot_owner_id", "lifecyclestage", "firstname"]);
    const path = `/crm/objects/2026-03/tasks?limit=100&associations=contacts&properties=${[
      "hs_task_subject",
      "hs_task_body",
      "hs_timestamp",
      "hubspot_owner_id",
    ].join(",")}`;
    const { results } = await hubspot.read(path, taskSchema);
    const tasks = results.filter(({ associations }) =>
      associations?.contacts.results.some(({ id }) => id === contactId),
    );
    const task = tasks.find(({ properties }) => properties.hs_task_body?.includes(submissionId))?.properties;
    const told = world.whatsapp
      .person(irene.number.slice(1))
      .chat()
      .filter(({ from }) => from === "business")
      .map(({ text }) => text);
    const message = told.find((text) => text.startsWith("A new lead is yours")) ?? "";
    return {
      found: { "The contact": contact, "The task": task, "The message to the colleague": message },
      claims: [
        [contact["hubspot_owner_id"] === irene.ownerId, "the hot lead does not belong to the one whom the rule names"],
        [contact["lifecyclestage"] === "salesqualifiedlead", "the contact's lifecycle stage has not moved forward"],
        [task?.hubspot_owner_id === irene.ownerId, "the owner has no task about the lead"],
        [(task?.hs_timestamp ?? "") > new Date().toISOString(), "the task is not due in the future"],
        [message.includes(`/record/0-1/${contactId}`), "the colleague was not sent the link to the contact"],
        [!message.includes(contact["firstname"] ?? "?"), "the message to the colleague names the customer"],
      ],
    };
  },
};
