//! The `@context` of everything that we send, inlined, so that no central host has to be fetched.

use activitypub_federation::protocol::context::WithContext;
use serde_json::Value;
use std::sync::LazyLock;

/// The value of `@context`: ActivityStreams, the security vocabulary, and what Potluck adds
/// (FEP-0837, FEP-844e, `https://w3id.org/potluck/ns#`).
pub fn context() -> &'static Value {
    static CONTEXT: LazyLock<Value> = LazyLock::new(|| {
        let mut whole: Value =
            serde_json::from_str(include_str!("context.json")).expect("context.json is part of the binary and is JSON");
        whole["@context"].take()
    });
    &CONTEXT
}

/// An object or activity as it is sent: with its `@context` first.
pub fn with_context<T>(inner: T) -> WithContext<T> {
    WithContext::new(inner, context().clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_context_is_inlined_and_comes_first() {
        let sent = serde_json::to_string(&with_context(serde_json::json!({"id": "x"}))).unwrap();
        assert!(sent.starts_with(r#"{"@context":["https://www.w3.org/ns/activitystreams""#), "{sent}");
        assert!(context()[2]["potluck:listing"].is_object());
    }
}
