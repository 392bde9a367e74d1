//! Lookups that a connection prepares once, where diesel has the database read and plan them anew each time: by a list
//! (`eq_any`), and by SQL that is written out. For what comes with every page, that costs as much as the lookup itself.

use crate::error::Result;
use crate::storage::{Conn, each};
use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, Expression, ValidGrouping};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, Bool, HasSqlType};

/// Lists have one of these lengths, or a multiple of the last: there is one statement for each length, and not for each
/// list. What is missing is filled up with an id that no row has.
const LENGTHS: [usize; 8] = [1, 5, 10, 20, 40, 80, 160, 320];

fn filled_up(ids: &[i64]) -> Vec<i64> {
    let longest = LENGTHS[LENGTHS.len() - 1];
    let length = LENGTHS.into_iter().find(|length| ids.len() <= *length);
    let mut all = ids.to_vec();
    all.resize(length.unwrap_or_else(|| ids.len().next_multiple_of(longest)), 0);
    all
}

/// That a column holds one of several ids.
#[derive(Clone, Debug)]
pub(super) struct Among<Column> {
    column: Column,
    ids: Vec<i64>,
}

/// That `column` holds one of `ids`: as diesel's `eq_any`, and prepared once. No row has the id 0.
pub(super) fn among<Column>(column: Column, ids: &[i64]) -> Among<Column> {
    Among { column, ids: filled_up(ids) }
}

impl<Column: Expression> Expression for Among<Column> {
    type SqlType = Bool;
}

impl<Column, Source> SelectableExpression<Source> for Among<Column>
where
    Column: SelectableExpression<Source>,
    Self: AppearsOnTable<Source>,
{
}

impl<Column: AppearsOnTable<Source>, Source> AppearsOnTable<Source> for Among<Column> {}

impl<Column: ValidGrouping<By>, By> ValidGrouping<By> for Among<Column> {
    type IsAggregate = Column::IsAggregate;
}

impl<Column> QueryId for Among<Column> {
    type QueryId = ();

    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<DB, Column> QueryFragment<DB> for Among<Column>
where
    DB: Backend + HasSqlType<BigInt>,
    Column: QueryFragment<DB>,
    i64: ToSql<BigInt, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" IN (");
        for (place, id) in self.ids.iter().enumerate() {
            if place > 0 {
                out.push_sql(", ");
            }
            out.push_bind_param::<BigInt, i64>(id)?;
        }
        out.push_sql(")");
        Ok(())
    }
}

/// Encloses a number within SQL that is written out.
const MARK: char = '\u{1}';

/// A number within a query that is written out for [`ids`]: it does not become part of the statement's text.
pub(super) fn number(number: i64) -> String {
    format!("{MARK}{number}{MARK}")
}

/// A query with its [`number`]s as part of its text.
pub(super) fn plain(query: &str) -> String {
    query.replace(MARK, "")
}

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// The ids that `query` selects as `id`, in its order. The connection keeps the statement: there must be few texts, which
/// differ in their [`number`]s alone.
pub(super) fn ids(conn: &mut Conn, query: &str) -> Result<Vec<i64>> {
    let parts: Vec<&str> = query.split(MARK).collect();
    let numbers: std::result::Result<Vec<i64>, _> = parts.iter().skip(1).step_by(2).map(|part| part.parse()).collect();
    let written = Written {
        texts: parts.into_iter().step_by(2).collect(),
        numbers: numbers.map_err(crate::error::Error::internal)?,
    };
    let rows: Vec<Id> = each!(conn, |c| written.load(c))?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Parts of SQL with a number between each two of them.
#[derive(Clone, Debug)]
struct Written<'a> {
    texts: Vec<&'a str>,
    numbers: Vec<i64>,
}

impl QueryId for Written<'_> {
    type QueryId = ();

    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Written<'_> {
    type SqlType = diesel::sql_types::Untyped;
}

impl<Conn> RunQueryDsl<Conn> for Written<'_> {}

impl<DB> QueryFragment<DB> for Written<'_>
where
    DB: Backend + HasSqlType<BigInt>,
    i64: ToSql<BigInt, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        for (place, text) in self.texts.iter().enumerate() {
            out.push_sql(text);
            if let Some(number) = self.numbers.get(place) {
                out.push_bind_param::<BigInt, i64>(number)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_have_few_lengths_and_hold_all_that_they_held() {
        let ids: Vec<i64> = (1..=700).collect();
        for (many, length) in [(0, 1), (1, 1), (2, 5), (40, 40), (41, 80), (320, 320), (321, 640), (700, 960)] {
            let filled = filled_up(&ids[..many]);
            assert_eq!(filled.len(), length, "{many}");
            assert_eq!(filled[..many], ids[..many]);
            assert!(filled[many..].iter().all(|id| *id == 0), "nobody has this id");
        }
    }

    #[test]
    fn numbers_stand_apart_from_the_text_or_in_it() {
        let query = format!("SELECT id FROM t WHERE a = {} AND b > {}", number(-7), number(9));
        assert_eq!(plain(&query), "SELECT id FROM t WHERE a = -7 AND b > 9");
        assert!(!plain(&query).contains(MARK));
    }
}
