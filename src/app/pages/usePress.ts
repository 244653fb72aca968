import type { Call } from "@flowella/contract";
import { type Press, usePress as usePressAt } from "@flowella/ui";
import { useApp } from "./useApp.ts";

/** Something that a person presses on the app page, asked of its server. */
export function usePress<Request extends Record<string, unknown>, Value>(
  call: Call<Request, Value>,
  isRunning?: (value: Value) => boolean,
): Press<Request, Value> {
  return usePressAt(useApp().origin, call, isRunning);
}
