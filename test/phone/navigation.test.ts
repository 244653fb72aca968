/** NavigationList and ImageCarousel (WhatsApp reference 1.6, 1.7). */
import { describe, expect, it } from "@jest/globals";
import { BrokenFlow, PhoneRefusal } from "../../phone/index.ts";
import { completing, screen, send, text } from "./flow-json.ts";
import { openRehearsed, rehearse } from "./rehearsed-endpoint.ts";

const to = (name: string, payload: object = {}) => ({ name: "navigate", next: { type: "screen", name }, payload });
const item = (id: string, more: object = {}) => ({ id, "main-content": { title: id.toUpperCase() }, ...more });
const list = (items: readonly object[] | string, more: object = {}) => ({
  type: "NavigationList",
  name: "rooms",
  "list-items": items,
  ...more,
});
const end = screen("ROOM", [{ type: "TextBody", text: "${data.which}" }, send({})], {
  terminal: true,
  data: { which: { type: "string", __example__: "-" } },
});
const done = {
  type: "Footer",
  label: "Done",
  "on-click-action": { name: "complete", payload: { room: "${screen.HOUSE.form.rooms}" } },
};
const room = (id: string) =>
  screen(id, [{ type: "TextBody", text: "${data.which}" }, done], {
    terminal: true,
    data: { which: { type: "string", __example__: "-" } },
  });
const house = (...lists: object[]) => ({
  version: "7.3",
  screens: [screen("HOUSE", lists), room("LAKE"), room("YARD")],
});
const open = (flow: object) => openRehearsed(flow, rehearse(), { mode: "navigate" });

describe("a NavigationList", () => {
  it("leads on by each item's own action, also to screens that nothing else names", async () => {
    const items = [
      item("lake", { "on-click-action": to("LAKE", { which: "the lake" }) }),
      item("yard", { "on-click-action": to("YARD", { which: "`'item ' ${form.rooms}`" }) }),
    ];
    const phone = await open(house(list(items, { label: "Rooms" })));
    expect(phone.read()).toMatchObject({
      lists: [{ name: "rooms", label: "Rooms", mediaSize: "regular", items: [{ id: "lake", title: "LAKE" }, {}] }],
      blocks: [{ kind: "navigation" }],
      inputs: [],
    });
    await phone.tapItem("rooms", "yard");
    expect(phone.read()).toMatchObject({ screen: "YARD", texts: ["item yard"] });
    await phone.back();
    await phone.tapItem("rooms", "lake");
    expect(phone.read().texts).toEqual(["the lake"]);
    await phone.press();
    expect(phone.status).toBe("completed");
  });

  it("asks the endpoint by its own action, with the item that was tapped", async () => {
    const items = { type: "array", items: { type: "object", properties: {} }, __example__: [] };
    const ask = { name: "data_exchange", payload: { room: "${form.rooms}" } };
    const flow = {
      version: "7.3",
      data_api_version: "3.0",
      routing_model: { HOUSE: ["ROOM"], ROOM: [] },
      screens: [screen("HOUSE", [list("${data.items}", { "on-click-action": ask })], { data: { items } }), end],
    };
    const rehearsal = rehearse(
      { clear: { screen: "HOUSE", data: { items: [item("lake"), item("yard")] } } },
      { clear: { screen: "ROOM", data: { which: "yard" } } },
    );
    const phone = await openRehearsed(flow, rehearsal);
    await phone.tapItem("rooms", "yard");
    expect(rehearsal.heard.at(-1)).toMatchObject({ action: "data_exchange", screen: "HOUSE", data: { room: "yard" } });
    expect(phone.read().screen).toBe("ROOM");
    await expect(phone.tapItem("rooms", "yard")).rejects.toThrow(PhoneRefusal);
  });

  it("shows every part, cut to what WhatsApp renders", async () => {
    const go = { "on-click-action": to("LAKE", { which: "-" }) };
    const whole = {
      id: "a",
      "main-content": { title: "t".repeat(31), description: "d".repeat(21), metadata: "m".repeat(81) },
      end: { title: "e".repeat(11), description: "two", metadata: "three" },
      start: { image: "AAAA", "alt-text": "A room" },
      badge: "b".repeat(16),
      tags: ["one", "two", "three", "four"],
      ...go,
    };
    const phone = await open(house(list([whole, item("b", { badge: "second", ...go })])));
    const [first, second] = phone.read().lists[0]?.items ?? [];
    expect(first).toEqual({
      id: "a",
      title: `${"t".repeat(29)}…`,
      description: `${"d".repeat(19)}…`,
      metadata: `${"m".repeat(79)}…`,
      end: { title: `${"e".repeat(9)}…`, description: "two", metadata: "three" },
      image: "AAAA",
      alt: "A room",
      badge: `${"b".repeat(14)}…`,
      tags: ["one", "two", "three"],
    });
    expect(second).not.toHaveProperty("badge");
    const large = await open(house(list([whole], { "media-size": "large" })));
    expect(large.read().lists[0]?.items[0]).not.toHaveProperty("end");
  });

  const leads = { "on-click-action": to("LAKE", { which: "-" }) };
  it.each([
    ["beside something else", [list([item("a", leads)]), text("b")], "beside"],
    ["three times", [1, 2, 3].map((n) => ({ ...list([item("a", leads)]), name: `l${"x".repeat(n)}` })), "two"],
    ["without items", [list([])], "Too small"],
    ["with more than twenty", [list(Array.from({ length: 21 }, (_, n) => item(`i${n}`, leads)))], "Too big"],
    ["with an item twice", [list([item("a", leads), item("a", leads)])], "same id"],
    ["with a key that is not documented", [list([item("a", { colour: "red" })])], "colour"],
  ])("does not stand %s", async (_, children, why) => {
    const opening = open(house(...children));
    await expect(opening).rejects.toBeInstanceOf(BrokenFlow);
    await expect(opening).rejects.toThrow(why);
  });

  it("has its action in one place", async () => {
    const phone = await open(house(list([item("a", leads)], { "on-click-action": to("YARD", { which: "-" }) })));
    await expect(phone.tapItem("rooms", "a")).rejects.toThrow("one on an item");
    const nowhere = await open(house(list([item("a", leads), item("b")])));
    await expect(nowhere.tapItem("rooms", "b")).rejects.toThrow("leads nowhere");
    await expect(nowhere.tapItem("rooms", "c")).rejects.toThrow("no item c");
  });

  it("does not stand on a terminal screen", async () => {
    await expect(
      open({ version: "7.3", screens: [screen("ONE", [list([item("a")])], { terminal: true })] }),
    ).rejects.toThrow("terminal");
  });
});

describe("an ImageCarousel", () => {
  const carousel = (count: number, more: object = {}) => ({
    type: "ImageCarousel",
    images: Array.from({ length: count }, (_, n) => ({ src: "AAAA", "alt-text": `Picture ${n}` })),
    ...more,
  });

  it("shows one to three pictures, each with its words", async () => {
    const phone = await open(completing([carousel(3, { "aspect-ratio": "16:9", "scale-type": "cover" })], {}));
    expect(phone.read()).toMatchObject({
      images: ["Picture 0", "Picture 1", "Picture 2"],
      blocks: [{ kind: "carousel", carousel: { aspectRatio: "16:9", fit: "cover" } }],
    });
    const plain = await open(completing([carousel(1)], {}));
    expect(plain.read().blocks).toMatchObject([{ carousel: { aspectRatio: "4:3", fit: "contain" } }]);
  });

  it.each([
    ["no picture", [carousel(0)]],
    ["four pictures", [carousel(4)]],
    ["pictures without words", [{ type: "ImageCarousel", images: [{ src: "AAAA" }] }]],
    ["two others", [carousel(1), carousel(1), carousel(1)]],
  ])("does not stand with %s", async (_, children) => {
    await expect(open(completing(children, {}))).rejects.toBeInstanceOf(BrokenFlow);
  });
});
