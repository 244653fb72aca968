import { hubspot } from "@hubspot/ui-extensions";
import { settingsScreen } from "./SettingsScreen.tsx";

hubspot.extend<"settings">(settingsScreen);
