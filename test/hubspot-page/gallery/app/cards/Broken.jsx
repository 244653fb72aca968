import { hubspot } from "@hubspot/ui-extensions";

function Broken() {
  throw new Error("the oven is cold");
}

hubspot.extend(() => <Broken />);
