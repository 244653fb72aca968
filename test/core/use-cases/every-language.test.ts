/** Every use case in every language: a form that can be published, words within limits, answers that land as promised. */
import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { conversationSettingsSchema, decide, withLimits } from "../../../core/conversation/index.ts";
import type { ConversationFlow, SessionView } from "../../../core/conversation/types.ts";
import { compile } from "../../../core/flow/index.ts";
import { type Form, formSchema } from "../../../core/form/types.ts";
import {
  applyMapping,
  contactMapping,
  mappingConcerns,
  mappingProblems,
  mappingSchema,
  mappingSubjects,
} from "../../../core/mapping/index.ts";
import { categoryOf, checkTemplate, purposes } from "../../../core/templates/index.ts";
import { languages } from "../../../core/texts/index.ts";
import {
  type UseCase,
  type UseCaseLanguage,
  useCaseLanguages,
  useCaseNamed,
  useCases,
} from "../../../core/use-cases/index.ts";

const everyOne = useCases.flatMap((useCase) =>
  useCaseLanguages.map((language): [string, string, UseCase, UseCaseLanguage] => [
    useCase.name,
    language,
    useCase,
    language,
  ]),
);

/** As it is published. */
const limited = (useCase: UseCase, language: UseCaseLanguage): Form =>
  withLimits(useCase.form(language), useCase.settings(language).capacity ?? []);

/** Standard properties of contacts that use cases write into; everything else they bring along. */
const ofHubSpot = [
  "firstname",
  "lastname",
  "email",
  "phone",
  "mobilephone",
  "address",
  "city",
  "zip",
  "state",
  "country",
  "company",
  "jobtitle",
  "date_of_birth",
];

describe.each(everyOne)("%s in %s", (_name, _language, useCase, language) => {
  it("is a form that can be published, and asks every question", () => {
    const form = limited(useCase, language);
    expect(formSchema.parse(form)).toEqual(form);
    expect(form.source).toMatchObject({ tool: "use-case", formId: useCase.name });
    const { check, publishable, report } = compile(form);
    expect(check.problems).toEqual([]);
    expect(report.lines.filter(({ outcome }) => outcome === "dropped")).toEqual([]);
    expect(report.notices.filter(({ level }) => level !== "info")).toEqual([]);
    expect(publishable).toBe(true);
  });

  it("cuts no text", () => {
    const { report } = compile(limited(useCase, language));
    const cut = report.lines.filter(({ code, message }) => /shortened|cut/.test(`${code} ${message}`));
    expect(cut.map(({ title, message }) => `${title}: ${message}`)).toEqual([]);
  });

  it("has message templates that WhatsApp takes, and a button that fits", () => {
    const { body, button, template } = useCase.message(language);
    expect([...button].length).toBeLessThanOrEqual(20);
    expect(body.length).toBeLessThanOrEqual(1_024);
    for (const purpose of purposes) {
      const text = { purpose, category: categoryOf[purpose], language, body: template[purpose], button };
      expect(checkTemplate(text).map(({ code }) => `${purpose}: ${code}`)).toEqual([]);
    }
    expect(template.invitation).toContain("STOP");
  });

  it("writes what the form asks, as the properties take it", () => {
    const form = useCase.form(language);
    const mapping = mappingSchema.parse(useCase.mapping);
    expect(mappingProblems(form, mapping)).toEqual([]);
    const own = useCase.properties.map(({ name, type, fieldType, options = [] }) => {
      return { name, type, fieldType, options: [...options] };
    });
    const standard = ofHubSpot.map((name) => ({ name, type: "string", fieldType: "text", options: [] }));
    const contact = contactMapping(mapping);
    const wrong = mappingConcerns(mappingSubjects(form), contact, [...own, ...standard], []).filter(({ code }) =>
      ["property_unknown", "type_unfit", "options_missing", "property_twice"].includes(code),
    );
    expect(wrong).toEqual([]);
  });

  it("has settings that a conversation takes", () => {
    const settings = useCase.settings(language);
    const known = Object.keys(conversationSettingsSchema.shape);
    const ofConversation = Object.fromEntries(Object.entries(settings).filter(([key]) => known.includes(key)));
    expect(conversationSettingsSchema.safeParse(ofConversation).error).toBeUndefined();
  });

  it("takes the sample answers from the first screen to the last", () => {
    const answered = walked(useCase, language);
    // Where one is known only when the form is open, the demo of the use case goes on.
    if (answered === "live") return expect(useCase.sample.live).not.toEqual([]);
    const { properties } = applyMapping(contactMapping(useCase.mapping), answered.answers, answered);
    expect(properties).toMatchObject(useCase.sample.properties);
  });
});

describe("the list", () => {
  it("speaks the languages that Flowella speaks", () => {
    expect([...useCaseLanguages].sort()).toEqual([...languages].sort());
  });

  it("says something of its own in every language", () => {
    for (const useCase of useCases) {
      const titles = useCaseLanguages.map((language) => useCase.form(language).title);
      const bodies = useCaseLanguages.map((language) => useCase.message(language).body);
      expect(new Set(titles).size).toBe(useCaseLanguages.length);
      expect(new Set(bodies).size).toBe(useCaseLanguages.length);
    }
  });

  it("keeps ids, choices and their values in every language", () => {
    for (const useCase of useCases) {
      const shapes = useCaseLanguages.map((language) => JSON.stringify(shapeOf(useCase.form(language))));
      expect(new Set(shapes).size).toBe(1);
    }
  });

  it("finds a use case by its name, or by a name of the business's own behind it", () => {
    expect(useCaseNamed("nps")?.name).toBe("nps");
    expect(useCaseNamed("nps:shop-milano")?.name).toBe("nps");
    expect(useCaseNamed("nps:Shop Milano")).toBeUndefined();
    expect(useCaseNamed("nps:")).toBeUndefined();
    expect(useCaseNamed("constructor")).toBeUndefined();
  });

  it("brings no property that another use case has in another shape", () => {
    const all = useCases.flatMap(({ properties }) => properties);
    for (const property of all) {
      expect(property.name).toMatch(/^flowella_[a-z0-9_]+$/);
      expect(all.filter(({ name }) => name === property.name)).toEqual(
        expect.arrayContaining([expect.objectContaining({ type: property.type, fieldType: property.fieldType })]),
      );
    }
  });
});

/** What was handed in; `live` where it came to a screen with an answer that is known only when the form is open. */
function walked(useCase: UseCase, language: UseCaseLanguage) {
  const form = useCase.form(language);
  const { screens } = compile(form);
  const flow: ConversationFlow = { form, screens, dataApiVersion: "3.0" };
  let session: SessionView = { payloads: {}, state: { kind: "open" } };
  let decision = decide(flow, session, { kind: "open" });
  for (let count = 0; count < 20; count += 1) {
    if (decision.kind === "accept") return besides(decision);
    if (decision.kind !== "show") break;
    if (decision.errorMessage) throw new Error(`${useCase.name}, ${language}: ${decision.errorMessage}`);
    const { screen, place } = decision;
    const inputs = screens.find(({ id }) => id === screen)?.inputs ?? [];
    if (inputs.some(({ name }) => useCase.sample.live?.includes(name))) return "live";
    const known = inputs.filter(({ name }) => Object.hasOwn(useCase.sample.answers, name));
    const data = Object.fromEntries(known.map(({ name }) => [name, useCase.sample.answers[name]]));
    decision = decide(flow, session, { kind: "submit", screen, data });
    const keep = "keep" in decision ? decision.keep : undefined;
    session = {
      ...session,
      place: "place" in decision ? decision.place : place,
      state: { kind: "open", screen },
      payloads: { ...session.payloads, ...(keep && { [keep.screen]: keep.payload }) },
    };
  }
  throw new Error(`${useCase.name}, ${language}: the sample answers lead nowhere (${decision.kind}).`);
}

const acceptedSchema = z.object({ answers: z.array(z.any()), variables: z.record(z.string(), z.any()) });

function besides(decision: unknown) {
  const { answers, variables } = acceptedSchema.parse(decision);
  const { ending } = z.object({ ending: z.string().optional() }).parse(decision);
  return { answers, variables, ...(ending !== undefined && { ending }) };
}

function shapeOf({ fields, sections, rules, variables }: Form) {
  const plain = Object.values(fields).map((field) => ({
    id: field.id,
    kind: field.kind,
    required: field.required,
    showIf: field.showIf,
    // In the order of the language's own alphabet.
    choices: "choices" in field ? field.choices.map(({ id, value }) => [id, value]).sort() : [],
  }));
  return { plain, sections: sections.map(({ id, items }) => ({ id, items })), rules, variables };
}
