import { OutsideError } from "../../core/errors.ts";

/** Makes it; where that is refused, an earlier try may have landed without us hearing of it: then it is there. */
export async function unlessThere<Made, Found>(
  make: () => Promise<Made>,
  find: () => Promise<Found | undefined>,
): Promise<Made | Found> {
  try {
    return await make();
  } catch (error) {
    const there = error instanceof OutsideError && error.remedy === "give-up" ? await find() : undefined;
    if (there === undefined) throw error;
    return there;
  }
}
