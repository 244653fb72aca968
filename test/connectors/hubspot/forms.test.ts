import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { formConsent, formFields, formFromHubSpot } from "../../../connectors/hubspot/index.ts";
import { formSchema } from "../../../core/form/types.ts";
import type { Answer } from "../../../core/submission/types.ts";
import { demoPortal, type SeedFacts, seedPortal } from "../../../sandbox/hubspot/index.ts";
import { expectContract, failure, startWorld, type World } from "./world.ts";

let world: World;
let facts: SeedFacts;
beforeEach(async () => {
  world = await startWorld();
  world.standIn.behaviour.submissionListMs = 0;
  facts = seedPortal(world.standIn.portal(demoPortal.id));
  world.standIn.settle();
});
afterEach(async () => {
  expectContract(world);
  await world.close();
});

describe("forms", () => {
  it("are listed page by page", async () => {
    const ids: string[] = [];
    let after: string | undefined;
    do {
      const page = await world.hubspot.listForms({ limit: 1, ...(after && { after }) });
      ids.push(...page.forms.map(({ id }) => id));
      after = page.after;
    } while (after);
    const all = await world.hubspot.listForms();
    expect(ids).toEqual(all.forms.map(({ id }) => id));
    expect(ids.toSorted()).toEqual(Object.values(facts.formIds).toSorted());
  });

  it("become neutral forms", async () => {
    for (const { id, name } of (await world.hubspot.listForms()).forms) {
      const form = formFromHubSpot(await world.hubspot.getForm(id));
      expect(formSchema.parse(form)).toEqual(form);
      expect(form).toMatchObject({ title: name, source: { tool: "hubspot", formId: id } });
    }
  });

  it("that do not exist are said to", async () => {
    expect(await failure(world.hubspot.getForm("no-such-form"))).toMatchObject({ code: "hubspot.not_found" });
  });
});

/** Something for every question of a form, as a customer would answer it. */
function answersFor(form: ReturnType<typeof formFromHubSpot>): Answer[] {
  return Object.values(form.fields).flatMap((field): Answer[] => {
    switch (field.kind) {
      case "statement":
      case "file":
      case "payment":
      case "unsupported":
        return [];
      case "consent":
        return [{ fieldId: field.id, value: true }];
      case "single_choice":
      case "dropdown":
        return [{ fieldId: field.id, value: field.choices[0]?.id ?? "" }];
      case "multiple_choice":
        return [{ fieldId: field.id, value: field.choices.slice(0, 2).map(({ id }) => id) }];
      case "number":
        return [{ fieldId: field.id, value: 12 }];
      case "date":
        return [{ fieldId: field.id, value: "2026-11-20" }];
      case "email":
        return [{ fieldId: field.id, value: "typed@example.com" }];
      case "phone":
        return [{ fieldId: field.id, value: "+393475550142" }];
      default:
        return [{ fieldId: field.id, value: "text" }];
    }
  });
}

describe("submissions", () => {
  it("of every form that takes them land once, with the texts that were seen, and can be looked up", async () => {
    for (const formId of Object.values(facts.formIds)) {
      const form = formFromHubSpot(await world.hubspot.getForm(formId));
      if (form.notices.some(({ level }) => level === "block")) continue;
      const answers = answersFor(form);
      const consent = formConsent(form, answers);
      const submittedAt = Date.now() - 60_000;
      await world.hubspot.submitForm({
        formId,
        submittedAt,
        fields: formFields(form, answers, facts.customer.email),
        pageName: "WhatsApp: test",
        ...(consent && { consent }),
      });
      world.standIn.settle();
      const page = await world.hubspot.listSubmissions(formId, { limit: 50 });
      expect(page.submissions).toHaveLength(1);
      expect(page.submissions[0]).toMatchObject({
        submittedAt,
        values: expect.arrayContaining([{ name: "email", value: facts.customer.email, objectTypeId: "0-1" }]),
      });
      const [stored] = world.standIn.portal(demoPortal.id).submissions.all().slice(-1);
      expect(stored).toMatchObject({ outcome: "contact-updated", contactId: facts.customer.contactId });
    }
    expect(world.standIn.portal(demoPortal.id).submissions.all().length).toBeGreaterThan(0);
    expect(world.standIn.portal(demoPortal.id).contacts.list()).toHaveLength(facts.contactCount);
  });

  it("that HubSpot refuses are refused for good, with its reason and no value", async () => {
    const [formId = ""] = Object.values(facts.formIds);
    const error = await failure(
      world.hubspot.submitForm({
        formId,
        submittedAt: Date.now(),
        fields: [{ name: "email", value: "not an address" }],
        pageName: "WhatsApp: test",
      }),
    );
    expect(error).toMatchObject({ code: "hubspot.submission_refused", remedy: "give-up", status: 400 });
    expect(String(error)).toContain("INVALID_EMAIL");
    expect(String(error)).not.toContain("not an address");
  });

  it("that landed although the answer was an error are found again", async () => {
    const forms = await Promise.all(Object.values(facts.formIds).map((id) => world.hubspot.getForm(id)));
    const form = forms.map(formFromHubSpot).find(({ notices }) => notices.every(({ level }) => level !== "block"));
    if (!form) throw new Error("The demo account has no form that takes submissions.");
    const { formId } = form.source;
    const answers = answersFor(form);
    const consent = formConsent(form, answers);
    world.standIn.forms.failNext({ path: /submit/, answer: { kind: "status", status: 502, landed: true } });
    const submittedAt = Date.now();
    const error = await failure(
      world.hubspot.submitForm({
        formId,
        submittedAt,
        fields: formFields(form, answers, facts.customer.email),
        pageName: "WhatsApp: test",
        ...(consent && { consent }),
      }),
    );
    expect(error).toMatchObject({ code: "hubspot.unavailable", remedy: "retry", mayHaveLanded: true });
    expect((await world.hubspot.listSubmissions(formId)).submissions).toMatchObject([{ submittedAt }]);
  });
});
