/** Every component that the page draws, in tabs, and what each does when it is used. */
import {
  Accordion,
  Alert,
  AutoGrid,
  BarChart,
  Box,
  Button,
  ButtonRow,
  Card,
  Checkbox,
  CurrencyInput,
  DateInput,
  DescriptionList,
  DescriptionListItem,
  Divider,
  Dropdown,
  EmptyState,
  ErrorState,
  Flex,
  Form,
  Heading,
  hubspot,
  Icon,
  Illustration,
  Image,
  Inline,
  Input,
  LineChart,
  Link,
  List,
  LoadingButton,
  LoadingSpinner,
  Modal,
  ModalBody,
  ModalFooter,
  MultiSelect,
  NumberInput,
  Panel,
  PanelBody,
  PanelFooter,
  PanelSection,
  ProgressBar,
  RadioButton,
  ScoreCircle,
  SearchInput,
  Select,
  Spacer,
  Statistics,
  StatisticsItem,
  StatisticsTrend,
  StatusTag,
  StepIndicator,
  StepperInput,
  Tab,
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
  Tabs,
  Tag,
  Text,
  TextArea,
  Tile,
  TimeInput,
  Toggle,
  ToggleGroup,
  Tooltip,
  useExtensionActions,
  useExtensionContext,
} from "@hubspot/ui-extensions";
import { useCrmProperties } from "@hubspot/ui-extensions/crm";
import { useState } from "react";

const fruit = ["Apple", "Pear", "Quince"].map((label) => ({ label, value: label.toLowerCase() }));
const picture =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='60' height='40'%3E%3Crect width='60' height='40' fill='%23155e75'/%3E%3C/svg%3E";
const sales = [
  { month: "January", sold: 12 },
  { month: "February", sold: 30 },
];
const axes = {
  x: { field: "month", fieldType: "category", label: "Month" },
  y: { field: "sold", fieldType: "linear" },
};

function Words() {
  return (
    <Flex direction="column" gap="md">
      <Heading>A heading</Heading>
      <Text>
        A text with a{" "}
        <Text inline={true} format={{ fontWeight: "bold" }}>
          bold word
        </Text>{" "}
        and a <Link href={{ url: "https://example.com", external: true }}>link</Link>.
      </Text>
      <Text variant="microcopy" format={{ italic: true }}>
        Small and slanted.
      </Text>
      <DescriptionList direction="row">
        <DescriptionListItem label="From">Bologna</DescriptionListItem>
        <DescriptionListItem label="To">Verona</DescriptionListItem>
      </DescriptionList>
      <List variant="ordered-styled">
        <Text>Wash</Text>
        <Text>Peel</Text>
      </List>
      <Divider />
      <AutoGrid columnWidth={120} gap="sm">
        <Tile compact={true}>
          <Text>One</Text>
        </Tile>
        <Card>
          <Text>Two</Text>
        </Card>
      </AutoGrid>
      <Inline gap="sm">
        <Tag variant="success">Fresh</Tag>
        <Tag variant="warning">Nearly gone</Tag>
        <StatusTag variant="danger">Sold out</StatusTag>
        <Icon name="success" screenReaderText="Good" color="success" />
      </Inline>
      <Box flex={1}>
        <Image src={picture} alt="A blue box" width={60} height={40} />
      </Box>
      <Spacer size="sm" />
      <Accordion title="More about apples">
        <Text>They keep for months.</Text>
      </Accordion>
    </Flex>
  );
}

function States() {
  return (
    <Flex direction="column" gap="md">
      <Alert title="Well done" variant="success">
        <Text>It is in the oven.</Text>
      </Alert>
      <Alert title="Careful" variant="danger" />
      <ProgressBar title="Baking" value={3} maxValue={4} valueDescription="3 of 4" showPercentage={true} />
      <StepIndicator stepNames={["Mix", "Bake", "Eat"]} currentStep={1} />
      <Statistics>
        <StatisticsItem label="Cakes" number={42}>
          <StatisticsTrend value="8 %" direction="increase" />
        </StatisticsItem>
      </Statistics>
      <ScoreCircle score={87} />
      <LoadingSpinner label="Warming up" showLabel={true} />
      <EmptyState title="No cakes" layout="vertical">
        <Text>Bake one.</Text>
      </EmptyState>
      <ErrorState title="Burnt">
        <Text>Start again.</Text>
      </ErrorState>
      <Illustration name="contacts" alt="People" width={60} />
    </Flex>
  );
}

function Fields() {
  const [said, say] = useState("nothing");
  const [text, setText] = useState("");
  const [day, setDay] = useState({ year: 2027, month: 2, date: 15 });
  const tell = (name) => (value) => say(`${name} ${JSON.stringify(value)}`);
  return (
    <Form onSubmit={(event) => say(`handed in ${event.targetValue.dish}`)}>
      <Input label="Dish" name="dish" value={text} required={true} description="One word" onInput={setText} />
      <TextArea label="Recipe" name="recipe" error={true} validationMessage="Too short" onChange={tell("recipe")} />
      <SearchInput label="Find" name="find" placeholder="Anything" onInput={tell("find")} />
      <NumberInput label="Eggs" name="eggs" min={0} onChange={tell("eggs")} />
      <StepperInput label="Spoons" name="spoons" value={2} onChange={tell("spoons")} />
      <CurrencyInput label="Price" name="price" currency="EUR" onChange={tell("price")} />
      <DateInput label="Day" name="day" value={day} onChange={setDay} />
      <TimeInput label="Hour" name="hour" value={{ hours: 9, minutes: 5 }} onChange={tell("hour")} />
      <Text>{`Said ${said}, day ${day.date}.${day.month}, dish ${text}`}</Text>
      <Button type="submit">Hand in</Button>
    </Form>
  );
}

function Choices() {
  const [said, say] = useState("nothing");
  const [one, setOne] = useState();
  const [many, setMany] = useState(["pear"]);
  return (
    <Flex direction="column" gap="md">
      <Select label="Fruit" name="fruit" placeholder="Choose" options={fruit} value={one} onChange={setOne} />
      <MultiSelect label="Fruits" name="fruits" options={fruit} value={many} onChange={setMany} />
      <ToggleGroup
        toggleType="radioButtonList"
        label="Sweet"
        name="sweet"
        options={[
          { label: "Very", value: "very", initialIsChecked: true },
          { label: "A little", value: "little", description: "Less sugar" },
        ]}
        onChange={(value) => say(`sweet ${value}`)}
      />
      <Checkbox name="washed" description="With water" onChange={(checked) => say(`washed ${checked}`)}>
        Washed
      </Checkbox>
      <RadioButton name="ripe" value="yes" onChange={(checked, value) => say(`ripe ${checked} ${value}`)}>
        Ripe
      </RadioButton>
      <Toggle
        label="Organic"
        name="organic"
        textChecked="Yes"
        textUnchecked="No"
        onChange={(on) => say(`organic ${on}`)}
      />
      <Text>{`Said ${said}, one ${one ?? "none"}, many ${many.join(" and ")}`}</Text>
    </Flex>
  );
}

function Tables() {
  const [direction, setDirection] = useState("none");
  const [page, setPage] = useState(1);
  return (
    <Flex direction="column" gap="md">
      <Table paginated={true} pageCount={3} page={page} onPageChange={setPage} bordered={true}>
        <TableHead>
          <TableRow>
            <TableHeader sortDirection={direction} onSortChange={setDirection}>
              Cake
            </TableHeader>
            <TableHeader align="right">Sold</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          <TableRow>
            <TableCell>{`Page ${page}, ${direction}`}</TableCell>
            <TableCell align="right">4</TableCell>
          </TableRow>
        </TableBody>
        <TableFooter>
          <TableRow>
            <TableCell colSpan={2}>All of it</TableCell>
          </TableRow>
        </TableFooter>
      </Table>
      <BarChart data={sales} axes={axes} options={{ title: "Sold each month" }} />
      <LineChart data={{ data: sales }} axes={axes} />
    </Flex>
  );
}

function Actions() {
  const { addAlert, copyTextToClipboard, openIframeModal, refreshObjectProperties, closeOverlay } =
    useExtensionActions();
  const { properties, isLoading } = useCrmProperties(["city", "nobody_knows"]);
  const { variables, crm } = useExtensionContext();
  const [said, say] = useState("nothing");
  const ask = async () => {
    try {
      const response = await hubspot.fetch(`${variables.SERVER_ORIGIN}/oven?hot=a b`, {
        method: "POST",
        body: { id: crm.objectId },
      });
      say(`${response.status} ${await response.text()}`);
    } catch (error) {
      say(error.message);
    }
  };
  const elsewhere = () => hubspot.fetch("https://elsewhere.example/").catch((error) => say(error.message));
  const modal = (
    <Modal id="oven" title="The oven" onClose={() => say("modal closed")}>
      <ModalBody>
        <Text>{`Inside: ${said}`}</Text>
        <Button onClick={() => say("hotter")}>Hotter</Button>
      </ModalBody>
      <ModalFooter>
        <Button onClick={() => closeOverlay("oven")}>Done</Button>
      </ModalFooter>
    </Modal>
  );
  const panel = (
    <Panel id="shelf" title="The shelf">
      <PanelBody>
        <PanelSection>
          <Text>On the shelf</Text>
        </PanelSection>
      </PanelBody>
      <PanelFooter>
        <Button onClick={(_, reactions) => reactions.closePanel("shelf")}>Leave</Button>
      </PanelFooter>
    </Panel>
  );
  return (
    <Flex direction="column" gap="md">
      <ButtonRow>
        <Button variant="primary" overlay={modal}>
          Open the oven
        </Button>
        <Button overlay={panel}>Look at the shelf</Button>
        <Button overlay={<Tooltip>Only for cooks</Tooltip>} disabled={true}>
          Locked
        </Button>
        <LoadingButton loading={true}>Loading</LoadingButton>
        <Dropdown buttonText="More">
          <Dropdown.ButtonItem onClick={() => say("baked")}>Bake</Dropdown.ButtonItem>
        </Dropdown>
      </ButtonRow>
      <Flex direction="row" gap="sm" wrap={true}>
        <Button size="sm" onClick={() => addAlert({ type: "success", title: "Ding", message: "The oven is hot." })}>
          Alert
        </Button>
        <Button size="sm" onClick={() => copyTextToClipboard("a cake")}>
          Copy
        </Button>
        <Button size="sm" onClick={() => refreshObjectProperties()}>
          Refresh the record
        </Button>
        <Button size="sm" onClick={ask}>
          Ask the server
        </Button>
        <Button size="sm" onClick={elsewhere}>
          Ask elsewhere
        </Button>
        <Button
          size="sm"
          onClick={() =>
            openIframeModal(
              { uri: `${variables.SERVER_ORIGIN}/window`, width: 500, height: 200, title: "The window" },
              () => say("window closed"),
            )
          }
        >
          Open a window
        </Button>
      </Flex>
      <Text testId="said">{`Said ${said}`}</Text>
      <Text>{isLoading ? "Looking" : `City ${properties.city}, ${properties.nobody_knows ?? "nobody"}`}</Text>
    </Flex>
  );
}

const parts = { Words, States, Fields, Choices, Tables, Actions };

function Gallery() {
  return (
    <Tabs defaultSelected="Words">
      {Object.entries(parts).map(([name, Part]) => (
        <Tab key={name} tabId={name} title={name}>
          <Part />
        </Tab>
      ))}
    </Tabs>
  );
}

hubspot.extend(() => <Gallery />);
