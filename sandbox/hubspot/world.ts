/** Everything that the routes share. */
import type { ShownApp } from "../hubspot-page/index.ts";
import type { Behaviour } from "./behaviour.ts";
import type { Clock } from "./clock.ts";
import { OAuth } from "./oauth.ts";
import { Portal, type PortalSettings } from "./portals.ts";
import { RollingLimit } from "./rate-limit.ts";
import { Workflows } from "./workflows.ts";

export class World {
  readonly now: Clock;
  readonly behaviour: Behaviour;
  readonly oauth: OAuth;
  readonly portals = new Map<number, Portal>();
  readonly workflows: Workflows;
  /** Whose cards, page and settings the page of an account runs. */
  shownApp: ShownApp | undefined;
  readonly calls = new RollingLimit(10_000);
  readonly searches = new RollingLimit(1_000);
  readonly submissions = new RollingLimit(10_000);

  constructor(behaviour: Behaviour, now: Clock) {
    this.behaviour = behaviour;
    this.now = now;
    this.oauth = new OAuth(behaviour, now);
    this.workflows = new Workflows(now);
  }

  addPortal(settings: PortalSettings): Portal {
    const portal = new Portal(settings, this.behaviour, this.now);
    this.portals.set(portal.id, portal);
    return portal;
  }

  /** @throws Error where there is no such app */
  clientSecret(appId: number): string {
    const app = this.oauth.appById(appId);
    if (!app) throw new Error(`The stand-in has no app ${appId}.`);
    return app.clientSecret;
  }

  /** Does what is due. Called before every answer, so that nothing needs a timer. */
  settle(now = this.now()): void {
    for (const portal of this.portals.values()) portal.settle(now);
    // A workflow that waits is no work of HubSpot's own that could be hurried.
    this.workflows.settle(this.now());
  }
}
