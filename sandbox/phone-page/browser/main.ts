/** The page's script: one phone, or the list of all of them, by the address. */
import * as z from "zod";
import { el } from "../../../phone/screen/index.ts";
import { showChat } from "./chat.ts";
import { showPeople } from "./people.ts";
import { applyTheme } from "./theme.ts";

function start(): void {
  // Compiled validators need `eval`, which the page's policy forbids.
  z.config({ jitless: true });
  applyTheme();
  const phone = el("div", { class: "phone" });
  document.body.replaceChildren(el("header", { class: "whose", dir: "auto" }), phone);
  const waId = /\/phone\/(\w+)$/.exec(location.pathname)?.[1];
  if (waId === undefined) void showPeople(phone);
  else showChat(phone, waId);
}

if (typeof document !== "undefined") start();
