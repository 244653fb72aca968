/** How long each Flow of a portal keeps answers: as it says itself, else as the portal says. */
import type { Keep } from "../../core/retention/index.ts";
import type { Context } from "../context.ts";
import type { Portal } from "../portals/store.ts";
import { settingsOf } from "../publishing/settings.ts";

export interface KeptAlike {
  readonly keep: Keep;
  readonly flowIds: readonly string[];
  /** Those whose files nobody else has until a verification provider was asked: only where nothing is kept. */
  readonly checkFlowIds: readonly string[];
}

export interface FlowKeep {
  readonly id: string;
  readonly name: string;
  readonly keep: Keep;
  /** The Flow's own word, or the portal's. */
  readonly saidBy: "flow" | "portal";
  readonly isIdentityCheck: boolean;
}

export async function flowKeeps({ store }: Context, portal: Pick<Portal, "id" | "settings">): Promise<FlowKeep[]> {
  const tenant = store.of(portal.id);
  const flows = await tenant.all(
    tenant.db.selectFrom("flows").select(["id", "name", "settings"]).orderBy("name").orderBy("id"),
  );
  return flows.map(({ id, name, settings }) => {
    const { keep: own, kyc } = settingsOf({ settings });
    return {
      id,
      name,
      keep: own ?? portal.settings.retention.keep,
      saidBy: own === undefined ? "portal" : "flow",
      isIdentityCheck: kyc !== undefined,
    };
  });
}

/** Flows with the same time, together. */
export async function keptAlike(context: Context, portal: Pick<Portal, "id" | "settings">): Promise<KeptAlike[]> {
  const groups = Map.groupBy(await flowKeeps(context, portal), ({ keep }) => keep);
  return [...groups].map(([keep, flows]) => ({
    keep,
    flowIds: flows.map(({ id }) => id),
    checkFlowIds: keep === "nothing" ? flows.filter((flow) => flow.isIdentityCheck).map(({ id }) => id) : [],
  }));
}
