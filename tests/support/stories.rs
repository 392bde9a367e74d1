//! Test programs without a harness: each tells stories for which something from elsewhere has to be installed, says how they
//! ended as cargo's own harness does, and leaves out, in words, what cannot be installed here.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

/// How many tests passed, and how many did not.
#[derive(Clone, Copy, Default)]
pub struct Tally {
    pub passed: u32,
    pub failed: u32,
}

impl Tally {
    /// One story that came to its end.
    pub const TOLD: Self = Self { passed: 1, failed: 0 };

    /// Tells a story, and counts how it ended. One that fails does not end the others.
    pub fn tell(&mut self, name: &str, story: impl FnOnce() -> Self) {
        let told = catch_unwind(AssertUnwindSafe(story)).unwrap_or(Self { passed: 0, failed: 1 });
        println!("test {name} ... {}", if told.failed == 0 { "ok" } else { "FAILED" });
        self.passed += told.passed;
        self.failed += told.failed;
    }

    /// What is counted here and there.
    pub fn and(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }

    /// The last line, and what the program ends with.
    pub fn end(self) -> ExitCode {
        let Self { passed, failed } = self;
        let all = if failed == 0 { "ok" } else { "FAILED" };
        println!("test result: {all}. {passed} passed; {failed} failed; 0 ignored");
        ExitCode::from(u8::from(failed > 0))
    }
}

/// Tells stories, so many at once and in their order: each as soon as there is room for it.
pub fn at_once<S>(most: usize, stories: impl Iterator<Item = S> + Send, tell: impl Fn(S) -> Tally + Sync) -> Tally {
    let waiting = Mutex::new(stories);
    let tell_on = || {
        let mut all = Tally::default();
        loop {
            let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some(story) = next else { return all };
            all = all.and(tell(story));
        }
    };
    std::thread::scope(|scope| {
        let telling: Vec<_> = (0..most).map(|_| scope.spawn(tell_on)).collect();
        let told = telling.into_iter().map(|one| one.join().expect("what fails is counted"));
        told.fold(Tally::default(), Tally::and)
    })
}

/// The words by which some of the stories are asked for; nothing when those are asked for that are left out of the usual run:
/// there are none.
pub fn asked_for() -> Option<Vec<String>> {
    let mut only = Vec::new();
    for word in std::env::args().skip(1) {
        match word.as_str() {
            "--ignored" => return None,
            word if word.starts_with('-') => {}
            word => only.push(word.to_owned()),
        }
    }
    Some(only)
}
