/** Every route that the server has, from its routers themselves. */
import { z } from "zod";

export interface Route {
  readonly method: string;
  readonly path: string;
}

const stackSchema = z.array(
  z.looseObject({
    /** Mounted at the root, as all of ours are: a prefix could not be read off the router. */
    slash: z.boolean(),
    route: z.looseObject({ path: z.string(), methods: z.record(z.string(), z.boolean()) }).optional(),
    handle: z.unknown(),
  }),
);
const routerSchema = z.custom<{ readonly stack: unknown }>((value) => typeof value === "function" && "stack" in value);

export function routesOf(app: { readonly router: unknown }): Route[] {
  return [...new Map(routesIn(app.router).map((route) => [`${route.method} ${route.path}`, route])).values()];
}

function routesIn(router: unknown): Route[] {
  const { stack } = routerSchema.parse(router);
  return stackSchema.parse(stack).flatMap(({ route, handle, slash }) => {
    if (route) return Object.keys(route.methods).map((method) => ({ method: method.toUpperCase(), path: route.path }));
    if (!routerSchema.safeParse(handle).success) return [];
    if (!slash) throw new Error("A router with routes in it is mounted below a path: its routes cannot be told.");
    return routesIn(handle);
  });
}
