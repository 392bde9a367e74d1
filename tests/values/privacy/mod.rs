//! V5: no surveillance. Every field that is for fewer people than everyone is filled with a marker by whoever writes it,
//! the story goes on, things go wrong, and then everything that the servers emitted is searched.

mod asking;
mod document;
mod elsewhere;
mod joining;
mod levels;
mod mailing;
mod markers;
mod provoke;
mod reading;
mod signing_in;
mod story;
mod town;

use markers::judge;
use std::collections::BTreeSet;
use std::time::Instant;
use story::Story;
use town::Town;

#[tokio::test(flavor = "multi_thread")]
async fn value_05_what_is_private_is_shown_to_whom_it_is_for_and_in_nothing_else_that_a_server_emits() {
    let start = Instant::now();
    let mut town = Town::start().await;
    let lap = |what: &str| eprintln!("{:>6.1} s: {what}", start.elapsed().as_secs_f32());
    lap("the town is there");
    let mut story = Story::of(&town);
    story.profile().await;
    story.listings().await;
    story.mailing().await;
    story.answers().await;
    story.turned_down().await;
    story.mailed().await;
    story.liaison().await;
    story.safety().await;
    story.messages().await;
    story.signing_in().await;
    story.asking().await;
    story.joining().await;
    lap("the story is told");
    story.refused().await;
    story.asked().await;
    lap("what is wrong was refused");
    story.secrets();
    town.read_all().await;
    town.look_around().await;
    lap("everything was read");
    story.faults().await;
    story.endings().await;
    story.undelivered().await;
    let markers = story.markers;

    // Killed, with work under way, and started again as it is when nobody says how much is logged.
    town.riverside.process.kill();
    town.elsewhere.fails(false);
    town.look_at_disk(&town.riverside);
    let log = town.riverside.process.database.folder().join("default.log");
    town.riverside.logs.push(log.clone());
    town.riverside.process.switch("POTLUCK_LOG_LEVEL", "info".into());
    town.riverside.process.log_to(log);
    town.riverside.process.start_again().await;
    town.read_own().await;
    town.riverside.process.stop();
    town.hillside.process.stop();
    town.read_logs();
    town.read_mails();
    lap("killed, started again, and stopped");

    let planted: BTreeSet<String> = markers.all().iter().map(|marker| marker.field.to_owned()).collect();
    let unplanted: Vec<String> = document::names().difference(&planted).cloned().collect();
    assert!(unplanted.is_empty(), "in docs/PRIVACY.md, and never written in this story: {unplanted:?}");
    let mut emitted = town.elsewhere.emitted();
    emitted.extend(town.outside.emitted());
    emitted.append(&mut town.heard.lock().expect("what was heard"));
    let size: usize = emitted.iter().map(|emission| emission.bytes.len()).sum();
    let places: BTreeSet<&str> = emitted.iter().map(|emission| emission.to).collect();
    let verdict = judge(&markers, &emitted);
    let shown: usize = markers.all().iter().map(|marker| marker.shown_to.len()).sum();
    lap(&format!(
        "{} markers in {} fields, {shown} times to be shown, searched for in {} things of {} MB, with {} readers",
        markers.all().len(),
        planted.len(),
        emitted.len(),
        size / 1_000_000,
        places.len()
    ));
    assert!(verdict.leaks.is_empty(), "{} leaks:\n{}", verdict.leaks.len(), verdict.leaks.join("\n"));
    assert!(verdict.withheld.is_empty(), "withheld:\n{}", verdict.withheld.join("\n"));
}
