/**
 * Makes tenancy structural: every query that goes through this plugin sees and writes one portal's rows only.
 *
 * Reads, updates and deletes get `portal_id = ?` for each table they name; inserts get the column; a conflict target
 * gets it in front, because every unique index of a tenant's table starts with `portal_id`. A statement of a kind that
 * this file does not know is refused, so that a new kind of query cannot slip past it.
 */
import {
  AliasNode,
  AndNode,
  BinaryOperationNode,
  ColumnNode,
  type DeleteQueryNode,
  IdentifierNode,
  type InsertQueryNode,
  type JoinNode,
  type KyselyPlugin,
  OnConflictNode,
  OnNode,
  type OperationNode,
  OperationNodeTransformer,
  OperatorNode,
  ParensNode,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  PrimitiveValueListNode,
  type QueryResult,
  ReferenceNode,
  type RootOperationNode,
  type SelectQueryNode,
  TableNode,
  type UnknownRow,
  type UpdateQueryNode,
  ValueListNode,
  ValueNode,
  ValuesNode,
  WhereNode,
} from "kysely";

const known = ["SelectQueryNode", "InsertQueryNode", "UpdateQueryNode", "DeleteQueryNode"];

export class TenantPlugin implements KyselyPlugin {
  readonly #transformer: TenantTransformer;

  constructor(portalId: string) {
    this.#transformer = new TenantTransformer(portalId);
  }

  transformQuery({ node, queryId }: PluginTransformQueryArgs): RootOperationNode {
    if (!known.includes(node.kind)) throw new Error(`A portal's query cannot be a ${node.kind}.`);
    return this.#transformer.transformNode(node, queryId);
  }

  async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return result;
  }
}

class TenantTransformer extends OperationNodeTransformer {
  readonly #portalId: string;

  constructor(portalId: string) {
    super();
    this.#portalId = portalId;
  }

  protected override transformSelectQuery(
    ...[node, queryId]: Parameters<OperationNodeTransformer["transformSelectQuery"]>
  ): SelectQueryNode {
    const query = super.transformSelectQuery(node, queryId);
    return { ...query, ...this.#scoped(query.where, query.from?.froms ?? []) };
  }

  protected override transformUpdateQuery(
    ...[node, queryId]: Parameters<OperationNodeTransformer["transformUpdateQuery"]>
  ): UpdateQueryNode {
    const query = super.transformUpdateQuery(node, queryId);
    refusePortal(query.updates?.map(({ column }) => column));
    return { ...query, ...this.#scoped(query.where, query.table ? [query.table] : []) };
  }

  protected override transformDeleteQuery(
    ...[node, queryId]: Parameters<OperationNodeTransformer["transformDeleteQuery"]>
  ): DeleteQueryNode {
    const query = super.transformDeleteQuery(node, queryId);
    return { ...query, ...this.#scoped(query.where, query.from.froms) };
  }

  protected override transformJoin(
    ...[node, queryId]: Parameters<OperationNodeTransformer["transformJoin"]>
  ): JoinNode {
    const join = super.transformJoin(node, queryId);
    const condition = this.#condition(join.table);
    return {
      ...join,
      on: OnNode.create(join.on ? AndNode.create(ParensNode.create(join.on.on), condition) : condition),
    };
  }

  protected override transformInsertQuery(
    ...[node, queryId]: Parameters<OperationNodeTransformer["transformInsertQuery"]>
  ): InsertQueryNode {
    const query = super.transformInsertQuery(node, queryId);
    if (!query.columns || !query.values || !ValuesNode.is(query.values)) {
      throw new Error("A portal's rows are inserted from values, so that each gets its portal.");
    }
    refusePortal(query.columns);
    const values = query.values.values.map((row) =>
      PrimitiveValueListNode.is(row)
        ? PrimitiveValueListNode.create([this.#portalId, ...row.values])
        : ValueListNode.create([ValueNode.create(this.#portalId), ...row.values]),
    );
    return { ...query, columns: [portalColumn, ...query.columns], values: ValuesNode.create(values) };
  }

  protected override transformOnConflict(
    ...[node, queryId]: Parameters<OperationNodeTransformer["transformOnConflict"]>
  ): OnConflictNode {
    const conflict = super.transformOnConflict(node, queryId);
    refusePortal(conflict.updates?.map(({ column }) => column));
    return conflict.columns
      ? OnConflictNode.cloneWith(conflict, { columns: [portalColumn, ...conflict.columns] })
      : conflict;
  }

  #scoped(where: WhereNode | undefined, tables: readonly OperationNode[]): { where: WhereNode } {
    if (tables.length === 0) throw new Error("A portal's query must name a table.");
    const condition = tables
      .map((table) => this.#condition(table))
      .reduce((left, right) => AndNode.create(left, right));
    return { where: WhereNode.create(where ? AndNode.create(ParensNode.create(where.where), condition) : condition) };
  }

  #condition(table: OperationNode): OperationNode {
    return BinaryOperationNode.create(
      ReferenceNode.create(portalColumn, TableNode.create(nameOf(table))),
      OperatorNode.create("="),
      ValueNode.create(this.#portalId),
    );
  }
}

const portalColumn = ColumnNode.create("portal_id");

/** SQLite would take a second one in an insert, and an update would hand the row to another portal. */
function refusePortal(columns: readonly OperationNode[] = []): void {
  if (columns.some((column) => ColumnNode.is(column) && column.column.name === portalColumn.column.name)) {
    throw new Error("A portal's query does not say whose rows they are.");
  }
}

/** The name by which the query refers to a table: its alias, where it has one. */
function nameOf(table: OperationNode): string {
  if (AliasNode.is(table) && TableNode.is(table.node) && IdentifierNode.is(table.alias)) return table.alias.name;
  if (TableNode.is(table)) return table.table.identifier.name;
  throw new Error("A portal's query reads named tables only.");
}
