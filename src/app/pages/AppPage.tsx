import { hubspot } from "@hubspot/ui-extensions";
import { appPage } from "./routes.tsx";

hubspot.extend<"pages">(appPage);
