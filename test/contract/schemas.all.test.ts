import { expect, it } from "@jest/globals";
import { describeContract } from "./describe-contract.ts";
import { schemaProblems } from "./schemas.ts";
import { loadSpecs } from "./specs.ts";

describeContract("every schema of the vendors' documents", () => {
  it("compiles", () => {
    const specs = loadSpecs();
    if (!specs.present) throw new Error("unreachable: skipped without documents");
    for (const spec of [...specs.specs.hubspot, ...specs.specs.meta]) {
      for (const schema of Object.values(spec.components["schemas"] ?? {})) {
        expect(() => schemaProblems(spec, schema, {})).not.toThrow();
      }
    }
  });
});
