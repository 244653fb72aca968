/** What the server says by a code, in the reader's language where the page has words for it. */
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { codeDictionaries, codeInWords } from "../../src/app/packages/ui/index.ts";
import { pageWith, report, results } from "./page-harness.ts";

describe("what the server says by a code", () => {
  const root = path.join(import.meta.dirname, "../..");
  const sources = globSync(["core/flow/**/*.ts", "server/delivery/reasons.ts"], { cwd: root });
  const said = sources.map((file) => readFileSync(path.join(root, file), "utf8")).join("\n");

  it.each(Object.entries(codeDictionaries))(
    "%s has words for the same codes, all of them said by the server",
    (_, own) => {
      const codes = Object.keys(own);
      expect(codes.sort()).toEqual(Object.keys(codeDictionaries["it"] ?? {}).sort());
      expect(codes.filter((code) => !said.includes(`"${code}"`) && !said.includes(`${code}:`))).toEqual([]);
      for (const [code, words] of Object.entries(own))
        expect([code, words]).toEqual([code, expect.stringMatching(/\.$/)]);
    },
  );

  it("is read in the user's language, with the server's own words where they may say more", async () => {
    const line = {
      title: "Bewertung",
      outcome: "adapted" as const,
      code: "scale.as_options",
      message: "A list of 1 to 5.",
    };
    const at = { path: "/forms/form", params: { tool: "hubspot", form: "form-1" }, language: "de" };
    const page = await pageWith(report({ lines: [line] }), at, ({ text }) => expect(text()).toContain("Bewertung"));
    expect(page.text()).toContain("Die Skala ist eine Liste von Optionen.");
    expect(page.text()).toContain("A list of 1 to 5.");
  });

  it("and in the server's words where there are no others", async () => {
    const step = { id: "s", state: "dead" as const, destination: "HubSpot", says: "Call somebody.", code: "brand.new" };
    const submission = { id: "sub", flowName: "F", at: "2026-11-01T09:05:00.000Z", state: "attention" as const };
    const submissions = [{ ...submission, troubled: [step, { ...step, id: "t", code: "hubspot.recaptcha" }] }];
    const page = await pageWith(results({ submissions }), { path: "/results", language: "it" }, ({ text }) =>
      expect(text()).toContain("HubSpot: Call somebody."),
    );
    expect(page.text()).toContain("chiede un CAPTCHA");
    expect(codeInWords("fr-CA", "hubspot.recaptcha")).toContain("CAPTCHA");
    expect([codeInWords("en", "exact"), codeInWords("ja", "exact"), codeInWords("it", "toString")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
