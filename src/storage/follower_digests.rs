//! What the followers of an actor at one host come to (FEP-8fcf), kept while they come and go: a delivery reads one row,
//! however many followers there are.

use crate::domain::follow::FollowersDigest;
use crate::domain::key::ActorId;
use crate::error::{Error, Result};
use crate::storage::schema::{actors, follower_digests};
use crate::storage::{Conn, each, follows};
use diesel::prelude::*;
use std::collections::HashMap;

fn read(bytes: &[u8]) -> Result<FollowersDigest> {
    FollowersDigest::from_bytes(bytes).ok_or_else(|| Error::internal("a digest of followers has not 32 bytes"))
}

/// The digest, if it was asked for before ([`make`] makes it).
///
/// # Errors
/// `Internal` when the database fails.
pub fn get(conn: &mut Conn, followed: ActorId, host: &str) -> Result<Option<FollowersDigest>> {
    let bytes: Option<Vec<u8>> =
        follower_digests::table.find((followed.0, host)).select(follower_digests::digest).first(conn).optional()?;
    bytes.as_deref().map(read).transpose()
}

/// The digests at several hosts, as far as they were asked for before.
///
/// # Errors
/// `Internal` when the database fails.
pub fn of_hosts(conn: &mut Conn, followed: ActorId, hosts: &[&str]) -> Result<HashMap<String, FollowersDigest>> {
    let rows: Vec<(String, Vec<u8>)> = follower_digests::table
        .filter(follower_digests::followed_id.eq(followed.0))
        .filter(follower_digests::host.eq_any(hosts))
        .select((follower_digests::host, follower_digests::digest))
        .load(conn)?;
    rows.into_iter().map(|(host, bytes)| Ok((host, read(&bytes)?))).collect()
}

/// Makes the digest from the follows; from then on every follow changes it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn make(conn: &mut Conn, followed: ActorId, host: &str) -> Result<FollowersDigest> {
    hold(conn, followed)?;
    if let Some(made) = get(conn, followed, host)? {
        return Ok(made);
    }
    let followers = follows::followers_at(conn, followed, host)?;
    let digest = FollowersDigest::of(followers.iter().map(|(_, id)| id.as_str()));
    let row = (
        follower_digests::followed_id.eq(followed.0),
        follower_digests::host.eq(host),
        follower_digests::digest.eq(digest.bytes()),
    );
    each!(conn, |c| diesel::insert_into(follower_digests::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(digest)
}

/// Holds an actor's followers until the end of this transaction: who counts them, and who changes one, take turns. (On
/// SQLite there is one writer.)
pub(super) fn hold(conn: &mut Conn, followed: ActorId) -> Result<()> {
    if let Conn::Pg(pg) = conn {
        // Not FOR UPDATE, for which every row that names the actor would wait.
        let _: i64 = actors::table.find(followed.0).select(actors::id).for_no_key_update().first(pg)?;
    }
    Ok(())
}

/// A follower comes or goes, in the transaction in which that is stored.
pub(super) fn toggle(conn: &mut Conn, followed: ActorId, follower: ActorId) -> Result<()> {
    hold(conn, followed)?;
    let (host, id): (String, String) =
        actors::table.find(follower.0).select((actors::host, actors::ap_id)).first(conn)?;
    // What nobody asked for yet is made from the follows as they are then.
    let Some(mut digest) = get(conn, followed, &host)? else { return Ok(()) };
    digest.toggle(&id);
    diesel::update(follower_digests::table.find((followed.0, &host)))
        .set(follower_digests::digest.eq(digest.bytes()))
        .execute(conn)?;
    Ok(())
}
