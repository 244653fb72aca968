import { describe, expect, it } from "@jest/globals";
import { contactsPath, useBench } from "./harness.ts";
import { checkAnswers, specsAreHere } from "./specs.ts";

const bench = useBench();

if (process.env["FLOWELLA_REQUIRE_SPECS"] === "1") {
  it("has the specs at hand", () => expect(specsAreHere).toBe(true));
}

(specsAreHere ? describe : describe.skip)("the check of answers against the specs", () => {
  it("counts every operation that an exchange matches", async () => {
    await bench.contact({ firstname: "Ada" });
    await bench.api("GET", contactsPath);
    await bench.api("GET", "/account-info/2026-03/details");
    const { checked, problems } = checkAnswers(bench.hubspot.api.exchanges);
    expect(problems).toEqual([]);
    // Contacts are described by three specs: their own, and the two for objects in general.
    expect(checked).toBe(7);
  });

  it("finds an answer that does not fit, an error without its category, and an unknown operation", async () => {
    await bench.api("GET", contactsPath);
    const [good] = bench.hubspot.api.exchanges;
    if (!good) throw new Error("Nothing was recorded.");
    const broken = checkAnswers([
      { ...good, responseBody: '{"results":[{"id":5}]}' },
      { ...good, status: 400, responseBody: '{"message":"no"}' },
      { ...good, path: "/crm/objects/1999-01/contacts" },
    ]);
    expect(broken.problems.join("\n")).toMatch(/must be string/);
    expect(broken.problems.join("\n")).toMatch(/required property 'category'/);
    expect(broken.problems.join("\n")).toMatch(/1999-01.*no such operation/);
  });
});
