/** The common frame of all routes: version, token, body, error envelope. */
import type { Express, Request, Response } from "express";
import { type Caller, callerOf } from "./access.ts";
import { GraphError, notVisible, sendError } from "./graph-error.ts";
import { type Params, readParams } from "./params.ts";
import type { State } from "./state.ts";

export interface Call {
  readonly request: Request;
  readonly caller: Caller;
  /** The id in the path, `""` where the path has none. */
  readonly id: string;
  readonly params: Params;
  /** Base URL of the stand-in, for links in answers. */
  readonly baseUrl: string;
}

/** Answers the body of a 200; a thrown `GraphError` becomes the envelope. */
export type Handler = (call: Call) => unknown | Promise<unknown>;
type Method = "get" | "post" | "delete";

export class Graph {
  readonly state: State;
  readonly #app: Express;
  readonly #baseUrl: () => string;

  constructor(app: Express, state: State, baseUrl: () => string) {
    this.#app = app;
    this.state = state;
    this.#baseUrl = baseUrl;
  }

  /** `path` follows the version: `/:id/flows`. Ids are digits; anything else is an unknown path. */
  on(method: Method, path: string, handler: Handler): void {
    this.#app[method](
      `/:version${path}`,
      async (request: Request, response: Response, next: (error?: unknown) => void) => {
        const { version = "", id = "" } = request.params;
        if (!isVersion(String(version)) || (path.includes(":id") && !/^\d+$/.test(String(id)))) {
          next();
          return;
        }
        await this.#answer(response, async () => {
          const caller = callerOf(this.state, request);
          const params = await readParams(request);
          return handler({ request, caller, id: String(id), params, baseUrl: this.#baseUrl() });
        });
      },
    );
  }

  /** Several kinds of objects share `/{id}`: the id decides who answers. */
  onObject(
    method: Method,
    handlers: readonly { readonly owns: (id: string) => boolean; readonly handler: Handler }[],
  ): void {
    this.on(method, "/:id", (call) => {
      const owner = handlers.find(({ owns }) => owns(call.id));
      if (!owner) throw notVisible(call.id);
      return owner.handler(call);
    });
  }

  async #answer(response: Response, work: () => Promise<unknown>): Promise<void> {
    try {
      const body = await work();
      response.status(200).json(body);
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      sendError(response, error, this.state.nextId("trace"));
    }
  }
}

/** Versions that live today or may soon (reference 8.4). */
export function isVersion(text: string): boolean {
  const number = Number(/^v(\d+)\.0$/.exec(text)?.[1]);
  return number >= 19 && number <= 27;
}
