//! Serde structs of what goes over the wire.
