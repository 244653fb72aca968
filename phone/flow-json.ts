/** Flow JSON as this phone reads it (WhatsApp reference 1.2 to 1.5). */
import * as z from "zod";
import { checkArrangement } from "./arrangement.ts";
import { type Component, leavesOf, readComponents } from "./components.ts";
import { BrokenFlow } from "./errors.ts";

/** One property of a screen's data model, or a nested part of one. `items: true` takes anything. */
export type DataSchema =
  | boolean
  | {
      readonly type: "string" | "number" | "boolean" | "object" | "array";
      readonly items?: DataSchema | undefined;
      readonly properties?: Readonly<Record<string, DataSchema>> | undefined;
    };

export interface Screen {
  readonly id: string;
  readonly title: string;
  readonly terminal: boolean;
  readonly refreshOnBack: boolean;
  readonly data: Readonly<Record<string, DataSchema>>;
  readonly components: readonly Component[];
}

export interface Flow {
  readonly version: string;
  /** Present in Flows with an endpoint only. */
  readonly dataApiVersion: string | undefined;
  readonly routes: Readonly<Record<string, readonly string[]>>;
  readonly screens: ReadonlyMap<string, Screen>;
  /** Screens that no other one leads to; a Flow opened with `navigate` starts at one of them. */
  readonly entries: readonly string[];
}

const dataSchema: z.ZodType<DataSchema> = z.lazy(() =>
  z.union([
    z.boolean(),
    z.looseObject({
      type: z.enum(["string", "number", "boolean", "object", "array"]),
      items: dataSchema.optional(),
      properties: z.record(z.string(), dataSchema).optional(),
    }),
  ]),
);

const flowSchema = z.strictObject({
  version: z.string(),
  data_api_version: z.string().optional(),
  routing_model: z.record(z.string(), z.array(z.string())).optional(),
  screens: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        title: z.string().default(""),
        terminal: z.boolean().default(false),
        success: z.boolean().optional(),
        refresh_on_back: z.boolean().default(false),
        sensitive: z.array(z.string()).optional(),
        data: z.record(z.string(), dataSchema).default({}),
        layout: z.strictObject({ type: z.literal("SingleColumnLayout"), children: z.array(z.unknown()) }),
      }),
    )
    .min(1),
});

/** Reads Flow JSON, given as text or as parsed JSON. Throws `BrokenFlow`. */
export function readFlow(source: unknown): Flow {
  const result = flowSchema.safeParse(typeof source === "string" ? parse(source) : source);
  if (!result.success) {
    const issue = result.error.issues[0];
    throw new BrokenFlow(`Flow JSON, ${issue?.path.join(".") || "top"}: ${issue?.message ?? "not readable"}`);
  }
  const { version, data_api_version: dataApiVersion, routing_model: written, screens } = result.data;
  if (dataApiVersion !== undefined && written === undefined)
    throw new BrokenFlow("A Flow with data_api_version needs a routing_model.");
  const read = screens.map((screen, index): Screen => {
    const path = `screens[${index}].layout.children`;
    return {
      id: screen.id,
      title: screen.title,
      terminal: screen.terminal,
      refreshOnBack: screen.refresh_on_back,
      data: screen.data,
      components: readComponents(screen.layout.children, path),
    };
  });
  checkArrangement(read);
  const routes = written ?? Object.fromEntries(read.map((screen) => [screen.id, targets(screen.components)]));
  const reached = new Set(Object.values(routes).flat());
  return {
    version,
    dataApiVersion,
    routes,
    screens: new Map(read.map((screen) => [screen.id, screen])),
    entries: read.map((screen) => screen.id).filter((id) => !reached.has(id)),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new BrokenFlow("Flow JSON is not JSON.", { cause });
  }
}

const navigatesTo = z.looseObject({ name: z.literal("navigate"), next: z.object({ name: z.string() }) });
const listItem = z.looseObject({ "on-click-action": navigatesTo });

/** Without an endpoint the routes are the `navigate` actions (reference 1.5). */
function targets(components: readonly Component[]): string[] {
  return leavesOf(components).flatMap((leaf) => {
    const items = leaf.type === "NavigationList" && Array.isArray(leaf["list-items"]) ? leaf["list-items"] : [];
    const actions = [
      "on-click-action" in leaf ? leaf["on-click-action"] : undefined,
      ...items.map((item) => listItem.safeParse(item).data?.["on-click-action"]),
    ];
    return actions.flatMap((action) => (action?.name === "navigate" ? [action.next.name] : []));
  });
}
