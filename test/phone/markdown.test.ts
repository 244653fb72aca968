import { describe, expect, it } from "@jest/globals";
import { readMarkdown } from "../../phone/markdown.ts";

const body = (...texts: string[]) => readMarkdown(texts, "body");
const rich = (...texts: string[]) => readMarkdown(texts, "rich");
const line = (...parts: object[]) => ({ kind: "paragraph", parts });

describe("markdown in Flow texts", () => {
  it.each([
    ["**bold** and *italic*", [{ text: "bold", bold: true }, { text: " and " }, { text: "italic", italic: true }]],
    ["~~gone~~", [{ text: "gone", strike: true }]],
    ["***both***", [{ text: "both", bold: true, italic: true }]],
    [
      "**a *b* c**",
      [
        { text: "a ", bold: true },
        { text: "b", bold: true, italic: true },
        { text: " c", bold: true },
      ],
    ],
    [
      "see [**here**](https://a.example/x?y=1)",
      [{ text: "see " }, { text: "here", bold: true, link: "https://a.example/x?y=1" }],
    ],
    ["2 * 3 and 4", [{ text: "2 * 3 and 4" }]],
    ["[x](javascript:alert(1))", [{ text: "[x](javascript:alert(1))" }]],
    ["# not a heading here", [{ text: "# not a heading here" }]],
  ])("%s", (text, parts) => {
    expect(body(text)).toEqual([line(...parts)]);
  });

  it("parts paragraphs at blank lines, and at every text of a list", () => {
    expect(body("one\nline\n\ntwo")).toEqual([line({ text: "one line" }), line({ text: "two" })]);
    expect(body("one", "two")).toEqual([line({ text: "one" }), line({ text: "two" })]);
  });

  it("joins items that follow each other, of one kind", () => {
    expect(body("- a", "+ b", "1. c")).toEqual([
      { kind: "list", ordered: false, items: [[{ text: "a" }], [{ text: "b" }]] },
      { kind: "list", ordered: true, items: [[{ text: "c" }]] },
    ]);
  });

  it("has headings, tables and pictures in rich text only", () => {
    expect(rich("# One", "## Two", "### Three")).toEqual([
      { kind: "heading", level: 1, parts: [{ text: "One" }] },
      { kind: "heading", level: 2, parts: [{ text: "Two" }] },
      line({ text: "### Three" }),
    ]);
    expect(rich("| a | b |\n|---|:-:|\n| **c** | d |")).toEqual([
      {
        kind: "table",
        rows: [
          [[{ text: "a" }], [{ text: "b" }]],
          [[{ text: "c", bold: true }], [{ text: "d" }]],
        ],
      },
    ]);
    const picture = "![A lake](data:image/png;base64,AAAA)";
    expect(rich(picture)).toEqual([line({ text: "A lake", image: "data:image/png;base64,AAAA" })]);
    expect(body(picture)).toEqual([line({ text: picture })]);
  });
});
