/** HubSpot's components, as HTML, by the names that the SDK gives them (HubSpot reference 2.7). */
import type { Component } from "../component.ts";
import { actions } from "./actions.ts";
import { charts } from "./charts.ts";
import { choices } from "./choices.ts";
import { fields } from "./fields.ts";
import { layout } from "./layout.ts";
import { overlays } from "./overlays.ts";
import { pages } from "./pages.ts";
import { status } from "./status.ts";
import { tables } from "./tables.ts";

export const components: Readonly<Record<string, Component>> = {
  ...layout,
  ...status,
  ...actions,
  ...overlays,
  ...fields,
  ...choices,
  ...tables,
  ...charts,
  ...pages,
};
