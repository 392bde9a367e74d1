//! HTTP signatures.
