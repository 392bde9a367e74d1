//! The demo: three neighborhoods on one machine.

pub mod generate;
