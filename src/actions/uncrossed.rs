//! What waits for another change, which waits for it: PostgreSQL ends one of the two, and that one is done once more.

use crate::error::Result;
use crate::storage::is_crossed;
use std::future::Future;

/// So often it is tried.
const TRIES: usize = 4;

/// Does a change, and does it once more where this and another one waited for each other: nothing of it was changed then. For
/// what takes hold of much at once, while others go on to write.
pub(super) async fn uncrossed<T, Changing: Future<Output = Result<T>>>(change: impl Fn() -> Changing) -> Result<T> {
    for _ in 1..TRIES {
        match change().await {
            Err(error) if is_crossed(&error) => tracing::debug!("two changes waited for each other"),
            done => return done,
        }
    }
    change().await
}
