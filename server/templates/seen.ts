/** Templates as people see them: where each stands, who must act, what it costs, what could be handed in besides. */
import {
  checkTemplate,
  costOf,
  purposes,
  type TemplateProblem,
  type TemplatePurpose,
  type TemplateText,
  type TemplateWords,
  wordsOfTemplate,
} from "../../core/templates/index.ts";
import { languages } from "../../core/texts/index.ts";
import type { Context } from "../context.ts";
import { type TemplateFlow, templateTextFor } from "../publishing/use-case.ts";
import type { Row } from "../store/index.ts";
import { lifeOf, templateRows } from "./store.ts";

export interface TemplateSeen extends TemplateWords {
  readonly id: string;
  readonly flowId: string;
  readonly name: string;
  readonly language: string;
  readonly purpose: TemplatePurpose;
  readonly status: Row<"templates">["status"];
  readonly category: string;
  readonly quality?: string;
  readonly body: string;
  readonly button: string;
  /** Whether it opens the Meta Flow that the Flow has now, as the Flow opens now. */
  readonly current: boolean;
  /** Whether it carries the Flow outside the 24 hours. */
  readonly inUse: boolean;
}

/** @param flowId one Flow's only */
export async function templatesSeen(context: Context, portalId: string, flowId?: string): Promise<TemplateSeen[]> {
  const tenant = context.store.of(portalId);
  const flows = new Map((await tenant.all(tenant.db.selectFrom("flows").selectAll())).map((flow) => [flow.id, flow]));
  const rows = await templateRows(context, portalId, flowId);
  return rows.map((row) => {
    const life = lifeOf(row);
    const flow = flows.get(row.flow_id);
    const { id, name, language, purpose, status, body, button } = row;
    return {
      ...{ id, flowId: row.flow_id, name, language, purpose, status, category: life.category },
      ...(life.quality !== undefined && { quality: life.quality }),
      body,
      button,
      current: flow?.meta_flow_id === row.meta_flow_id,
      inUse: flow?.template_name === name && flow.template_language === language,
      ...wordsOfTemplate(life),
    };
  });
}

export interface TemplateOffer extends TemplateText {
  /** What it costs, in words. */
  readonly cost: string;
  readonly problems: readonly TemplateProblem[];
}

/** A compliant text for each purpose, in one language or all that we speak. */
export function templateOffers(flow: TemplateFlow, language?: string): TemplateOffer[] {
  return (language === undefined ? languages : [language]).flatMap((each) =>
    purposes.map((purpose) => {
      const text = templateTextFor(flow, purpose, each);
      return { ...text, cost: costOf(text.category), problems: checkTemplate(text) };
    }),
  );
}
