import { Flex, hubspot, Text } from "@hubspot/ui-extensions";
import { CrmPropertyList } from "@hubspot/ui-extensions/crm";

hubspot.extend(() => (
  <Flex direction="column" gap="sm">
    <Text shiny={true}>A text with a property that nobody knows.</Text>
    <CrmPropertyList properties={["email"]} />
  </Flex>
));
