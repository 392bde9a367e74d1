//! The guarded HTTP client.

/// Placeholder until the client lands in the next commit.
#[derive(Clone)]
pub struct Fetcher;
