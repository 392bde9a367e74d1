//! The values of the mission, as rules: each story has the number of its value in its name. They look at
//! everything that a running server says, as a stranger, a neighbor, and each of the two sides.

#[path = "../support/mod.rs"]
mod support;

mod crawl;
mod dignity;
mod no_judging;
mod no_scorekeeping;
mod people_decide;
mod privacy;
mod same_people;
#[allow(dead_code)]
#[path = "../refusals/snapshot.rs"]
mod snapshot;
