/**
 * The lifecycle stage to be written; undefined where the contact is as far already, or in a stage that nobody knows the place
 * of. HubSpot moves it forward only (HubSpot reference 6.3).
 * @param order the account's stages, the first one first
 */
export function stageForward(
  wanted: string | undefined,
  now: string | undefined,
  order: readonly string[],
): string | undefined {
  if (wanted === undefined || !order.includes(wanted)) return undefined;
  if (!now) return wanted;
  return order.includes(now) && order.indexOf(now) < order.indexOf(wanted) ? wanted : undefined;
}
