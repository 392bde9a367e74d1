//! Statements that a connection prepares once. Diesel has the database read and plan each `UPDATE` anew, and each insert of
//! several rows; for the few that come with every activity, that costs as much as the change.

use diesel::backend::Backend;
use diesel::expression::{AsExpression, Expression, MixedAggregates, TypedExpressionType, ValidGrouping, is_aggregate};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AsChangeset, AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::{Array, BigInt, Bool, SqlType};

/// An update of some rows of a table, under the text of which it is kept by the connection. Its changes must name the same
/// columns whatever is in them, or there would be a statement for each set of columns.
pub(super) struct Update<From, Changes, Which> {
    from: From,
    changes: Changes,
    which: Which,
}

/// Changes the rows of `table` for which `which` is true.
pub(super) fn update<T, V, W>(table: T, which: W, changes: V) -> Update<T::FromClause, V::Changeset, W>
where
    T: QuerySource,
    V: AsChangeset<Target = T>,
    W: Expression<SqlType = Bool> + ValidGrouping<()>,
    W::IsAggregate: MixedAggregates<is_aggregate::No, Output = is_aggregate::No>,
{
    Update { from: table.from_clause(), changes: changes.as_changeset(), which }
}

impl<From, Changes, Which> QueryId for Update<From, Changes, Which> {
    type QueryId = ();

    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<DB, From, Changes, Which> QueryFragment<DB> for Update<From, Changes, Which>
where
    DB: Backend,
    From: QueryFragment<DB>,
    Changes: QueryFragment<DB>,
    Which: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("UPDATE ");
        self.from.walk_ast(out.reborrow())?;
        out.push_sql(" SET ");
        self.changes.walk_ast(out.reborrow())?;
        out.push_sql(" WHERE ");
        self.which.walk_ast(out.reborrow())
    }
}

impl<Conn, From, Changes, Which> RunQueryDsl<Conn> for Update<From, Changes, Which> {}

/// A column of [`insert_many`]: its name, and what each row has in it.
pub(super) struct Column<'a>(&'static str, Box<dyn QueryFragment<Pg> + 'a>);

/// What each row has in a column of type `ST`.
pub(super) fn column<'a, ST, T>(name: &'static str, values: Vec<T>) -> Column<'a>
where
    ST: SqlType + TypedExpressionType + 'static,
    Array<ST>: TypedExpressionType,
    Vec<T>: AsExpression<Array<ST>>,
    <Vec<T> as AsExpression<Array<ST>>>::Expression: QueryFragment<Pg> + 'a,
{
    Column(name, Box::new(AsExpression::<Array<ST>>::as_expression(values)))
}

/// A statement of PostgreSQL with the values of many rows, one array for each column, so that its text is the same for any
/// number of them and the connection prepares it once.
pub(super) struct Many<'a> {
    before: &'static str,
    columns: Vec<Column<'a>>,
    after: &'static str,
    inserts: bool,
}

/// Inserts rows but for those that are there, and answers the ids of those that were added.
pub(super) fn insert_many<'a>(into: &'static str, columns: Vec<Column<'a>>) -> Many<'a> {
    Many { before: into, columns, after: " ON CONFLICT DO NOTHING RETURNING id", inserts: true }
}

/// `before`, then the rows `n` as a table of these columns, then `after`.
pub(super) fn with_many<'a>(before: &'static str, columns: Vec<Column<'a>>, after: &'static str) -> Many<'a> {
    Many { before, columns, after, inserts: false }
}

impl QueryId for Many<'_> {
    type QueryId = ();

    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Many<'_> {
    type SqlType = BigInt;
}

impl QueryFragment<Pg> for Many<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let names = self.columns.iter().map(|column| column.0).collect::<Vec<_>>().join(", ");
        if self.inserts {
            out.push_sql(&format!("INSERT INTO {} ({names}) SELECT {names} FROM ", self.before));
        } else {
            out.push_sql(self.before);
        }
        out.push_sql("unnest(");
        for (place, Column(_, values)) in self.columns.iter().enumerate() {
            if place > 0 {
                out.push_sql(", ");
            }
            values.walk_ast(out.reborrow())?;
        }
        out.push_sql(&format!(") AS n ({names})"));
        out.push_sql(self.after);
        Ok(())
    }
}

impl RunQueryDsl<PgConnection> for Many<'_> {}

/// The named columns of a table, as [`column`]s with what the fields of these names hold in each of `rows`.
macro_rules! columns_of {
    ($table:ident, $rows:expr, [$($name:ident),* $(,)?]) => {
        vec![$($crate::storage::prepared::column::<<$table::$name as diesel::Expression>::SqlType, _>(
            stringify!($name),
            $rows.iter().map(|row| &row.$name).collect(),
        )),*]
    };
}
pub(super) use columns_of;
