/** Questions for files: which picker, within which bounds, on which screen, and what the report says about it. */
import { describe, expect, it } from "@jest/globals";
import { fileLimits, fileTypes } from "../../../core/flow/file-types.ts";
import { compile } from "../../../core/flow/index.ts";
import type { FieldOf } from "../../../core/form/types.ts";
import { validateFlowJson } from "../../../sandbox/whatsapp/validation/validate.ts";
import { choices, field, formOf } from "./forms.ts";

type FileSketch = Partial<Omit<FieldOf<"file">, "kind" | "id" | "source">>;

const file = (id: string, more: FileSketch = {}) => field(id, { kind: "file", ...more });
const text = (id: string) => field(id, { kind: "short_text" });

function compiledFile(more: FileSketch = {}) {
  const compiled = compile(formOf([text("name"), file("photo", more)]));
  expect(compiled.check).toEqual({ ok: true, problems: [] });
  expect(validateFlowJson(JSON.stringify(compiled.flow)).errors).toEqual([]);
  const components = compiled.flow.screens.flatMap(({ layout }) => layout.children);
  const picker = components.find(({ name }) => name === "photo");
  const line = compiled.report.lines.find(({ fieldId }) => fieldId === "photo");
  return { compiled, picker, line };
}

describe("pictures", () => {
  it("are a PhotoPicker, exactly as in the form", () => {
    const { picker, line, compiled } = compiledFile({
      title: "A photo of the damage",
      accepts: ["image/*"],
      maxFiles: 3,
      maxBytes: 5 * 1024 * 1024,
      required: true,
    });
    expect(picker).toEqual({
      type: "PhotoPicker",
      name: "photo",
      label: "A photo of the damage",
      "min-uploaded-photos": 1,
      "max-uploaded-photos": 3,
      "max-file-size-kb": 5120,
    });
    expect(line).toMatchObject({ outcome: "exact", component: "PhotoPicker" });
    const footer = compiled.flow.screens.at(-1)?.layout.children.at(-1);
    expect(footer?.["on-click-action"]).toEqual({ name: "data_exchange", payload: { photo: "${form.photo}" } });
    expect(compiled.screens.at(-1)?.inputs).toEqual([{ name: "photo", fieldId: "photo" }]);
    expect(compiled.flow.screens.at(-1)).not.toHaveProperty("data");
  });

  it("of some types only are told in the report, because a phone's camera has its own", () => {
    const { picker, line } = compiledFile({ accepts: ["image/jpeg", "IMAGE/PNG"], maxFiles: 1 });
    expect(picker).toMatchObject({ type: "PhotoPicker", "max-uploaded-photos": 1 });
    expect(picker).not.toHaveProperty("min-uploaded-photos");
    expect(line).toMatchObject({ outcome: "adapted", code: "file.any_picture" });
  });

  it("that a camera does not make are documents", () => {
    const { picker } = compiledFile({ accepts: ["image/png"], maxFiles: 1 });
    expect(picker).toMatchObject({ type: "DocumentPicker", "allowed-mime-types": ["image/png"] });
  });
});

describe("documents", () => {
  it("name their types and bounds", () => {
    const { picker, line } = compiledFile({
      title: "Your last two bills",
      description: "As your supplier sent them.",
      accepts: ["application/pdf", "image/jpeg"],
      minFiles: 2,
      maxFiles: 4,
      required: true,
    });
    expect(picker).toEqual({
      type: "DocumentPicker",
      name: "photo",
      label: "Your last two bills",
      description: "As your supplier sent them.",
      "min-uploaded-documents": 2,
      "max-uploaded-documents": 4,
      "max-file-size-kb": 25_600,
      "allowed-mime-types": ["application/pdf", "image/jpeg"],
    });
    expect(line?.outcome).toBe("exact");
  });

  it("of any type are those that WhatsApp offers, and as many as we take; the report says so", () => {
    const { picker, line } = compiledFile();
    expect(picker).toMatchObject({ "allowed-mime-types": [...fileTypes], "max-uploaded-documents": 10 });
    expect(line).toMatchObject({ outcome: "adapted", code: "file.types_limited", component: "DocumentPicker" });
    expect(line?.message).toContain("At most 10 files");
  });

  it("keep to WhatsApp's own limits, whatever the form says", () => {
    const { picker, line } = compiledFile({ accepts: ["*/*"], maxFiles: 500, maxBytes: 10 ** 9 });
    expect(picker).toMatchObject({ "max-uploaded-documents": 30, "max-file-size-kb": 25_600 });
    expect(line?.message).toContain("At most 30 files");
    expect(line?.message).toContain("25 MB");
  });

  it("ask the whole question above the picker where it is too long for a label", () => {
    const title = "Please hand over the contract that you signed with your previous supplier";
    const { compiled, picker } = compiledFile({ title, maxFiles: 1 });
    expect(picker?.["label"]).toBe("Add a file");
    expect(JSON.stringify(compiled.flow)).toContain(title);
  });
});

describe("files that cannot be asked for", () => {
  it("because WhatsApp offers none of their types are left out, and block a form that insists", () => {
    const { picker, line, compiled } = compiledFile({ accepts: ["audio/*", ".dwg"], required: true });
    expect(picker).toBeUndefined();
    expect(line).toMatchObject({ outcome: "dropped", code: "file.types_not_offered" });
    expect(compiled.publishable).toBe(false);
  });

  it("because some of their types are not offered are asked for in the others", () => {
    const { picker, line } = compiledFile({ accepts: ["audio/*", "application/pdf"], maxFiles: 1 });
    expect(picker).toMatchObject({ "allowed-mime-types": ["application/pdf"] });
    expect(line).toMatchObject({ outcome: "adapted", code: "file.types_dropped" });
  });

  it.each([{ minFiles: 3, maxFiles: 2 }, { maxFiles: 0 }, { maxBytes: 0 }, { minFiles: 31 }])(
    "because %j leaves no room",
    (more) => {
      expect(compiledFile(more).line).toMatchObject({ outcome: "dropped", code: "validation.impossible" });
    },
  );
});

describe("a screen with a picker", () => {
  const screensOf = (...fields: Parameters<typeof formOf>[0]) =>
    compile(formOf(fields)).screens.map(({ fields: ids = [] }) => ids.join(" "));

  it("has one picker, its own texts, and no other question", () => {
    const note = field("note", { kind: "statement", title: "Have your papers ready" });
    expect(screensOf(text("a"), text("b"), note, file("one"), file("two"), text("c"), text("d"))).toEqual([
      "a b",
      "note one",
      "two",
      "c d",
    ]);
  });

  it("may be the first and the only one", () => {
    expect(screensOf(file("one"))).toEqual(["one"]);
    expect(screensOf(file("one"), text("a"))).toEqual(["one", "a"]);
    expect(screensOf(field("note", { kind: "statement" }), file("one"))).toEqual(["note one"]);
  });

  it("stands on the way that the rules choose", () => {
    const pick = field("pick", { kind: "single_choice", choices: choices(2), allowOther: false, required: true });
    const form = formOf([pick, file("one"), text("a")], {
      rules: [
        {
          after: "pick",
          when: { op: "eq", subject: { kind: "field", field: "pick" }, operand: { kind: "choice", choice: "c2" } },
          do: [{ kind: "jump", to: { kind: "field", field: "a" } }],
        },
      ],
    });
    const { screens, check } = compile(form);
    expect(check.ok).toBe(true);
    expect(screens.map(({ routes }) => routes)).toEqual([["PAGE_B", "PAGE_C"], ["PAGE_C"], []]);
  });
});

it("what the phone offers, the endpoint takes and the contents are held against is one thing", () => {
  const photos = file("p", { accepts: ["image/jpeg"] });
  const limits = photos.kind === "file" ? fileLimits(photos) : undefined;
  expect(limits?.types).toContain("image/heic");
  expect(limits?.types).not.toContain("application/pdf");
});
