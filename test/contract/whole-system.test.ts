/**
 * Everything our code says to HubSpot and Meta, and everything the stand-ins answer, held against the vendors' own
 * OpenAPI documents: the traffic of a portal that installs, connects, publishes, sends both ways, and delivers for
 * people who are known, unknown and ambiguous.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "@jest/globals";
import { z } from "zod";
import { runDemo } from "../../cli/demo/scenario.ts";
import { leadScenario } from "../../cli/demo/use-cases/lead.ts";
import { runUseCase } from "../../cli/demo/use-cases/run.ts";
import { newSandboxSecrets } from "../../cli/sandbox-secrets.ts";
import { type SandboxWorld, startSandboxWorld } from "../../cli/sandbox-world.ts";
import { parseConfig } from "../../server/config.ts";
import { checkAll, contractSummary, describeContract, printSummary } from "./index.ts";

describeContract("the whole system's traffic", () => {
  it("keeps to the vendors' documents, both ways", async () => {
    const { hubspot, meta } = await traffic();
    const reports = [checkAll(hubspot, "hubspot"), checkAll(meta, "meta")];
    printSummary(contractSummary(...reports));
    expect(reports.flatMap(({ problems }) => problems)).toEqual([]);
    const checked = reports.flatMap(({ operations }) => operations.checked);
    expect(checked).toEqual(expect.arrayContaining(expectedOperations));
  });
});

/** What the round must have used: a test that saw no traffic would prove nothing. */
const expectedOperations = [
  expect.stringMatching(/POST .*\/oauth\/2026-03\/token/),
  expect.stringMatching(/POST .*contacts\/search/),
  expect.stringMatching(/PATCH .*contacts/),
  expect.stringMatching(/POST .*tasks/),
  expect.stringMatching(/POST .*communications$/),
  expect.stringMatching(/GET .*marketing\/v3\/forms/),
  expect.stringMatching(/POST .*flows$/),
  expect.stringMatching(/POST .*assets$/),
  expect.stringMatching(/POST .*publish$/),
  expect.stringMatching(/POST .*whatsapp_business_encryption$/),
  expect.stringMatching(/POST .*messages$/),
  expect.stringMatching(/POST .*message_templates$/),
  expect.stringMatching(/POST .*lists\/2026-03\/search$/),
  expect.stringMatching(/GET .*lists\/2026-03\/\{listId\}\/memberships$/),
  expect.stringMatching(/POST .*contacts\/batch\/read$/),
  expect.stringMatching(/GET .*crm\/owners\/2026-03$/),
  expect.stringMatching(/GET .*properties\/2026-03\/\{objectType\}\/\{propertyName\}$/),
];

async function traffic() {
  const round = await trafficOf(async (world) => {
    expect((await runDemo(world)).problems).toEqual([]);
    await sendAsTemplate(world);
    await answerAsStranger(world);
    await sendToList(world);
  });
  // In an account of its own: one account would use up its calls in ten seconds, and deliveries would wait.
  const lead = await trafficOf(async (world) => {
    expect((await runUseCase(world, leadScenario, { moveClock: () => undefined })).problems).toEqual([]);
  });
  return { hubspot: [...round.hubspot, ...lead.hubspot], meta: [...round.meta, ...lead.meta] };
}

async function trafficOf(work: (world: SandboxWorld) => Promise<void>) {
  const folder = await mkdtemp(path.join(tmpdir(), "flowella-contract-"));
  const parsed = parseConfig({ PORT: "0", DATABASE_FILE: path.join(folder, "contract.db"), LOG_LEVEL: "silent" });
  if (parsed.kind !== "sandbox") throw new Error("The settings are wrong.");
  const world = await startSandboxWorld(parsed.settings, newSandboxSecrets());
  try {
    await work(world);
    const { hubspot, whatsapp } = world;
    return { hubspot: [...hubspot.api.exchanges, ...hubspot.forms.exchanges], meta: [...whatsapp.exchanges] };
  } finally {
    await world.close();
    await rm(folder, { recursive: true });
  }
}

/** From the contact record, outside the 24 hours, to somebody who is in the list of those who agreed. */
async function sendAsTemplate({ ask, whatsapp, hubspot, facts }: SandboxWorld): Promise<void> {
  for (const { name } of [...whatsapp.state.templates.values()]) whatsapp.decideTemplate(name, "APPROVED");
  await whatsapp.settled();
  const [flowId] = await flows({ ask, facts });
  const portal = hubspot.portal(facts.portalId);
  const contactId = portal.contacts.create({ firstname: "Iris", phone: "+393355550178" }).id;
  portal.lists.set("77", { listId: "77", name: "May be written to", members: new Map([[contactId, 0]]) });
  const settings = { sources: [{ kind: "list", listId: "77", wording: "I agree." }] };
  await ask("/operator/consent/settings/save", { settings }, z.unknown());
  whatsapp.person("393355550178", { name: "Iris" });
  const sent = z.object({ kind: z.literal("sent"), channel: z.literal("template") });
  await ask("/operator/send", { flowId, to: { contactId }, idempotencyKey: "contract-template" }, sent);
  await whatsapp.settled();
}

/** Somebody whom HubSpot does not know: its own form processing makes the contact, and it is found and marked. */
async function answerAsStranger({ ask, whatsapp, hubspot, facts, server }: SandboxWorld): Promise<void> {
  whatsapp.person("393355550177", { name: "Nobody in HubSpot yet" }).sendText("Hello");
  await whatsapp.settled();
  await server.idle();
  const [flowId] = await flows({ ask, facts });
  const to = { phone: "+393355550177" };
  await ask(
    "/operator/send",
    { flowId, to, idempotencyKey: "contract-stranger" },
    z.object({ kind: z.literal("sent") }),
  );
  await whatsapp.settled();
  const phone = await whatsapp.person("393355550177").openFlow();
  const answers: Record<string, unknown> = {
    firstname: "Rosa",
    lastname: "Conti",
    email: "rosa@conti.example",
    consultation_topic: "kitchen",
    preferred_contact_method: "email",
    consent_processing: true,
  };
  while (phone.status === "open") {
    phone.fill(
      Object.fromEntries(
        Object.entries(answers).filter(([name]) => phone.read().inputs.some((input) => input.name === name)),
      ),
    );
    await phone.press();
  }
  expect(phone.status).toBe("completed");
  await server.idle();
  hubspot.settle();
}

/** A broadcast, from choosing the list to the template's Flow button. */
async function sendToList({ ask, whatsapp, server, facts }: SandboxWorld): Promise<void> {
  const choices = z.object({ lists: z.array(z.object({ id: z.string() })).min(1), flows: z.array(z.unknown()).min(1) });
  const { lists } = await ask("/operator/broadcasts/lists", { query: "written" }, choices);
  const [flowId] = await flows({ ask, facts });
  const broadcast = { name: "Contract", flowId, listId: lists[0]?.id, pilotPercent: 0 };
  const made = z.object({ id: z.string() });
  const { id } = await ask("/operator/broadcasts/make", { ...broadcast, idempotencyKey: "contract-broadcast" }, made);
  await server.idle();
  await ask("/operator/broadcasts/press", { id, what: "start" }, z.object({ kind: z.literal("done") }));
  await server.idle();
  await whatsapp.settled();
  await server.idle();
  const shown = z.object({
    broadcast: z.object({ state: z.literal("finished"), total: z.object({ delivered: z.literal(1) }) }),
  });
  await ask("/operator/broadcasts/show", { id }, shown);
}

async function flows({ ask, facts }: Pick<SandboxWorld, "ask" | "facts">): Promise<string[]> {
  const source = { tool: "hubspot", formId: facts.formIds.consultation };
  return [(await ask("/operator/publish", { source }, z.object({ flowId: z.string() }))).flowId];
}
