/** Everything that the routes share. */
import type { Behaviour } from "./behaviour.ts";
import type { Clock } from "./clock.ts";
import { OAuth } from "./oauth.ts";
import { Portal, type PortalSettings } from "./portals.ts";
import { RollingLimit } from "./rate-limit.ts";

export class World {
  readonly now: Clock;
  readonly behaviour: Behaviour;
  readonly oauth: OAuth;
  readonly portals = new Map<number, Portal>();
  readonly calls = new RollingLimit(10_000);
  readonly searches = new RollingLimit(1_000);
  readonly submissions = new RollingLimit(10_000);

  constructor(behaviour: Behaviour, now: Clock) {
    this.behaviour = behaviour;
    this.now = now;
    this.oauth = new OAuth(behaviour, now);
  }

  addPortal(settings: PortalSettings): Portal {
    const portal = new Portal(settings, this.behaviour, this.now);
    this.portals.set(portal.id, portal);
    return portal;
  }

  /** Does what is due. Called before every answer, so that nothing needs a timer. */
  settle(now = this.now()): void {
    for (const portal of this.portals.values()) portal.settle(now);
  }
}
