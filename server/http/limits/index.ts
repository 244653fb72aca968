/** Limits for everything that strangers can ask of the server, but the Flow endpoint (conversation/pace.ts). */
import { createHash } from "node:crypto";
import type { Request, RequestHandler } from "express";
import type { Context } from "../../context.ts";
import { boundaryOf } from "../../telemetry/boundaries.ts";
import { strictHeaders } from "../headers.ts";
import { callerOf, trustProxyOf } from "./address.ts";
import { type Pace, pace } from "./pace.ts";
import { refuse } from "./refusals.ts";
import { elsewhere, type InboundLimit, inboundLimits, limitOf, manyPeople, thingIn } from "./table.ts";

interface Paces {
  readonly one: AddressPaces;
  /** For addresses that stand for many people. */
  readonly crowd: AddressPaces;
  readonly thing: Pace | undefined;
}

interface AddressPaces {
  readonly all: Pace;
  readonly refused: Pace | undefined;
}

export function limited({ config, log }: Context): RequestHandler {
  const paces = new Map([...inboundLimits, elsewhere].map((limit): [InboundLimit, Paces] => [limit, pacesOf(limit)]));
  const trustsProxy = trustProxyOf(config.TRUST_PROXY) !== false;
  let warned = false;

  const wait = async (request: Request, limit: InboundLimit): Promise<number | undefined> => {
    const of = paces.get(limit);
    if (!of) return undefined;
    const caller = callerOf(request, trustsProxy);
    if (caller.manyPeople && !warned) {
      warned = true;
      log.warn("http.proxy_not_trusted", { set: "TRUST_PROXY" });
    }
    const paced = caller.manyPeople ? of.crowd : of.one;
    const byAddress = await paced.all.over(caller.key);
    if (byAddress !== undefined) return byAddress;
    const thing = of.thing && hashed(thingIn(request.path, limit));
    const byThing = thing === undefined ? undefined : await of.thing?.over(thing);
    return byThing ?? paced.refused?.isOver(caller.key);
  };

  // A flood of requests is no flood of lines.
  const told = pace(1, minute);
  const tell = (request: Request): void => {
    const boundary = boundaryOf(request.path);
    void told.over(boundary).then((waitMs) => waitMs === undefined && log.warn("http.too_many", { boundary }));
  };

  return async (request, response, next) => {
    const limit = limitOf(request.path);
    const waitMs = await wait(request, limit);
    if (waitMs !== undefined) {
      tell(request);
      strictHeaders(request, response, () => refuse(request, response, limit.answers, waitMs));
      return;
    }
    const of = paces.get(limit);
    if (of && limit.refused !== undefined) {
      const { key, manyPeople: isCrowd } = callerOf(request, trustsProxy);
      response.once("finish", () => {
        if (response.statusCode === 401) void (isCrowd ? of.crowd : of.one).refused?.over(key);
      });
    }
    next();
  };
}

function pacesOf({ perAddress, perThing, refused }: InboundLimit): Paces {
  const addressPaces = (people: number): AddressPaces => ({
    all: pace(perAddress * people, minute),
    refused: refused === undefined ? undefined : pace(refused * people, minute),
  });
  return {
    one: addressPaces(1),
    crowd: addressPaces(manyPeople),
    thing: perThing === undefined ? undefined : pace(perThing, minute),
  };
}

const minute = 60;

/** A link is a secret, and of any length: what is kept of it is neither. */
const hashed = (thing: string): string => createHash("sha256").update(thing).digest("base64url");
