//! Updates that a connection prepares once. Diesel has the database read and plan each `UPDATE` anew; for the few that
//! come with every activity, that costs as much as the change.

use diesel::backend::Backend;
use diesel::expression::{Expression, MixedAggregates, ValidGrouping, is_aggregate};
use diesel::prelude::*;
use diesel::query_builder::{AsChangeset, AstPass, QueryFragment, QueryId};
use diesel::sql_types::Bool;

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
