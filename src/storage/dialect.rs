//! What the two databases say differently.

use crate::error::Result;
use crate::storage::Conn;
use diesel::RunQueryDsl;
use diesel::connection::SimpleConnection;
use diesel::sql_types::{BigInt, Bool};

#[derive(diesel::QueryableByName)]
struct Id {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// Picks rows to work on: on PostgreSQL those that no other process holds (`SKIP LOCKED`); on SQLite
/// there is one writer, so nobody else can hold them.
///
/// `query` selects `id` and ends before any locking clause; what it holds of others' text is quoted.
pub(super) fn claim_ids(conn: &mut Conn, query: &str) -> Result<Vec<i64>> {
    let rows: Vec<Id> = match conn {
        Conn::Sqlite(sqlite) => diesel::sql_query(query).load(sqlite)?,
        Conn::Pg(pg) => diesel::sql_query(format!("{query} FOR UPDATE SKIP LOCKED")).load(pg)?,
    };
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// As [`claim_ids`], within a transaction, for the first few of a queue in the order of an index.
///
/// What waits comes and goes sooner than PostgreSQL counts it: it thinks of the queue as empty, and reads and sorts all
/// of it for the first few (60 ms each time where 10,000 wait). So it is told not to sort.
pub(super) fn claim_first_ids(conn: &mut Conn, query: &str) -> Result<Vec<i64>> {
    set_local(conn, "enable_sort = off")?;
    let ids = claim_ids(conn, query)?;
    set_local(conn, "enable_sort TO DEFAULT")?;
    Ok(ids)
}

/// As [`claim_first_ids`], but holds nothing and steps over nothing: for whoever works alone ([`is_ours_alone`]).
pub(super) fn first_ids(conn: &mut Conn, query: &str) -> Result<Vec<i64>> {
    set_local(conn, "enable_sort = off")?;
    let found = ids(conn, query)?;
    set_local(conn, "enable_sort TO DEFAULT")?;
    Ok(found)
}

/// Within a transaction: rows are found by their indexes. PostgreSQL plans a statement for many rows once, at a time when the
/// tables may be small, and would keep to reading all of a table when it has grown.
pub(super) fn by_index(conn: &mut Conn) -> Result<()> {
    set_local(conn, "enable_seqscan = off")
}

/// Whether this transaction alone, of all on this database, does what `what` stands for, until it ends. Does not wait. On
/// SQLite there is one writer.
pub(super) fn is_ours_alone(conn: &mut Conn, what: i64) -> Result<bool> {
    #[derive(diesel::QueryableByName)]
    struct Got {
        #[diesel(sql_type = Bool)]
        got: bool,
    }
    match conn {
        Conn::Sqlite(_) => Ok(true),
        Conn::Pg(pg) => {
            let query = diesel::sql_query("SELECT pg_try_advisory_xact_lock($1) AS got").bind::<BigInt, _>(what);
            Ok(query.get_result::<Got>(pg)?.got)
        }
    }
}

/// Waits until no other transaction on this database does what `what` stands for, and keeps all others from it until this one
/// ends. On SQLite there is one writer.
pub(super) fn take_turn(conn: &mut Conn, what: i64) -> Result<()> {
    if let Conn::Pg(pg) = conn {
        diesel::sql_query("SELECT pg_advisory_xact_lock($1)").bind::<BigInt, _>(what).execute(pg)?;
    }
    Ok(())
}

fn set_local(conn: &mut Conn, setting: &str) -> Result<()> {
    if let Conn::Pg(pg) = conn {
        pg.batch_execute(&format!("SET LOCAL {setting}"))?;
    }
    Ok(())
}

/// The ids that `query`, which holds no outside text, selects as `id`, in its order.
pub(super) fn ids(conn: &mut Conn, query: &str) -> Result<Vec<i64>> {
    let rows: Vec<Id> = match conn {
        Conn::Sqlite(sqlite) => diesel::sql_query(query).load(sqlite)?,
        Conn::Pg(pg) => diesel::sql_query(query).load(pg)?,
    };
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// The rows `c` of `table` that `query` (of at least their `id`) gives for each row of `outer`, which it may name.
/// PostgreSQL says this with LATERAL, which SQLite has not; SQLite asks a subquery for each row, which
/// PostgreSQL would ask for each pair.
pub(super) fn of_each(conn: &Conn, outer: &str, table: &str, query: &str) -> String {
    match conn {
        Conn::Sqlite(_) => {
            format!("{outer} CROSS JOIN {table} c ON c.id IN (SELECT one.id FROM ({query}) one)")
        }
        Conn::Pg(_) => format!("{outer} CROSS JOIN LATERAL ({query}) c"),
    }
}

/// Has PostgreSQL look at a table in which much was written at once: by itself it does that a minute later. Until it knows which
/// words are in most rows, it gathers all rows with them for the first few (1.2 s among a million). SQLite is told what it
/// needs to know by the queries.
pub(super) fn tell_apart(conn: &mut Conn, table: &str) -> Result<()> {
    if let Conn::Pg(pg) = conn {
        pg.batch_execute(&format!("ANALYZE {table}"))?;
    }
    Ok(())
}

/// Asks the database whether it answers.
pub(super) fn ping(conn: &mut Conn) -> Result<()> {
    match conn {
        Conn::Sqlite(sqlite) => sqlite.batch_execute("SELECT 1")?,
        Conn::Pg(pg) => pg.batch_execute("SELECT 1")?,
    }
    Ok(())
}

/// A moment as a literal of either database. It comes from our own clock, never from outside.
pub(super) fn literal(moment: crate::clock::Moment) -> String {
    // SQLite compares text: diesel writes whole seconds without a fraction, and so do we.
    format!("'{}'", super::columns::at(moment).format("%F %T%.f"))
}

/// The whole seconds since 1970 of a column that holds a moment.
pub(super) fn seconds(conn: &Conn, column: &str) -> String {
    match conn {
        Conn::Sqlite(_) => format!("CAST(strftime('%s', {column}) AS INTEGER)"),
        Conn::Pg(_) => format!("CAST(floor(extract(epoch FROM {column})) AS BIGINT)"),
    }
}

/// That a column of text begins so. The beginning is text from outside, and quoted.
pub(super) fn begins(column: &str, begin: &str) -> String {
    format!("substr({column}, 1, {}) = {}", begin.chars().count(), quoted(begin))
}

/// That a column of text begins in another way. The beginning is text from outside, and quoted.
pub(super) fn begins_otherwise(column: &str, begin: &str) -> String {
    format!("substr({column}, 1, {}) <> {}", begin.chars().count(), quoted(begin))
}

/// Text from outside as a literal of either database.
pub(super) fn quoted(text: &str) -> String {
    // Both know no escape within '…' but the doubled quotation mark. A NUL would end the statement.
    format!("'{}'", text.replace('\0', "").replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_cannot_leave_its_quotation_marks() {
        assert_eq!(begins_otherwise("a", "https://x'y/"), "substr(a, 1, 12) <> 'https://x''y/'");
        assert_eq!(begins("a", "https://x'y/"), "substr(a, 1, 12) = 'https://x''y/'");
    }
}
