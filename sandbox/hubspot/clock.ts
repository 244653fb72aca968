/**
 * Time in this stand-in. Nothing runs on timers: work that HubSpot does later (processing a form, indexing a record)
 * has a due time, and whatever is due is done before the next request or inspection is answered. A test that hands in
 * its own clock therefore moves time by itself and never sleeps.
 */
export type Clock = () => number;

export const iso = (epochMs: number): string => new Date(epochMs).toISOString();
