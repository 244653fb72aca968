/**
 * HubSpot definitions of our own, of every field type, group type, condition and kind of consent, beside the forms and Flows
 * that they become. `FLOWELLA_UPDATE_GOLDENS=1 npm test -- golden` writes them anew; look at the difference before keeping
 * it.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { formFromHubSpot } from "../../../connectors/hubspot/index.ts";
import { compile } from "../../../core/flow/index.ts";
import { formSchema } from "../../../core/form/types.ts";
import { validateFlowJson } from "../../../sandbox/whatsapp/validation/validate.ts";
import { schemaProblems } from "../../contract/schemas.ts";
import { loadSpecs } from "../../contract/specs.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const definitions = path.join(root, "test/fixtures/forms/hubspot");
const goldens = path.join(root, "test/fixtures/flows/7.3");
const names = readdirSync(definitions).map((file) => path.basename(file, ".json"));
const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
const definition = (name: string) => read(path.join(definitions, `${name}.json`));
const specs = loadSpecs();

describe.each(names)("%s", (name) => {
  it("becomes the form and the Flow that we have seen and liked", () => {
    const form = formFromHubSpot(definition(name));
    expect(formSchema.parse(form)).toEqual(form);
    const { flow, report, check } = compile(form);
    expect(check).toEqual({ ok: true, problems: [] });
    // The stand-in's own reading of Flow JSON's rules, which shares nothing with ours.
    expect(validateFlowJson(JSON.stringify(flow)).errors).toEqual([]);
    for (const [kind, value] of Object.entries({ form, flow, report })) {
      const file = path.join(goldens, `hubspot-${name}.${kind}.json`);
      if (process.env["FLOWELLA_UPDATE_GOLDENS"] === "1") {
        mkdirSync(goldens, { recursive: true });
        writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
      }
      expect(value).toEqual(read(file));
    }
  });

  (specs.present ? it : it.skip)("is a definition as HubSpot's published specification says", () => {
    if (!specs.present) return;
    const spec = specs.specs.hubspot.find(({ components }) => "HubSpotFormDefinition" in (components["schemas"] ?? {}));
    if (!spec) throw new Error("HubSpot's forms specification is missing.");
    expect(schemaProblems(spec, { $ref: "#/components/schemas/HubSpotFormDefinition" }, definition(name))).toEqual([]);
  });
});

it("between them they have every field type, group type, operator and kind of consent of the specification", () => {
  const text = names.map((name) => JSON.stringify(definition(name))).join("\n");
  const all = [
    ...["email", "phone", "mobile_phone", "single_line_text", "multi_line_text", "number", "single_checkbox"],
    ...["multiple_checkboxes", "dropdown", "radio", "datepicker", "file", "payment_link_radio"],
    ...["default_group", "progressive", "queued"],
    ...["eq", "neq", "contains", "doesnt_contain", "str_starts_with", "str_ends_with", "is_not_empty"],
    ...["set_eq", "set_neq", "set_any", "set_not_any", "set_all", "set_not_all", "lt", "lte", "gt", "gte"],
    ...["between", "not_between", "within_time", "within_time_reverse"],
    ...["none", "legitimate_interest", "explicit_consent_to_process", "implicit_consent_to_process"],
  ];
  expect(all.filter((word) => !text.includes(`"${word}"`))).toEqual([]);
});
