/** A Google form, whose answers go back into it over the script of its owner. */
import { z } from "zod";
import { connectAccount } from "./consent.ts";
import type { Extra } from "./types.ts";

const formId = "1SandboxWorkshopRegistration0001";
const name = "q_0000000b";
const evening = "q_0000000d";

export const googleForm: Extra = {
  connect: async (ground) => {
    const { operator, business, outside } = ground;
    await connectAccount(ground, "/operator/forms/authorise", { tool: "google-forms", withSheet: false });
    const printed = z.object({ script: z.string() });
    const { script } = await operator.ask(business, "/operator/forms/script", { formId }, printed);
    const url = outside.formTools.google.scripts.install(script);
    const way = { tool: "google-forms", formId, way: "apps-script", url };
    await operator.ask(business, "/operator/forms/write-back", way, z.object({ kind: z.literal("saved") }));
    return { source: { tool: "google-forms", formId } };
  },
  answers: (phone, _customer, mark) => {
    const [first] = phone.read().inputs.find((input) => input.name === evening)?.options ?? [];
    return { [name]: mark, [evening]: first?.id };
  },
  stands: ({ formTools }, _business, filled) => {
    const wrong: string[] = [];
    const { responses } = formTools.google.scripts;
    const names = responses.map(({ answers }) => answers.find(({ field }) => field === name)?.value?.[0] ?? "");
    for (const { customer, handedIn } of filled) {
      const times = handedIn.filter(({ form }) => form === "extra");
      const accepted = times.filter((each) => each.accepted).length;
      const there = names.filter((each) => each.startsWith(`${customer.name}S`)).length;
      if (there < accepted || there > times.length)
        wrong.push(`${customer.name}, Google form: ${there} responses stand there, ${accepted} were accepted`);
    }
    return { count: responses.length, messagesMissing: 0, wrong };
  },
};
