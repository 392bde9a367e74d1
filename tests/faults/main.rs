//! Nothing is lost: three networks as real processes and a few hundred accounts that follow them; servers are killed in
//! the midst of their work, lines are cut, slow, doubled or shuffled, a disk is full, clocks jump, PostgreSQL is
//! restarted. Afterwards both sides of every promise say the same, and whoever follows has heard of everything.
//!
//! ```sh
//! cargo test --test faults                                  # 10 rounds in each of two towns, and that a mistake would be found
//! cargo test --test faults -- --rounds 500 --towns 4        # 125 rounds in each of four towns, side by side
//! cargo test --test faults -- --seed 1234 --towns 1 --rounds 7   # a run once more
//! cargo test --test faults -- --keep FOLDER                 # leaves databases and logs there when something is wrong
//! ```
//!
//! The seed decides what is done and what goes wrong when; what the system does in between it does not, so that a run
//! with the same seed is very like the first, and not the same to the letter. Most of a round is waiting, so several towns
//! of three networks can be played at once; each has its own seed, its own databases and its own PostgreSQL.

#[path = "../support/mod.rs"]
mod support;

mod check;
mod deeds;
mod followers;
mod proxy;
mod town;

use deeds::{Counts, People, Promised, do_some};
use followers::Mood;
use proxy::Line;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};
use town::Town;

/// Neighbors who do things at once.
const AT_ONCE: usize = 4;
/// What each of them does in a round.
const DEEDS: usize = 7;
/// How long everything may take to be calm again.
const CALM: Duration = Duration::from_secs(120);
/// How many rounds a mistake may stay unnoticed.
const ROUNDS_BROKEN: usize = 12;

struct Asked {
    /// In all towns together.
    rounds: usize,
    /// How many towns are played at once.
    towns: usize,
    /// Of the first town; those of the others follow it.
    seed: u64,
    /// Where databases and logs are left when something is wrong.
    keep: Option<PathBuf>,
}

/// What was done to the town.
#[derive(Debug, Default)]
struct Blows {
    kills: usize,
    in_flight: usize,
    lines: usize,
    moods: usize,
    jumps: usize,
    full_disks: usize,
    restarts: usize,
}

/// How a town fared.
struct Played {
    /// What was wrong.
    problems: Vec<String>,
    /// How much of that was found when everything was calm: what is not as it was promised.
    broken_promises: usize,
    /// Kills that hit work in flight.
    in_flight: usize,
}

/// A PostgreSQL of this run's own, which can be restarted.
struct Postgres {
    folder: String,
    url: String,
}

fn script(arguments: &[&str]) -> std::process::Output {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/postgres.sh");
    std::process::Command::new("bash").arg(script).args(arguments).output().expect("a shell")
}

impl Postgres {
    fn start() -> Self {
        let output = script(&["start", "durable"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let said = String::from_utf8(output.stdout).expect("text");
        let mut lines = said.lines().map(str::to_owned);
        Self { folder: lines.next().expect("a folder"), url: lines.next().expect("a URL") }
    }

    fn restart(&self) {
        let output = script(&["restart", &self.folder]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if !script(&["stop", &self.folder]).status.success() {
            eprintln!("the PostgreSQL in {} was not stopped", self.folder);
        }
    }
}

fn main() -> ExitCode {
    let mut asked = Asked { rounds: 20, towns: 2, seed: rand::random::<u32>().into(), keep: None };
    let mut words = std::env::args().skip(1);
    let mut only = Vec::new();
    while let Some(word) = words.next() {
        let number = |word: Option<String>| word.and_then(|word| word.parse::<u64>().ok());
        match word.as_str() {
            "--rounds" => asked.rounds = number(words.next()).expect("--rounds NUMBER") as usize,
            "--towns" => {
                asked.towns = number(words.next()).filter(|towns| *towns > 0).expect("--towns NUMBER") as usize
            }
            "--seed" => asked.seed = number(words.next()).expect("--seed NUMBER"),
            "--keep" => asked.keep = Some(words.next().expect("--keep FOLDER").into()),
            // What the usual harness is told: nothing here is left out of the usual run.
            "--ignored" => {
                println!("test result: ok. 0 passed; 0 failed; 0 ignored");
                return ExitCode::SUCCESS;
            }
            "--nocapture" | "--no-capture" | "--include-ignored" => {}
            word if !word.starts_with('-') => only.push(word.to_owned()),
            word => {
                eprintln!("{word} is not understood: --rounds NUMBER, --towns NUMBER, --seed NUMBER, --keep FOLDER");
                return ExitCode::from(2);
            }
        }
    }
    let wanted = |name: &str| only.is_empty() || only.iter().any(|word| name.contains(word.as_str()));
    let (mut passed, mut failed) = (0, 0);
    for (name, broken) in [("what_was_promised_is_kept_whatever_fails", false), ("a_mistake_would_be_found", true)] {
        if !wanted(name) {
            continue;
        }
        let (towns, rounds) =
            if broken { (1, ROUNDS_BROKEN) } else { (asked.towns.min(asked.rounds).max(1), asked.rounds) };
        let rounds_each = rounds.div_ceil(towns);
        println!("test {name}, {towns} towns of {rounds_each} rounds, seed {}", asked.seed);
        let keep = asked.keep.as_deref();
        // A thread and a runtime for each: what one looks up in its databases holds up no other.
        let found: Vec<(u64, Option<Played>)> = std::thread::scope(|scope| {
            let playing: Vec<_> = (asked.seed..)
                .take(towns)
                .map(|seed| {
                    let town = scope.spawn(move || {
                        let runtime =
                            tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("threads");
                        runtime.block_on(run(rounds_each, seed, broken, keep))
                    });
                    (seed, town)
                })
                .collect();
            // A panic is no mistake that was found: it fails either way.
            playing.into_iter().map(|(seed, town)| (seed, town.join().ok())).collect()
        });
        // That a town does not become calm, or that a server answers what none should, is not the mistake that is to be found.
        let as_meant = |played: &Option<Played>| {
            played.as_ref().is_some_and(|played| match broken {
                true => played.broken_promises > 0,
                false => played.problems.is_empty(),
            })
        };
        let hit: usize = found.iter().filter_map(|(_, played)| played.as_ref()).map(|played| played.in_flight).sum();
        let shows_something = broken || rounds < 10 || hit > 0;
        let fine = shows_something && found.iter().all(|(_, played)| as_meant(played));
        println!("test {name} ... {}", if fine { "ok" } else { "FAILED" });
        if !shows_something {
            println!("  no kill hit work in flight: this run shows nothing");
        }
        for (seed, played) in &found {
            if !as_meant(played) {
                let problems = played.iter().flat_map(|played| &played.problems);
                problems.take(40).for_each(|problem| println!("  seed {seed}: {problem}"));
                println!(
                    "once more: cargo test --test faults -- {name} --towns 1 --rounds {rounds_each} --seed {seed}"
                );
            }
        }
        if fine { passed += 1 } else { failed += 1 }
    }
    let word = if failed == 0 { "ok" } else { "FAILED" };
    println!("test result: {word}. {passed} passed; {failed} failed; 0 ignored");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Plays rounds until something is wrong.
async fn run(rounds: usize, seed: u64, broken: bool, keep: Option<&Path>) -> Played {
    let postgres = std::env::var_os("POTLUCK_TEST_POSTGRES").map(|_| Postgres::start());
    let began = Instant::now();
    let mut town = Town::build(seed, postgres.as_ref().map(|postgres| postgres.url.as_str()), broken).await;
    println!("faults: seed {seed}: {} accounts follow three networks, after {:.1?}", town.accounts(), began.elapsed());
    if town.small_disk.is_none() {
        println!("faults: LEFT OUT: a full disk, since this user may not mount a small one");
    }
    let mut chance = StdRng::seed_from_u64(seed);
    let (mut blows, mut promised, mut all) = (Blows::default(), Vec::new(), Counts::default());
    let (mut problems, mut broken_promises) = (Vec::new(), 0);
    for round in 1..=rounds {
        let (said, counts) = play(&mut town, &mut chance, round, &mut blows, postgres.as_ref()).await;
        promised.extend(said);
        all.done += counts.done;
        all.refused += counts.refused;
        all.unavailable += counts.unavailable;
        all.unanswered += counts.unanswered;
        let calm = Instant::now();
        if settle(&mut town).await {
            problems = check::problems(&town, &promised);
            broken_promises = problems.len();
        } else {
            problems = vec![format!("something waits still after {CALM:?}")];
            problems.extend(town.networks.iter().flat_map(town::Network::left));
        }
        problems.extend(counts.failed);
        println!(
            "faults: seed {seed}, round {round}: {} done, {} refused, {} unavailable, {} unanswered; calm after {:.1?}; {} problems",
            counts.done,
            counts.refused,
            counts.unavailable,
            counts.unanswered,
            calm.elapsed(),
            problems.len(),
        );
        if !problems.is_empty() {
            if let Some(folder) = keep.filter(|_| !broken) {
                town.networks.iter().for_each(|network| network.keep_in(folder));
            }
            break;
        }
    }
    println!(
        "faults: seed {seed}: {:.0?}; {} changes said to be done, {} promises checked; {} kills, {} of them hit work in flight; {} lines \
         gone wrong, {} moods of followers' hosts, {} jumps of a clock, {} full disks, {} restarts of PostgreSQL",
        began.elapsed(),
        all.done,
        promised.iter().filter(|one| one.is_promise()).count(),
        blows.kills,
        blows.in_flight,
        blows.lines,
        blows.moods,
        blows.jumps,
        blows.full_disks,
        blows.restarts,
    );
    Played { problems, broken_promises, in_flight: blows.in_flight }
}

/// A round: neighbors do what they do, and things go wrong.
async fn play(
    town: &mut Town,
    chance: &mut StdRng,
    round: usize,
    blows: &mut Blows,
    postgres: Option<&Postgres>,
) -> (Vec<Promised>, Counts) {
    let people = People::of(town);
    let doing = (0..AT_ONCE).map(|number| {
        let seed = chance.random();
        do_some(&people, StdRng::seed_from_u64(seed), format!("{round}-{number}"), DEEDS)
    });
    let doing = futures::future::join_all(doing);
    let (done, ()) = tokio::join!(doing, go_wrong(town, chance, blows, postgres));
    let (mut promised, mut all) = (Vec::new(), Counts::default());
    for (said, counts) in done {
        promised.extend(said);
        all.done += counts.done;
        all.refused += counts.refused;
        all.unavailable += counts.unavailable;
        all.unanswered += counts.unanswered;
        all.failed.extend(counts.failed);
    }
    (promised, all)
}

async fn nap(chance: &mut StdRng, ms: std::ops::Range<u64>) {
    tokio::time::sleep(Duration::from_millis(chance.random_range(ms))).await;
}

async fn go_wrong(town: &mut Town, chance: &mut StdRng, blows: &mut Blows, postgres: Option<&Postgres>) {
    for _ in 0..chance.random_range(3..6) {
        nap(chance, 20..300).await;
        let number = chance.random_range(0..town.networks.len());
        match chance.random_range(0..100) {
            0..45 => {
                let network = &mut town.networks[number];
                let server = chance.random_range(0..network.servers.len());
                network.servers[server].kill();
                blows.kills += 1;
                blows.in_flight += usize::from(network.waits() > 0);
                nap(chance, 0..500).await;
                network.servers[server].start_again().await;
            }
            45..70 => {
                let lines = [Line::Cut, Line::LosesAnswers, Line::Slow(300), Line::Twice, Line::Shuffled];
                town.networks[number].line.set(lines[chance.random_range(0..lines.len())]);
                blows.lines += 1;
            }
            70..80 => {
                let host = chance.random_range(0..town.hosts.len());
                let moods = [Mood::Slow(800), Mood::Fails];
                town.hosts[host].set(moods[chance.random_range(0..moods.len())]);
                blows.moods += 1;
            }
            80..90 => {
                let off = chance.random_range(-900_000..900_000);
                town.networks[number].jump(off);
                blows.jumps += 1;
            }
            90..95 => {
                if let Some(postgres) = postgres {
                    postgres.restart();
                    blows.restarts += 1;
                }
            }
            _ => {
                if let Some(disk) = &town.small_disk {
                    disk.fill();
                    nap(chance, 200..700).await;
                    disk.clear();
                    blows.full_disks += 1;
                }
            }
        }
    }
    for network in &mut town.networks {
        network.line.set(Line::Good);
        network.jump(0);
    }
    town.hosts.iter().for_each(|host| host.set(Mood::Well));
}

/// Lets time pass, quickly, until nothing waits any more; false when that takes too long.
async fn settle(town: &mut Town) -> bool {
    let began = Instant::now();
    let mut calm = 0;
    while began.elapsed() < CALM {
        tokio::time::sleep(Duration::from_millis(150)).await;
        calm = if town.networks.iter().all(|network| network.waits() == 0) { calm + 1 } else { 0 };
        if calm == 3 {
            return true;
        }
        if calm == 0 {
            town.networks.iter_mut().for_each(|network| network.wait(4_000));
        }
    }
    false
}
