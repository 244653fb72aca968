/**
 * Form to Flow, compiled and checked: a form of 500 fields and 150 rules against 100 RSA decryptions, and how the time grows
 * with the form. Everything is warm; the figures are medians of interleaved rounds of one run.
 */
import { constants, generateKeyPairSync, privateDecrypt, publicEncrypt } from "node:crypto";
import { compile } from "../../core/flow/index.ts";
import type { Condition, Rule } from "../../core/form/rules.ts";
import type { Field, Form } from "../../core/form/types.ts";

const rounds = 50;
/** Until the engine has done what it does to code that runs often: a server compiles for hours. */
const warmUp = 100;

export function compileBench(): Record<string, unknown> {
  const [small, large] = [formOf(50), formOf(500)];
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const padding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" };
  const wrapped = publicEncrypt({ key: publicKey, ...padding }, Buffer.alloc(16));
  const decrypt100 = () => {
    for (let i = 0; i < 100; i += 1) privateDecrypt({ key: privateKey, ...padding }, wrapped);
  };
  if (!compile(large).check.ok) throw new Error("The form of the benchmark is no valid Flow.");
  for (let i = 0; i < warmUp; i += 1)
    for (const work of [() => compile(small), () => compile(large), decrypt100]) work();
  const times = { small: [] as number[], large: [] as number[], rsa: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    // A form that was never seen: what is remembered of a form must not flatter the figures.
    const [newSmall, newLarge] = [structuredClone(small), structuredClone(large)];
    times.small.push(timed(() => compile(newSmall)));
    times.large.push(timed(() => compile(newLarge)));
    times.rsa.push(timed(decrypt100));
  }
  const [smallMs, largeMs, rsaMs] = [times.small, times.large, times.rsa].map(median);
  return {
    fields: 500,
    rules: large.rules?.length,
    ratioToRsa100: rounded((largeMs ?? 0) / (rsaMs ?? 1)),
    growth50to500: rounded((largeMs ?? 0) / (smallMs ?? 1)),
    largeMs: rounded(largeMs ?? 0),
    rsa100Ms: rounded(rsaMs ?? 0),
  };
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function formOf(size: number): Form {
  const fields = Array.from({ length: size }, (_, index): Field => {
    const base = {
      id: `question_${index}`,
      title: `Question ${index}: what would you like us to know about this subject?`,
      required: index % 2 === 0,
      source: { id: `q${index}`, type: "sample" },
    };
    const choices = Array.from({ length: 8 }, (_, at) => ({
      id: `c${at}`,
      label: `Choice number ${at}`,
      value: `v${at}`,
    }));
    return index % 3 === 0
      ? { ...base, kind: "single_choice", choices, allowOther: false }
      : { ...base, kind: index % 3 === 1 ? "short_text" : "email" };
  });
  return {
    source: { tool: "typeform", formId: "bench", revision: "1" },
    title: "A long form",
    language: "en",
    sections: [{ id: "all", items: fields.map(({ id }) => id) }],
    fields: Object.fromEntries(fields.map((field) => [field.id, field])),
    hidden: [],
    variables: [{ name: "score", kind: "number", initial: 0 }],
    rules: rulesFor(fields),
    notices: [],
  };
}

/** Three rules for every ten questions: one calculates, one leads over a question, one over several. */
function rulesFor(fields: readonly Field[]): Rule[] {
  return fields.flatMap((field, index): Rule[] => {
    const chosen: Condition = {
      op: "eq",
      subject: { kind: "field", field: field.id },
      operand: { kind: "choice", choice: "c1" },
    };
    const to = (distance: number): Rule[] => {
      const target = fields[index + distance];
      if (!target) return [];
      return [{ after: field.id, when: chosen, do: [{ kind: "jump", to: { kind: "field", field: target.id } }] }];
    };
    if (index % 10 === 1) {
      const one = { kind: "constant", value: 1 } as const;
      return [
        { after: field.id, when: { op: "always" }, do: [{ kind: "calc", op: "add", variable: "score", value: one }] },
      ];
    }
    return index % 10 === 3 ? to(2) : index % 10 === 6 ? to(3) : [];
  });
}
