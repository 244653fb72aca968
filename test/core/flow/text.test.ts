import { describe, expect, it } from "@jest/globals";
import { pieces, plainLine, plainText, shorten } from "../../../core/flow/text.ts";

describe("plainText", () => {
  it.each([
    ["**Bold**, *italic* and _both_", "Bold, italic and both"],
    ["snake_case_name and 2*3*4", "snake_case_name and 2*3*4"],
    ["See [our terms](https://example.com/terms).", "See our terms (https://example.com/terms)."],
    ["# Title\ntext", "Title\ntext"],
    ["<p>One</p><p>Two &amp; <b>three</b></p>", "One\nTwo & three"],
    ["<ul><li>a</li><li>b</li></ul>", "• a\n\n• b"],
    ["x < y and z > w", "x < y and z > w"],
    ["<script>alert(1)</script>Hello", "Hello"],
    ["a\u0000b\u202ec", "abc"],
    ["  \n\u200b\n ", ""],
    ["🎉", "🎉"],
    ["مرحبا", "مرحبا"],
  ])("reads %j as %j", (source, plain) => expect(plainText(source)).toBe(plain));

  it("leaves nothing that WhatsApp would take for a reference or an expression", () => {
    expect(plainText("${data.secret}")).toBe("$ {data.secret}");
    expect(plainText("`1 + 1`")).toBe("'1 + 1'");
    expect(plainText("$\u0000{form.x}")).toBe("$ {form.x}");
    expect(plainText("$<b></b>{form.x}")).toBe("$ {form.x}");
    expect(plainText("&#96;x&#96; &#36;{y}")).toBe("'x' $ {y}");
  });

  it("puts everything on one line where that is wanted", () => {
    expect(plainLine("One\n\ntwo")).toBe("One two");
  });
});

describe("shorten", () => {
  it("cuts between words, without the punctuation before the cut", () => {
    expect(shorten("It is near a river, or the sea", 20)).toBe("It is near a river…");
    expect(shorten("State/Region/Province", 20)).toBe("State/Region…");
    expect(shorten("fits", 4)).toBe("fits");
  });

  it("never cuts an emoji in two", () => {
    const family = "👨‍👩‍👧‍👦";
    const short = shorten(family.repeat(4), 30);
    expect(short.endsWith("…")).toBe(true);
    expect(
      short
        .slice(0, -1)
        .split(family)
        .every((rest) => rest === ""),
    ).toBe(true);
  });

  it("stays within the limit for every text", () => {
    for (const text of ["a".repeat(50), "ab ".repeat(20), "é".repeat(40), "𝒳".repeat(30)]) {
      expect(shorten(text, 20).length).toBeLessThanOrEqual(20);
      expect(shorten(text, 20).isWellFormed()).toBe(true);
    }
  });
});

describe("pieces", () => {
  it("splits at lines and words, and loses nothing but the spaces between", () => {
    const text = Array.from({ length: 200 }, (_, index) => `word${index}`).join(" ");
    const parts = pieces(text, 100);
    expect(parts.every((part) => part.length <= 100)).toBe(true);
    expect(parts.join(" ")).toBe(text);
  });
});
