import { beforeEach, describe, expect, it } from "@jest/globals";
import type { RingPlace } from "../../../server/keys/ring.ts";
import { type StrangerWatch, strangerWatch } from "../../../server/keys/strangers.ts";

const minute = 60_000;
const one = { portalId: "1", connectionId: "con_1" };
const other = { portalId: "1", connectionId: "con_2" };
let now = 0;
let alarms: RingPlace[] = [];
let watch: StrangerWatch;

beforeEach(() => {
  now = 1_000_000_000;
  alarms = [];
  watch = strangerWatch(
    () => now,
    (place) => alarms.push(place),
  );
});

const seen = (place: RingPlace, times: number, everyMs = 1_000) => {
  for (let count = 0; count < times; count += 1) {
    watch.seen(place);
    now += everyMs;
  }
};

describe("phones with keys that are not ours", () => {
  it("raise an alarm when there are five within five minutes, and no sooner", () => {
    seen(one, 4);
    expect(alarms).toEqual([]);
    seen(one, 1);
    expect(alarms).toEqual([one]);
  });

  it("are counted for each ring alone", () => {
    seen(one, 4);
    seen(other, 4);
    expect(alarms).toEqual([]);
  });

  it("do not add up over hours", () => {
    seen(one, 50, 2 * minute);
    expect(alarms).toEqual([]);
  });

  it("raise it once, and again when it goes on after ten minutes", () => {
    seen(one, 500, 1_000);
    expect(alarms).toEqual([one]);
    now += 10 * minute;
    seen(one, 5);
    expect(alarms).toEqual([one, one]);
  });
});
