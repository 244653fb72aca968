/** The sessions of tests begin with this, so that the endpoint knows one without another query. */
export const testSessionPrefix = "tst";

/** Whether what is handed in here goes nowhere. */
export function isTestSession({ id }: { readonly id: string }): boolean {
  return id.startsWith(`${testSessionPrefix}_`);
}
