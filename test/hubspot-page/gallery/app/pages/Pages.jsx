import { Button, hubspot, Text, useExtensionActions } from "@hubspot/ui-extensions";
import {
  createPageRouter,
  PageBreadcrumbs,
  PageHeader,
  PageLink,
  PageRoutes,
  PageTitle,
  usePageRoute,
} from "@hubspot/ui-extensions/pages";

function Home() {
  const { navigateToPage } = useExtensionActions();
  return (
    <>
      <PageTitle>All dishes</PageTitle>
      <PageHeader>
        <PageHeader.PrimaryAction>
          <Button onClick={() => navigateToPage({ to: "/dishes/9", params: { hot: "yes" } })}>Today's dish</Button>
        </PageHeader.PrimaryAction>
      </PageHeader>
      <PageLink to="/dishes/7">Risotto</PageLink>
    </>
  );
}

function Dish() {
  const { params } = usePageRoute();
  return (
    <>
      <PageBreadcrumbs>
        <PageBreadcrumbs.PageLink to="/">All dishes</PageBreadcrumbs.PageLink>
        <PageBreadcrumbs.Current>Dish</PageBreadcrumbs.Current>
      </PageBreadcrumbs>
      <PageTitle>One dish</PageTitle>
      <Text>{`Number ${params.dishId}, hot: ${params.hot ?? "no"}`}</Text>
    </>
  );
}

const Router = createPageRouter(
  <PageRoutes>
    <PageRoutes.IndexRoute component={Home} />
    <PageRoutes.Route path="/dishes/:dishId" component={Dish} />
  </PageRoutes>,
);

hubspot.extend(() => <Router />);
