/** Agreements that people give in a form: our own question, and boxes that the form has anyway. */
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { z } from "zod";
import { consultationAnswers, startWorld, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const customer = () => world.facts.customer;
const person = () => world.whatsapp.person(customer().waId);
const to = () => ({ contactId: customer().contactId });
const look = () => world.operator("/operator/consent/person", { to: to() });
const later = 25 * 3_600_000;

it("our question: asked last, its tick is an agreement in these very words, and it outlives the 24 hours", async () => {
  await world.consent({ sources: [{ kind: "question", wording: "Casa Lume may write to me on WhatsApp." }] });
  const flow = await world.publishForm("consultation");
  world.approveTemplate(flow);
  expect(await world.send(flow, to())).toMatchObject({ code: "NO_CONSENT" });

  const phone = await world.fillIn(flow, person(), { ...consultationAnswers, flowella_opt_in: true });
  expect(phone.status).toBe("completed");
  await world.deliver();
  const [submission] = await world.submissions();
  expect(await look()).toMatchObject({
    consent: { state: "given", source: "question", covers: "everything" },
    evidence: [
      {
        source: "question",
        ref: "flowella_opt_in",
        state: "given",
        submissionId: submission?.id,
        wording: { version: expect.stringMatching(/^[0-9a-f]{16}$/), text: "Casa Lume may write to me on WhatsApp." },
      },
    ],
  });
  // HubSpot gets the form's own fields and nothing of ours.
  expect(await world.steps()).toMatchObject({ form_submission: "done" });
  world.passTime(later);
  expect(await world.send(flow, to())).toMatchObject({ kind: "sent", channel: "template" });
});

it("our question left empty: answers only", async () => {
  await world.consent({ sources: [{ kind: "question" }, { kind: "property", name: "whatsapp_opt_in", wording: "x" }] });
  const flow = await world.publishForm("consultation");
  world.approveTemplate(flow);
  await world.fillIn(flow, person(), { ...consultationAnswers, flowella_opt_in: false });
  await world.deliver();
  // The person's own word counts more than what stands in HubSpot.
  expect(await look()).toMatchObject({ consent: { state: "declined", source: "question" } });
  world.passTime(later);
  expect(await world.send(flow, to())).toMatchObject({
    code: "NO_CONSENT",
    message: expect.stringMatching(/was asked/),
  });
});

it("our question ticked after a STOP: the person's own later word", async () => {
  await world.consent({ sources: [{ kind: "question" }] });
  const flow = await world.publishForm("consultation");
  world.approveTemplate(flow);
  person().sendText("Hello");
  await world.settle();
  await world.send(flow, to());
  const phone = await person().openFlow();
  person().sendText("stop");
  await world.settle();
  expect(await world.send(flow, to())).toMatchObject({ code: "OPTED_OUT" });
  world.passTime(5_000);
  for (let screens = 0; phone.status === "open" && screens < 20; screens += 1) {
    const answers: Record<string, unknown> = { ...consultationAnswers, flowella_opt_in: true };
    phone.fill(
      Object.fromEntries(
        phone
          .read()
          .inputs.filter(({ name }) => Object.hasOwn(answers, name))
          .map(({ name }) => [name, answers[name]]),
      ),
    );
    await phone.press();
  }
  expect(phone.status).toBe("completed");
  await world.settle();
  expect(await look()).toMatchObject({ optOut: "none", consent: { state: "given" } });
});

it("a box that the form has anyway counts once the settings name it", async () => {
  const flow = await world.publishForm("consultation");
  world.approveTemplate(flow);
  const boxes = await newsBox();
  const answers = { ...consultationAnswers, ...Object.fromEntries(boxes.map((name) => [name, true])) };
  await world.consent();
  await world.fillIn(flow, person(), answers);
  await world.deliver();
  expect(await look()).toMatchObject({ consent: { state: "none" } });

  await world.consent({ sources: [{ kind: "form_box", fields: boxes, covers: "everything" }] });
  await world.fillIn(flow, person(), answers);
  await world.deliver();
  expect(await look()).toMatchObject({ consent: { state: "given", source: "form_box" } });
  world.passTime(later);
  expect(await world.send(flow, to())).toMatchObject({ kind: "sent", channel: "template" });
});

/** The consultation form's own box for news, by its field id. */
async function newsBox(): Promise<string[]> {
  const source = { tool: "hubspot", formId: world.facts.formIds.consultation };
  const draft = z.looseObject({}).parse(await world.operator("/operator/draft", { source }));
  const ids = [...JSON.stringify(draft).matchAll(/consent_communication_\d+/g)].map(([id]) => id);
  expect(ids.length).toBeGreaterThan(0);
  return [...new Set(ids)];
}
