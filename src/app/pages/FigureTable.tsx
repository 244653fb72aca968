import { Flex, Table, TableBody, TableCell, TableHead, TableHeader, TableRow, Text } from "@hubspot/ui-extensions";
import type { ReactNode } from "react";

interface FigureTableProps {
  /** The first names the rows, the others are figures. */
  readonly columns: readonly string[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}

/** A table whose first column says what the figures beside it are of. */
export function FigureTable({ columns, rows }: FigureTableProps) {
  return (
    <Table bordered density="condensed">
      <TableHead>
        <TableRow>
          {columns.map((column, at) => (
            <TableHeader key={column} align={at === 0 ? "left" : "right"}>
              {column}
            </TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(({ key, cells }) => (
          <TableRow key={key}>
            {cells.map((cell, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is what its column is.
              <TableCell key={at} align={at === 0 ? "left" : "right"}>
                {cell}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

interface NamedProps {
  readonly name: string;
  /** What else there is to say of it. */
  readonly more: string | undefined;
}

/** What a row is about, with a word more below. */
export function Named({ name, more }: NamedProps) {
  return (
    <Flex direction="column" gap="xs">
      <Text>{name}</Text>
      {more === undefined ? null : <Text variant="microcopy">{more}</Text>}
    </Flex>
  );
}
