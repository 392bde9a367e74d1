//! Leaf.
