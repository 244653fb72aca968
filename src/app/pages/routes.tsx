import { createPageRouter, PageRoutes } from "@hubspot/ui-extensions/pages";
import { AlertsScreen } from "./AlertsScreen.tsx";
import { BroadcastNewScreen } from "./BroadcastNewScreen.tsx";
import { BroadcastPricesScreen } from "./BroadcastPricesScreen.tsx";
import { BroadcastScreen } from "./BroadcastScreen.tsx";
import { BroadcastsScreen } from "./BroadcastsScreen.tsx";
import { EditsScreen } from "./EditsScreen.tsx";
import { EntriesScreen } from "./EntriesScreen.tsx";
import { EntryScreen } from "./EntryScreen.tsx";
import { FlowScreen } from "./FlowScreen.tsx";
import { FlowsScreen } from "./FlowsScreen.tsx";
import { FormScreen } from "./FormScreen.tsx";
import { FormsScreen } from "./FormsScreen.tsx";
import { InsightScreen } from "./InsightScreen.tsx";
import { Layout } from "./Layout.tsx";
import { MappingScreen } from "./MappingScreen.tsx";
import { NotFound } from "./NotFound.tsx";
import { RescueScreen } from "./RescueScreen.tsx";
import { ResultsScreen } from "./ResultsScreen.tsx";
import { StartScreen } from "./StartScreen.tsx";
import { TemplatesScreen } from "./TemplatesScreen.tsx";
import { UnreachedScreen } from "./UnreachedScreen.tsx";

const Router = createPageRouter(
  <PageRoutes layoutComponent={Layout}>
    <PageRoutes.IndexRoute component={StartScreen} id="start" />
    <PageRoutes.Route path="/alerts" component={AlertsScreen} id="alerts" />
    <PageRoutes.Route path="/forms" component={FormsScreen} id="forms" />
    <PageRoutes.Route path="/forms/form" component={FormScreen} id="form" />
    <PageRoutes.Route path="/forms/edits" component={EditsScreen} id="edits" />
    <PageRoutes.Route path="/forms/mapping" component={MappingScreen} id="mapping" />
    <PageRoutes.Route path="/forms/templates" component={TemplatesScreen} id="templates" />
    <PageRoutes.Route path="/flows" component={FlowsScreen} id="flows" />
    <PageRoutes.Route path="/flows/flow" component={FlowScreen} id="flow" />
    <PageRoutes.Route path="/entries" component={EntriesScreen} id="entries" />
    <PageRoutes.Route path="/entries/entry" component={EntryScreen} id="entry" />
    <PageRoutes.Route path="/entries/not-on-whatsapp" component={UnreachedScreen} id="not-on-whatsapp" />
    <PageRoutes.Route path="/broadcasts" component={BroadcastsScreen} id="broadcasts" />
    <PageRoutes.Route path="/broadcasts/new" component={BroadcastNewScreen} id="broadcast-new" />
    <PageRoutes.Route path="/broadcasts/broadcast" component={BroadcastScreen} id="broadcast" />
    <PageRoutes.Route path="/broadcasts/prices" component={BroadcastPricesScreen} id="broadcast-prices" />
    <PageRoutes.Route path="/rescue" component={RescueScreen} id="rescue" />
    <PageRoutes.Route path="/results" component={ResultsScreen} id="results" />
    <PageRoutes.Route path="/insight" component={InsightScreen} id="insight" />
    <PageRoutes.AnyRoute component={NotFound} />
  </PageRoutes>,
);

/** What the page's entry registers. */
export function appPage() {
  return <Router />;
}
