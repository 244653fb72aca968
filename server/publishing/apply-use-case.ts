/** A use case's properties for a Flow of the business's own, such as a survey: they are made, and its answers go there too. */

import { RefusedInput } from "../../core/errors.ts";
import { formSchema } from "../../core/form/types.ts";
import type { Mapping } from "../../core/mapping/index.ts";
import { mappingFor, mappingOnto, type Standing, useCaseNamed, useCases } from "../../core/use-cases/index.ts";
import type { Context } from "../context.ts";
import { type EditedMapping, editedMapping, editMapping } from "../delivery/mapping-edits.ts";
import type { InstallingAccess } from "../portals/hubspot.ts";
import { auditWrite } from "../privacy/audit.ts";
import { ensureUseCaseProperties } from "./use-case.ts";

export interface ApplyRequest {
  readonly flowId: string;
  /** The use case's name. */
  readonly useCase: string;
  /** By the use case's question, the one of the form that stands for it. */
  readonly questions: Standing;
}

/** @throws RefusedInput `use-case.unknown`, `use-case.unfit`, `flow.unknown` */
export async function applyUseCase(
  parts: { readonly context: Context; readonly hubspot: Pick<InstallingAccess, "setup"> },
  portalId: string,
  { flowId, useCase: name, questions }: ApplyRequest,
): Promise<EditedMapping> {
  const { context } = parts;
  const useCase = useCaseNamed(name);
  if (!useCase) {
    const names = useCases.map((each) => each.name).join(", ");
    throw new RefusedInput("use-case.unknown", `There is no such use case. There are ${names}.`);
  }
  const { form, before } = await mappedForm(context, portalId, flowId);
  const onto = mappingOnto(useCase, form, before, questions);
  if (onto.kind === "unfit") throw new RefusedInput("use-case.unfit", onto.problems.join(" "));
  await ensureUseCaseProperties(parts, portalId, useCase);
  const audit = auditWrite(context, portalId, { actor: "operator", action: "mapping-changed", subject: flowId });
  return editMapping(context, portalId, flowId, onto.mapping, [audit]);
}

async function mappedForm(context: Context, portalId: string, flowId: string) {
  const tenant = context.store.of(portalId);
  const newest = tenant.db
    .selectFrom("flow_versions")
    .select("form")
    .where("flow_id", "=", flowId)
    .orderBy("number", "desc");
  const version = await tenant.first(newest.limit(1));
  if (!version) throw new RefusedInput("flow.unknown", "This portal has no such Flow.");
  const form = formSchema.parse(JSON.parse(version.form));
  const before: Mapping = (await editedMapping(context, portalId, flowId)) ?? mappingFor(form);
  return { form, before };
}
