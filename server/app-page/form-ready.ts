/** A form as its tool has it now, made ready with all that its Flow keeps. */
import { type Form, formSchema } from "../../core/form/types.ts";
import type { FormSource } from "../../src/app/packages/contract/index.ts";
import type { FormTools } from "../form-tools/index.ts";
import { type ReadForm, readSource } from "../form-tools/watching/index.ts";
import type { InstallingAccess } from "../portals/hubspot.ts";
import { preparedForm, sourcesKept } from "../publishing/prepared.ts";
import { flowOfForm } from "../publishing/versions.ts";
import type { SendingParts } from "../sending/request.ts";
import type { Row } from "../store/index.ts";

export interface PageParts extends SendingParts {
  readonly hubspot: InstallingAccess;
  readonly forms: FormTools;
}

export interface ReadyForm {
  readonly form: Form;
  /** To be remembered with the version that is made of it. */
  readonly read: ReadForm;
  readonly flow: Row<"flows"> | undefined;
}

/** @throws RefusedInput, OutsideError: what the form's tool says, and what is no form */
export async function readyForm(parts: PageParts, portalId: string, source: FormSource): Promise<ReadyForm> {
  const { context, hubspot, forms } = parts;
  // Somebody waits for the answer: a limit that is used up is said, and not waited for.
  const readers = { hubspot: { inTurn: (id: string) => hubspot.of(id) }, forms };
  const read = await readSource(readers, portalId, source);
  const flow = await flowOfForm(context, portalId, read.form);
  const before = flow?.current_version_id && (await formOfVersion(parts, portalId, flow.current_version_id));
  const choicesFrom = before ? sourcesKept(before, read.form) : {};
  return { form: await preparedForm(context, portalId, read.form, { choicesFrom }), read, flow };
}

async function formOfVersion({ context }: PageParts, portalId: string, versionId: string): Promise<Form | undefined> {
  const tenant = context.store.of(portalId);
  const query = tenant.db.selectFrom("flow_versions").select("form").where("id", "=", versionId);
  const version = await tenant.first(query);
  return version && formSchema.parse(JSON.parse(version.form));
}
