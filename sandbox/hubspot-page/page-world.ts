/** What the page needs of the stand-in. */
import type { Portal } from "../hubspot/portals.ts";
import type { ShownApp } from "./shown-app.ts";

export interface HubSpotPageWorld {
  readonly portals: ReadonlyMap<number, Portal>;
  readonly shownApp: ShownApp | undefined;
  readonly now: () => number;
  clientSecret(appId: number): string;
}
