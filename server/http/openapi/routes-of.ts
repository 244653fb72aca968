/** Every route that an Express app has, from its routers themselves. */
import { z } from "zod";
import { descriptionOf, type RouteDescription } from "./described.ts";

export interface FoundRoute {
  /** In lower case. */
  readonly method: string;
  /** As Express writes it, such as `/flow/:endpointId`. */
  readonly path: string;
  readonly description: RouteDescription | undefined;
}

const layersSchema = z.array(
  z.looseObject({
    route: z
      .looseObject({
        path: z.string(),
        methods: z.record(z.string(), z.boolean()),
        stack: z.array(z.looseObject({ handle: z.unknown() })),
      })
      .optional(),
    handle: z.unknown(),
  }),
);
const routerSchema = z.custom<{ readonly stack: unknown }>((value) => typeof value === "function" && "stack" in value);

/** In the order in which the server tries them; the first one of a method and path is the one that answers. */
export function foundRoutes(app: { readonly router: unknown }): FoundRoute[] {
  const all = routesIn(routerSchema.parse(app.router));
  const first = new Map<string, FoundRoute>();
  for (const route of all) {
    const key = `${route.method} ${route.path}`;
    if (!first.has(key)) first.set(key, route);
  }
  return [...first.values()];
}

function routesIn({ stack }: { readonly stack: unknown }): FoundRoute[] {
  return layersSchema.parse(stack).flatMap(({ route, handle }) => {
    if (route) {
      const description = route.stack.map((layer) => descriptionOf(layer.handle)).find(Boolean);
      return Object.keys(route.methods).map((method) => ({ method, path: route.path, description }));
    }
    const inner = routerSchema.safeParse(handle);
    return inner.success ? routesIn(inner.data) : [];
  });
}
