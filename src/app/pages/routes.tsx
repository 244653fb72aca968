import { createPageRouter, PageRoutes } from "@hubspot/ui-extensions/pages";
import { EditsScreen } from "./EditsScreen.tsx";
import { FlowScreen } from "./FlowScreen.tsx";
import { FlowsScreen } from "./FlowsScreen.tsx";
import { FormScreen } from "./FormScreen.tsx";
import { FormsScreen } from "./FormsScreen.tsx";
import { Layout } from "./Layout.tsx";
import { MappingScreen } from "./MappingScreen.tsx";
import { NotFound } from "./NotFound.tsx";
import { ResultsScreen } from "./ResultsScreen.tsx";
import { StartScreen } from "./StartScreen.tsx";

const Router = createPageRouter(
  <PageRoutes layoutComponent={Layout}>
    <PageRoutes.IndexRoute component={StartScreen} id="start" />
    <PageRoutes.Route path="/forms" component={FormsScreen} id="forms" />
    <PageRoutes.Route path="/forms/form" component={FormScreen} id="form" />
    <PageRoutes.Route path="/forms/edits" component={EditsScreen} id="edits" />
    <PageRoutes.Route path="/forms/mapping" component={MappingScreen} id="mapping" />
    <PageRoutes.Route path="/flows" component={FlowsScreen} id="flows" />
    <PageRoutes.Route path="/flows/flow" component={FlowScreen} id="flow" />
    <PageRoutes.Route path="/results" component={ResultsScreen} id="results" />
    <PageRoutes.AnyRoute component={NotFound} />
  </PageRoutes>,
);

/** What the page's entry registers. */
export function appPage() {
  return <Router />;
}
