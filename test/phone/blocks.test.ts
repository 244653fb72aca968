import { describe, expect, it } from "@jest/globals";
import { openFlow, PhoneRefusal } from "../../phone/index.ts";

const footer = { type: "Footer", label: "Send", "on-click-action": { name: "complete", payload: {} } };
const open = (...children: object[]) =>
  openFlow({
    flowJson: {
      version: "7.3",
      screens: [
        {
          id: "ONE",
          title: "One",
          terminal: true,
          layout: { type: "SingleColumnLayout", children: [...children, footer] },
        },
      ],
    },
    flowToken: "tok",
    mode: "navigate",
  });

const email = { type: "TextInput", name: "email", label: "Email", "input-type": "email", required: true };

describe("a screen as it is drawn", () => {
  it("keeps the order of everything on it", async () => {
    const phone = await open(
      { type: "TextCaption", text: ["a", "b"], "font-weight": "bold_italic", strikethrough: true },
      email,
      { type: "EmbeddedLink", text: "Rules", "on-click-action": { name: "open_url", url: "https://a.example" } },
      { type: "TextHeading", text: "H" },
      { type: "Image", src: "AAAA", "alt-text": "A lake", height: 80, "scale-type": "cover" },
      {
        type: "OptIn",
        name: "ok",
        label: "I agree",
        "on-click-action": { name: "open_url", url: "https://b.example" },
      },
      { type: "TextBody", text: "hidden", visible: false },
    );
    const style = { bold: true, italic: true, strike: true };
    expect(phone.read().blocks).toMatchObject([
      {
        kind: "text",
        style: "caption",
        content: [{ parts: [{ text: "a", ...style }] }, { parts: [{ text: "b", ...style }] }],
      },
      { kind: "input", input: { name: "email" } },
      { kind: "link", link: { label: "Rules", url: "https://a.example" } },
      { kind: "text", style: "heading", content: [{ parts: [{ text: "H" }] }] },
      { kind: "image", image: { src: "AAAA", alt: "A lake", fit: "cover", height: 80, aspectRatio: 1 } },
      { kind: "input", input: { name: "ok" }, link: { label: "I agree", url: "https://b.example" } },
    ]);
    expect(phone.read().blocks).toHaveLength(6);
  });

  it("says of each input why it keeps the button disabled", async () => {
    const phone = await open(email, { type: "TextInput", name: "nick", label: "Nickname" });
    const problems = () => phone.read().inputs.map(({ problem }) => problem?.reason);
    expect(problems()).toEqual(["This is required.", undefined]);
    phone.type("email", "ana@");
    expect(problems()).toEqual(["This is not a valid email.", undefined]);
    phone.type("email", "ana@example.org");
    expect(problems()).toEqual([undefined, undefined]);
    expect(phone.read().footer?.enabled).toBe(true);
  });

  it("types what does not fit yet, unlike `fill`, but nothing that no keyboard can", async () => {
    const phone = await open(email, { type: "OptIn", name: "ok", label: "I agree" });
    expect(() => phone.fill({ email: "ana@" })).toThrow(PhoneRefusal);
    expect(phone.read().inputs[0]?.value).toBe("");
    phone.type("email", "ana@");
    expect(phone.read().inputs[0]?.value).toBe("ana@");
    expect(phone.read().footer?.enabled).toBe(false);
    await expect(phone.press()).rejects.toThrow("not a valid email");
    expect(() => phone.type("nothing", "x")).toThrow("shows no input");
    expect(() => phone.type("ok", "yes")).toThrow("does not hold");
  });

  it("has both ends of a date range, and what options look like", async () => {
    const phone = await open(
      {
        type: "CalendarPicker",
        name: "stay",
        mode: "range",
        title: "Your stay",
        label: { "start-date": "From", "end-date": "To" },
        "helper-text": { "start-date": "Morning", "end-date": "Evening" },
        required: { "start-date": true, "end-date": false },
      },
      {
        type: "RadioButtonsGroup",
        name: "colour",
        label: "Colour",
        "media-size": "large",
        "data-source": [{ id: "r", title: "Red", color: "ff0000", "alt-text": "red" }],
      },
    );
    expect(phone.read().inputs).toMatchObject([
      {
        title: "Your stay",
        ends: [
          { key: "start-date", label: "From", helper: "Morning", required: true },
          { key: "end-date", label: "To", helper: "Evening", required: false },
        ],
      },
      { mediaSize: "large", options: [{ id: "r", color: "ff0000", "alt-text": "red" }] },
    ]);
  });
});
