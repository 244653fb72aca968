import type { Call } from "@flowella/contract";
import { type Loaded, useLoaded as useLoadedFrom } from "@flowella/ui";
import { useApp } from "./useApp.ts";

/** What the app page's server says. @param request the same object each time, or a new question */
export function useLoaded<Request extends Record<string, unknown>, Value>(
  call: Call<Request, Value>,
  request: Request,
): Loaded<Value> {
  return useLoadedFrom(useApp().origin, call, request);
}
