//! Lookups that a connection prepares once, where diesel has the database read and plan them anew each time: by a list
//! (`eq_any`), and by SQL that is written out. For what comes with every page, that costs as much as the lookup itself.

use crate::error::Result;
use crate::storage::{Conn, each};
use chrono::NaiveDateTime;
use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, Expression, ValidGrouping};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, Bool, Double, HasSqlType, Text, Timestamp};
use std::marker::PhantomData;

/// Lists have one of these lengths, or a multiple of the last: there is one statement for each length, and not for each
/// list. What is missing is filled up with an id that no row has.
const LENGTHS: [usize; 8] = [1, 5, 10, 20, 40, 80, 160, 320];

/// How long a list is made that holds so many.
fn length_of(many: usize) -> usize {
    let longest = LENGTHS[LENGTHS.len() - 1];
    LENGTHS.into_iter().find(|length| many <= *length).unwrap_or_else(|| many.next_multiple_of(longest))
}

fn filled_up(ids: &[i64]) -> Vec<i64> {
    let mut all = ids.to_vec();
    all.resize(length_of(ids.len()), 0);
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

/// A part of a [`Statement`]: text, or a value that stands apart from it.
enum Part {
    Text(&'static str),
    Number(i64),
    Degrees(f64),
    Word(String),
    Moment(NaiveDateTime),
}

/// SQL that is written out part by part, whose rows are of the SQL type `Rows`. The connection keeps the statement: there must
/// be few texts, which differ in their values alone.
pub(super) struct Statement<Rows> {
    parts: Vec<Part>,
    rows: PhantomData<Rows>,
}

impl<Rows> Statement<Rows> {
    /// A statement that begins so.
    pub fn new(text: &'static str) -> Self {
        Self { parts: vec![Part::Text(text)], rows: PhantomData }
    }

    /// Goes on with SQL.
    pub fn text(&mut self, text: &'static str) -> &mut Self {
        self.parts.push(Part::Text(text));
        self
    }

    /// Goes on with a number.
    pub fn number(&mut self, number: i64) -> &mut Self {
        self.parts.push(Part::Number(number));
        self
    }

    /// Goes on with degrees north or east.
    pub fn degrees(&mut self, degrees: f64) -> &mut Self {
        self.parts.push(Part::Degrees(degrees));
        self
    }

    /// Goes on with a word, which may come from outside.
    pub fn word(&mut self, word: &str) -> &mut Self {
        self.parts.push(Part::Word(word.to_owned()));
        self
    }

    /// Goes on with a moment.
    pub fn moment(&mut self, moment: NaiveDateTime) -> &mut Self {
        self.parts.push(Part::Moment(moment));
        self
    }

    /// Goes on with a list of numbers in brackets. No row has the number 0, with which it is filled up.
    pub fn numbers(&mut self, numbers: &[i64]) -> &mut Self {
        self.list(filled_up(numbers).into_iter().map(Part::Number))
    }

    /// Goes on with rows of one number each, as `VALUES` has them. No row has the number 0, with which they are filled up.
    pub fn values(&mut self, numbers: &[i64]) -> &mut Self {
        for (place, number) in filled_up(numbers).into_iter().enumerate() {
            self.text(if place > 0 { "), (" } else { "(" }).number(number);
        }
        self.text(")")
    }

    /// Its text with its numbers in it, for whoever wants to see its plan. Values of other kinds are left out.
    pub fn plain(&self) -> String {
        let part = |part: &Part| match part {
            Part::Text(text) => (*text).to_owned(),
            Part::Number(number) => number.to_string(),
            Part::Degrees(_) | Part::Word(_) | Part::Moment(_) => "NULL".to_owned(),
        };
        self.parts.iter().map(part).collect()
    }

    /// Goes on with a list of words in brackets, filled up with the last of them.
    pub fn words(&mut self, words: &[String]) -> &mut Self {
        let word = |place: usize| words.get(place).or(words.last()).cloned().unwrap_or_default();
        self.list((0..length_of(words.len())).map(|place| Part::Word(word(place))))
    }

    fn list(&mut self, all: impl Iterator<Item = Part>) -> &mut Self {
        self.parts.push(Part::Text("("));
        for (place, one) in all.enumerate() {
            if place > 0 {
                self.parts.push(Part::Text(", "));
            }
            self.parts.push(one);
        }
        self.text(")")
    }
}

impl<Rows> QueryId for Statement<Rows> {
    type QueryId = ();

    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Rows> Query for Statement<Rows> {
    type SqlType = Rows;
}

impl<Rows, Conn> RunQueryDsl<Conn> for Statement<Rows> {}

impl<DB, Rows> QueryFragment<DB> for Statement<Rows>
where
    DB: Backend + HasSqlType<BigInt> + HasSqlType<Double> + HasSqlType<Text> + HasSqlType<Timestamp>,
    i64: ToSql<BigInt, DB>,
    f64: ToSql<Double, DB>,
    str: ToSql<Text, DB>,
    NaiveDateTime: ToSql<Timestamp, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        for part in &self.parts {
            match part {
                Part::Text(text) => out.push_sql(text),
                Part::Number(number) => out.push_bind_param::<BigInt, i64>(number)?,
                Part::Degrees(degrees) => out.push_bind_param::<Double, f64>(degrees)?,
                Part::Word(word) => out.push_bind_param::<Text, str>(word)?,
                Part::Moment(moment) => out.push_bind_param::<Timestamp, NaiveDateTime>(moment)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use diesel::debug_query;
    use diesel::sqlite::Sqlite;

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
    fn a_statement_has_one_text_whatever_its_values_are() {
        let written = |numbers: &[i64], words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            let mut statement: Statement<BigInt> = Statement::new("SELECT id FROM t WHERE a IN ");
            statement.numbers(numbers).text(" AND b IN ").words(&words).text(" AND c < ").degrees(0.5);
            debug_query::<Sqlite, _>(&statement).to_string()
        };
        let few = written(&[7, 8], &["bread", "it's"]);
        let text = "SELECT id FROM t WHERE a IN (?, ?, ?, ?, ?) AND b IN (?, ?, ?, ?, ?) AND c < ? -- binds: \
                    [7, 8, 0, 0, 0, \"bread\", \"it's\", \"it's\", \"it's\", \"it's\", 0.5]";
        assert_eq!(few, text);
        let more = written(&[1, 2, 3, 4, 5], &["a", "b", "c"]);
        assert_eq!(more.split(" -- ").next(), few.split(" -- ").next());
    }

    #[test]
    fn numbers_stand_apart_from_the_text_or_in_it() {
        let query = format!("SELECT id FROM t WHERE a = {} AND b > {}", number(-7), number(9));
        assert_eq!(plain(&query), "SELECT id FROM t WHERE a = -7 AND b > 9");
        assert!(!plain(&query).contains(MARK));
    }
}
