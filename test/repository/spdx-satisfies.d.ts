/** The package brings no types; this is what is used of it. */
declare module "spdx-satisfies" {
  /** @throws where the expression is none */
  const satisfies: (expression: string, allowed: readonly string[]) => boolean;
  export = satisfies;
}
