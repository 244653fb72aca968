/** A form can ask for the impossible (at least 5, at most 3). Held to it, no customer could ever finish. */

export interface Bounds<T> {
  min?: T;
  max?: T;
}

/** The bounds as they are, or none where they leave no room between them. */
export function possibleBounds<T extends number | string>(min: T | undefined, max: T | undefined): Bounds<T> {
  if (min !== undefined && max !== undefined && min > max) return {};
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}
