import { beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { demoForms, demoPortal, type SeedFacts, seedPortal } from "../../../sandbox/hubspot/index.ts";
import { app, contactsPath, errorSchema, pageSchema, recordSchema, useBench } from "./harness.ts";

const bench = useBench({ formProcessingMs: 1_000, submissionListMs: 5_000 });
const refused = z.looseObject({
  status: z.literal("error"),
  message: z.literal("The request is not valid"),
  correlationId: z.string(),
  errors: z.array(z.object({ message: z.string(), errorType: z.string() })),
});
let facts: SeedFacts;
beforeEach(() => {
  facts = seedPortal(bench.hubspot.portal(demoPortal.id));
});

const answers: Record<string, string> = {
  firstname: "Nora",
  lastname: "Vitali",
  email: "nora.vitali@example.com",
  consultation_topic: "kitchen",
  preferred_contact_method: "whatsapp",
  services_of_interest: "design;delivery",
  number_of_rooms: "4",
  preferred_consultation_date: "2026-12-03",
  existing_customer: "false",
};
const consent = {
  consent: {
    consentToProcess: true,
    text: "I agree",
    communications: [{ value: true, subscriptionTypeId: 84_201_377, text: "News" }],
  },
};
function submission(change: Record<string, string | undefined> = {}, more: object = {}) {
  const fields = Object.entries({ ...answers, ...change }).flatMap(([name, value]) =>
    value === undefined ? [] : [{ objectTypeId: "0-1", name, value }],
  );
  return {
    fields,
    context: { pageName: "WhatsApp", pageUri: "https://flows.example.com/f/1" },
    legalConsentOptions: consent,
    ...more,
  };
}
const submit = (body: unknown = submission()) => bench.submit(facts.formIds.consultation, body);
const byEmail = (email: string, properties: string) =>
  bench.api("GET", `${contactsPath}/${encodeURIComponent(email)}?idProperty=email&properties=${properties}`);

describe("the definitions", () => {
  it("are listed in pages and read one by one", async () => {
    const first = (await bench.api("GET", "/marketing/v3/forms?limit=2")).as(pageSchema);
    expect(first.results).toHaveLength(2);
    const rest = (await bench.api("GET", `/marketing/v3/forms?limit=2&after=${first.paging?.next.after}`)).as(
      pageSchema,
    );
    expect([...first.results, ...rest.results].map((form) => form["id"])).toEqual(demoForms.map((form) => form.id));
    expect(rest.paging).toBeUndefined();
    expect((await bench.api("GET", `/marketing/v3/forms/${facts.formIds.consultation}`)).body).toEqual(demoForms[0]);
    expect((await bench.api("GET", "/marketing/v3/forms/nonsense")).status).toBe(404);
    expect((await bench.api("GET", "/marketing/v3/forms?formTypes=captured")).as(pageSchema).results).toEqual([]);
  });

  it("ask only for properties that the account has", async () => {
    const properties = (await bench.api("GET", "/crm/properties/2026-03/contacts")).as(pageSchema).results;
    const names = properties.map((property) => property["name"]);
    for (const form of demoForms) {
      for (const field of form.fieldGroups.flatMap((group) => group.fields)) expect(names).toContain(field.name);
    }
  });
});

describe("a submission with an unknown e-mail", () => {
  it("answers with the thank-you text and makes a contact after a while, not as an offline source", async () => {
    const reply = await submit();
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({ inlineMessage: demoForms[0]?.configuration.postSubmitAction.value });
    expect((await byEmail("nora.vitali@example.com", "email")).status).toBe(404);
    bench.clock.now += 1_000;
    const names =
      "services_of_interest,preferred_consultation_date,hs_analytics_source,first_conversion_event_name,lifecyclestage";
    const contact = await byEmail("nora.vitali@example.com", names);
    expect(contact.body).toMatchObject({
      properties: {
        firstname: "Nora",
        services_of_interest: "design;delivery",
        preferred_consultation_date: "2026-12-03",
        first_conversion_event_name: "Request a consultation",
        hs_analytics_source: bench.hubspot.behaviour.formContactSource,
        lifecyclestage: "lead",
      },
    });
    expect(bench.hubspot.behaviour.formContactSource).not.toBe("OFFLINE");
    expect(bench.hubspot.portal(demoPortal.id).contacts.list()).toHaveLength(201);
  });

  it("finds the contact that the API made meanwhile, which stays offline", async () => {
    await submit();
    const id = await bench.contact({ email: "nora.vitali@example.com" });
    bench.clock.now += 1_000;
    const contact = (await byEmail("nora.vitali@example.com", "consultation_topic,hs_analytics_source")).as(
      recordSchema,
    );
    expect(contact).toMatchObject({
      id,
      properties: { consultation_topic: "kitchen", hs_analytics_source: "OFFLINE" },
    });
  });
});

describe("a submission with a known e-mail", () => {
  it("updates that contact in any case of the letters, and clears nothing", async () => {
    const { customer } = facts;
    await submit(
      submission({
        email: customer.email.toUpperCase(),
        firstname: customer.firstName,
        lastname: customer.lastName,
        city: "",
      }),
    );
    bench.clock.now += 1_000;
    const reply = await bench.api(
      "GET",
      `${contactsPath}/${customer.contactId}?properties=consultation_topic,city,phone,num_conversion_events`,
    );
    expect(reply.body).toMatchObject({
      properties: { consultation_topic: "kitchen", city: "Bologna", phone: customer.phone, num_conversion_events: "1" },
    });
    expect(bench.hubspot.portal(demoPortal.id).contacts.list()).toHaveLength(200);
  });

  it("does not match by phone", async () => {
    await submit(submission({ mobilephone: facts.customer.phone }));
    bench.hubspot.settle();
    const [stored] = bench.hubspot.portal(demoPortal.id).submissions.all();
    expect(stored).toMatchObject({ outcome: "contact-created" });
    expect(stored?.contactId).not.toBe(facts.customer.contactId);
  });
});

describe("a submission without an e-mail", () => {
  it("is stored and touches no contact", async () => {
    const fields = [{ objectTypeId: "0-1", name: "visit_rating", value: "good" }];
    expect((await bench.submit(facts.formIds.feedback, { fields })).status).toBe(200);
    bench.hubspot.settle();
    const portal = bench.hubspot.portal(demoPortal.id);
    expect(portal.submissions.all()).toMatchObject([{ outcome: "no-contact" }]);
    expect(portal.contacts.list()).toHaveLength(200);
  });
});

describe("the list of submissions", () => {
  const list = (query = "") =>
    bench.api("GET", `/form-integrations/v1/submissions/forms/${facts.formIds.consultation}${query}`);

  it("shows a submission after its delay, newest first, in pages", async () => {
    for (const [index, firstname] of ["A", "B", "C"].entries()) {
      await submit(submission({ firstname }, { submittedAt: String(bench.clock.now - index * 60_000) }));
    }
    expect((await list()).as(pageSchema).results).toEqual([]);
    bench.clock.now += 5_000;
    const first = (await list("?limit=2")).as(pageSchema);
    const rest = (await list(`?limit=2&after=${first.paging?.next.after}`)).as(pageSchema);
    const entry = z.looseObject({
      conversionId: z.string(),
      submittedAt: z.number(),
      pageUrl: z.string(),
      values: z.array(z.object({ name: z.string(), value: z.string(), objectTypeId: z.string() })),
    });
    const all = [...first.results, ...rest.results].map((one) => entry.parse(one));
    expect(all.map(({ values }) => values[0]?.value)).toEqual(["A", "B", "C"]);
    expect(all[0]?.pageUrl).toBe("https://flows.example.com/f/1");
    expect((await list("?limit=51")).status).toBe(400);
    expect((await bench.api("GET", "/form-integrations/v1/submissions/forms/nonsense")).status).toBe(404);
  });
});

describe("refusals of the form host", () => {
  const none = { legalConsentOptions: undefined };
  const interest = (value: object) => ({
    legalConsentOptions: { legitimateInterest: { value: true, subscriptionTypeId: 1, legalBasis: "LEAD", ...value } },
  });
  const consenting = (change: object) => ({ legalConsentOptions: { consent: { ...consent.consent, ...change } } });
  const twice = [1, 2].map(() => ({ value: true, subscriptionTypeId: 5, text: "News" }));
  const context = (change: object) => ({ context: change });

  it.each([
    ["REQUIRED_FIELD", { lastname: undefined }, {}],
    ["REQUIRED_FIELD", { lastname: "  " }, {}],
    ["INVALID_EMAIL", { email: "nora at example" }, {}],
    ["BLOCKED_EMAIL", { email: "nora@Mailinator.example" }, {}],
    ["INVALID_NUMBER", { number_of_rooms: "four" }, {}],
    ["NUMBER_OUT_OF_RANGE", { number_of_rooms: "400" }, {}],
    ["VALUE_NOT_IN_FIELD_DEFINITION", { consultation_topic: "garden" }, {}],
    ["VALUE_NOT_IN_FIELD_DEFINITION", { preferred_contact_method: "pigeon" }, {}],
    ["VALUE_NOT_IN_FIELD_DEFINITION", { services_of_interest: "design;painting" }, {}],
    ["VALUE_NOT_IN_FIELD_DEFINITION", { existing_customer: "yes" }, {}],
    ["FIELD_NOT_IN_FORM_DEFINITION", { shoe_size: "43" }, {}],
    ["FIELD_NOT_IN_FORM_DEFINITION", { hs_analytics_source: "OFFLINE" }, {}],
    ["INPUT_TOO_LARGE", { message: "x".repeat(65_537) }, {}],
    ["INVALID_HUTK", {}, context({ hutk: "me" })],
    ["INVALID_IP_ADDRESS", {}, context({ ipAddress: "1.2.3" })],
    ["INVALID_PAGE_URI", {}, context({ pageUri: "flows" })],
    ["INVALID_METADATA", {}, { submittedAt: String(Date.UTC(2026, 9, 1)) }],
    ["MISSING_PROCESSING_CONSENT", {}, none],
    ["MISSING_PROCESSING_CONSENT", {}, consenting({ consentToProcess: false })],
    ["MISSING_PROCESSING_CONSENT_TEXT", {}, consenting({ text: "" })],
    [
      "MISSING_COMMUNICATION_CONSENT_TEXT",
      {},
      consenting({ communications: [{ value: true, subscriptionTypeId: 5 }] }),
    ],
    ["DUPLICATE_SUBSCRIPTION_TYPE_ID", {}, consenting({ communications: twice })],
    ["MISSING_LEGITIMATE_INTEREST_TEXT", {}, interest({})],
    ["INVALID_LEGAL_OPTION_FORMAT", {}, { legalConsentOptions: { consent: "yes" } }],
    [
      "INVALID_LEGAL_OPTION_FORMAT",
      {},
      { legalConsentOptions: { ...consent, ...interest({ text: "x" }).legalConsentOptions } },
    ],
  ])("%s", async (errorType, change, more) => {
    const reply = await submit(submission(change, more));
    expect(reply.status).toBe(400);
    expect(reply.as(refused).errors.map((error) => error.errorType)).toEqual([errorType]);
    expect(bench.hubspot.portal(demoPortal.id).submissions.all()).toEqual([]);
  });

  it("MAX_NUMBER_OF_SUBMITTED_VALUES_EXCEEDED", async () => {
    const fields = Array.from({ length: 1001 }, () => ({ objectTypeId: "0-1", name: "firstname", value: "x" }));
    const reply = await submit({ ...submission(), fields });
    expect(reply.as(refused).errors[0]?.errorType).toBe("MAX_NUMBER_OF_SUBMITTED_VALUES_EXCEEDED");
  });

  it("FORM_HAS_RECAPTCHA_ENABLED, whatever is sent", async () => {
    const reply = await bench.submit(facts.formIds.recaptcha, { fields: [{ name: "email", value: "a@example.com" }] });
    expect(reply.as(refused).errors.map((error) => error.errorType)).toEqual(["FORM_HAS_RECAPTCHA_ENABLED"]);
  });

  it("names every problem at once", async () => {
    const reply = await submit(submission({ lastname: undefined, email: "x" }, none));
    expect(reply.as(refused).errors.map((error) => error.errorType)).toEqual([
      "REQUIRED_FIELD",
      "INVALID_EMAIL",
      "MISSING_PROCESSING_CONSENT",
    ]);
  });

  it("takes fields that the form lacks when the property may be used in forms", async () => {
    expect((await submit(submission({ company: "Vitali srl" }))).status).toBe(200);
  });

  it.each([
    ["no field", { fields: [] }],
    ["a value that is no string", { fields: [{ name: "email", value: 5 }] }],
    ["a body that is no JSON", "{"],
  ])("answers 400 in its own shape for %s", async (_name, body) => {
    const reply = await submit(body);
    expect(reply.status).toBe(400);
    reply.as(refused);
  });

  it("answers 404 for an unknown form or account and 403 for another account's token", async () => {
    expect((await bench.submit("nonsense", submission())).status).toBe(404);
    expect((await bench.submit(facts.formIds.consultation, submission(), 1)).status).toBe(404);
    bench.hubspot.addPortal({ ...demoPortal, id: 5 });
    expect((await bench.submit(facts.formIds.consultation, submission(), 5)).status).toBe(403);
  });

  it("wants a token with the scope forms, and counts", async () => {
    const good = bench.token;
    bench.token = "";
    expect((await submit()).status).toBe(401);
    bench.token = bench.hubspot.install(app.clientId, demoPortal.id, ["oauth"]).accessToken;
    const scoped = await submit();
    expect([scoped.status, scoped.as(errorSchema).category]).toEqual([403, "MISSING_SCOPES"]);
    bench.token = good;
    bench.hubspot.behaviour.submissionsPerTenSeconds = 3;
    expect((await submit()).status).toBe(200);
    expect((await submit()).status).toBe(200);
    expect((await submit()).status).toBe(429);
  });

  it("answers unknown paths of its host with 404", async () => {
    const response = await fetch(`${bench.hubspot.formsUrl}/submissions/v3/nothing`, { method: "POST" });
    expect(response.status).toBe(404);
    errorSchema.parse(await response.json());
  });
});
