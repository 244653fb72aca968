/** A form's own page, as public captures show it (form-tools reference 2.11): a submission is begun, then completed. */
import { randomBytes } from "node:crypto";
import type { Router } from "express";
import { rawBody } from "../stand-in.ts";

/** What of a form's definition says whether its page takes answers. */
interface FormSettings {
  readonly settings?: { readonly is_public?: boolean; readonly captcha?: boolean };
}

export interface HandedInAtPage {
  readonly formId: string;
  readonly answers: readonly unknown[];
  readonly hidden: unknown;
  readonly thankYouScreen: unknown;
}

export class FormPage {
  readonly handedIn: HandedInAtPage[] = [];
  /** By signature: when it was begun, in seconds. A signature completes one submission. */
  readonly begun = new Map<string, { readonly formId: string; readonly landedAt: number }>();
}

export function pageRoutes(
  routes: Router,
  page: FormPage,
  forms: ReadonlyMap<string, FormSettings>,
  now: () => number,
): void {
  /** Private forms, and those that ask for a CAPTCHA, take nothing from a machine. */
  const takes = (id: string): boolean => {
    const settings = forms.get(id)?.settings;
    return settings !== undefined && settings.is_public !== false && settings.captcha !== true;
  };
  routes.post("/forms/:id/start-submission", (request, response) => {
    const { id } = request.params;
    if (!takes(id)) return void response.status(404).json({ code: "FORM_NOT_FOUND" });
    const signature = randomBytes(32).toString("hex");
    const landedAt = Math.floor(now() / 1_000);
    page.begun.set(signature, { formId: id, landedAt });
    response.json({
      signature,
      submission: { response_id: randomBytes(6).toString("hex"), type: "started", form_id: id, landed_at: landedAt },
    });
  });
  routes.post("/forms/:id/complete-submission", (request, response) => {
    const { id } = request.params;
    const body = Object(JSON.parse(rawBody(request).toString("utf8")));
    const begun = page.begun.get(String(body.signature));
    const fits = begun?.formId === id && body.form_id === id && body.landed_at === begun.landedAt;
    if (!fits || !Array.isArray(body.answers)) return void response.status(400).json({ code: "INVALID_SUBMISSION" });
    page.begun.delete(String(body.signature));
    const { answers, hidden, thankyou_screen_ref: thankYouScreen } = body;
    page.handedIn.push({ formId: id, answers, hidden, thankYouScreen });
    response.json({
      response_id: randomBytes(6).toString("hex"),
      type: "completed",
      submitted_at: new Date(now()).toISOString(),
    });
  });
}
