/** The form host, and the list of submissions on the API host (HubSpot reference 6.15). */
import type { Express } from "express";
import { notFound, Refusal, refusal, submissionRefusal } from "./errors.ts";
import { type Call, door, page } from "./http.ts";
import { submissionProblems } from "./submission-checks.ts";
import { submissionSchema } from "./submission-schema.ts";
import type { StoredSubmission } from "./submissions.ts";
import type { World } from "./world.ts";

/** On `api.hsforms.com`. */
export function addFormHost(app: Express, world: World): void {
  app.post(
    "/submissions/v3/integration/secure/submit/:portalId/:formGuid",
    door(world, { scopes: ["forms"], limit: "submissions" }, (call) => ({ status: 200, body: submit(call, world) })),
  );
}

/** On the API host. */
export function addSubmissionList(app: Express, world: World): void {
  app.get(
    "/form-integrations/v1/submissions/forms/:formGuid",
    door(world, { scopes: ["forms", "forms-uploaded-files"] }, (call) => {
      const formId = call.param("formGuid");
      if (!call.portal.forms.has(formId)) throw notFound(`No form found with id ${formId}.`);
      const listed = page(call, call.portal.submissions.listed(formId), { standard: 20, most: 50 });
      return { status: 200, body: { ...listed, results: listed.results.map(listEntry) } };
    }),
  );
}

/** Neither an id of the submission nor one of the contact comes back. */
function submit(call: Call, world: World): Record<string, string> {
  if (!world.portals.has(Number(call.param("portalId")))) throw notFound("There is no such account.");
  if (call.param("portalId") !== String(call.portal.id)) {
    throw refusal(403, "INVALID_AUTHENTICATION", "The OAuth token belongs to another account.");
  }
  const form = call.portal.forms.get(call.param("formGuid"));
  if (!form || form.archived) throw notFound(`No form found with id ${call.param("formGuid")}.`);
  const body = readBody(call);
  const problems = submissionProblems(form, body, call.portal.contacts.catalogue, world.now());
  if (problems.length > 0) throw submissionRefusal(problems);
  const { context, fields, submittedAt, legalConsentOptions } = body;
  call.portal.submissions.add(form, {
    formId: form.id,
    submittedAt: submittedAt === undefined ? world.now() : Number(submittedAt),
    values: fields,
    pageUrl: context.pageUri ?? "",
    pageName: context.pageName ?? "",
    legalConsentOptions,
  });
  const { type, value } = form.configuration.postSubmitAction;
  return type === "redirect_url" ? { redirectUri: value } : { inlineMessage: value };
}

/** A body of another shape is refused in the form host's own way: errors carry an `errorType`. */
function readBody(call: Call) {
  try {
    return call.json(submissionSchema);
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 400) throw error;
    const messages =
      error.errors.length > 0 ? error.errors.map((one) => `Error in '${one.in}'. ${one.message}`) : [error.message];
    throw submissionRefusal(messages.map((message) => ({ message, errorType: "INVALID_METADATA" })));
  }
}

function listEntry({ conversionId, submittedAt, values, pageUrl }: StoredSubmission): Record<string, unknown> {
  return { conversionId, submittedAt, values, pageUrl };
}
