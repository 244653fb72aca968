import { hubspot, Input, Text, useExtensionContext } from "@hubspot/ui-extensions";
import { useState } from "react";

function Settings() {
  const { location, user } = useExtensionContext();
  const [name, setName] = useState("");
  return (
    <>
      <Text>{`${location} for ${user.firstName}`}</Text>
      <Input label="Shop" name="shop" value={name} onInput={(value) => setName(value.toUpperCase())} />
      <Text>{`Shop: ${name}`}</Text>
    </>
  );
}

hubspot.extend(() => <Settings />);
