/**
 * The door of everything that HubSpot's part asks. Portal and user come from HubSpot's signature, never from the body; what
 * the user may do comes from the portal's roles, and whom they may ask about from the fields that name somebody
 * (rights/subjects.ts), so that no route can forget it. What is expected to go wrong is a typed answer with status 200
 * (contract/call.ts says why).
 */
import { type RequestHandler, Router } from "express";
import { OutsideError, RefusedInput } from "../../core/errors.ts";
import { noUserAnyMore, type Right, withoutRight } from "../../core/rights/index.ts";
import type { Call, Trouble } from "../../src/app/packages/contract/index.ts";
import { type Press, presses } from "../app-page/once.ts";
import type { Context } from "../context.ts";
import type { Access, Caller, Rights } from "../rights/index.ts";
import { signedPace } from "./limits/signed.ts";
import { described } from "./openapi/described.ts";
import { jsonOf, rawBody } from "./raw-body.ts";
import { signedCaller } from "./signed-call.ts";

/** HubSpot sends at most one megabyte (HubSpot reference 2.6). */
const limitBytes = 1024 * 1024;

export interface HubSpotCaller extends Caller {
  readonly access: Access;
}

/** `any`: whoever has a role at all. */
export type Needed = Right | "any";

export interface HubSpotDoor {
  readonly router: Router;
  /** A question, or an action that is idempotent by itself. The answer is checked against the contract before it leaves. */
  serve<Asked, Answered>(
    call: Call<Asked, Answered | Trouble>,
    needs: Needed | ((asked: Asked) => Needed),
    answer: (caller: HubSpotCaller, asked: Asked) => Promise<Answered | Trouble>,
  ): void;
  /** A press: done once per key. @param running the answer while it takes longer than a request may */
  press<Asked extends { readonly idempotencyKey: string }, Answered>(
    call: Call<Asked, Answered | Trouble>,
    needs: Needed,
    work: (caller: HubSpotCaller, asked: Asked) => Promise<Answered | Trouble>,
    running?: Answered | Trouble,
  ): void;
}

export interface HubSpotDoorParts {
  readonly context: Context;
  readonly rights: Rights;
  readonly inBackground: (work: Promise<void>) => void;
}

export function hubspotDoor({ context, rights, inBackground }: HubSpotDoorParts): HubSpotDoor {
  const router = Router();
  const pressed = presses(context, { inBackground });
  const tooOften = signedPace();

  const once = async <Answered>(press: Press<Answered | Trouble>, running: Answered | Trouble) => {
    const seen = await pressed.once(press);
    if (seen.kind === "answered") return seen.answer;
    if (seen.kind === "running") return running;
    return trouble("page.lost", "The server was interrupted at it. Look how it stands, then press again.");
  };

  const serve: HubSpotDoor["serve"] = (call, needs, answer) => {
    const handler: RequestHandler = async (request, response) => {
      const signed = await signedCaller(context, request);
      if (signed.kind === "refused") {
        response.status(signed.status).json({ message: signed.message });
        return;
      }
      const waitMs = await tooOften(signed);
      if (waitMs !== undefined) {
        response.set("retry-after", String(Math.ceil(waitMs / 1_000))).json(tooMany);
        return;
      }
      const asked = call.request.safeParse(jsonOf(request));
      if (!asked.success) {
        response.json(trouble("page.bad_request", "The page and the server do not understand each other. Reload it."));
        return;
      }
      try {
        const { portalId, userId } = signed;
        const caller = { portalId, userId, access: await rights.of({ portalId, userId }) };
        const needed = typeof needs === "function" ? needs(asked.data) : needs;
        const why =
          whyNot(caller.access, needed) ?? (await rights.contacts.refusal(caller.access, portalId, asked.data));
        if (why !== undefined) {
          context.log.warn("hubspot.forbidden", { portal: portalId, user: userId, path: call.path, needs: needed });
          response.json(forbidden(why));
          return;
        }
        response.json(call.response.parse(await answer(caller, asked.data)));
      } catch (error) {
        if (!(error instanceof OutsideError || error instanceof RefusedInput)) throw error;
        response.json(trouble(error.code, error.message));
      }
    };
    const { request, response } = call;
    router.post(
      call.path,
      rawBody(limitBytes),
      described({ security: "hubspotSignature", request, response }, handler),
    );
  };

  return {
    router,
    serve,
    press: (call, needs, work, running = stillAtIt) =>
      serve(call, needs, (caller, asked) => {
        const { portalId, userId } = caller;
        const press = { portalId, userId, key: asked.idempotencyKey, action: call.path, answer: call.response };
        return once({ ...press, work: () => work(caller, asked) }, running);
      }),
  };
}

/** In words; undefined where nothing speaks against it. */
function whyNot({ user, rights }: Access, needed: Needed): string | undefined {
  if (!user.active) return noUserAnyMore;
  return (needed === "any" ? rights.size > 0 : rights.has(needed)) ? undefined : withoutRight[needed];
}

function trouble(code: string, message: string): Trouble {
  return { kind: "error", code, message };
}

const tooMany = trouble(
  "page.too_many",
  "This was asked for too often in a short time. Wait a minute, then try again.",
);
const stillAtIt = trouble("page.busy", "It takes longer than usual. Look again in a minute.");

export function forbidden(message: string): Trouble {
  return { kind: "forbidden", message };
}
