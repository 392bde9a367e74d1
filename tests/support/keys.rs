//! Real keys of the servers and people that tests play, made once for a test binary: to make an RSA key takes longer than most
//! of what is done with it.

use potluck::actions::add_member::Keys;
use potluck::federation::signature::generate_keys;
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

/// Somebody's keys: the same for whoever has this name, in whichever test, and nobody else's.
pub fn of(whose: &str) -> Keys {
    static MADE: LazyLock<Mutex<HashMap<String, Keys>>> = LazyLock::new(Mutex::default);
    let made = || MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let known = made().get(whose).cloned();
    known.unwrap_or_else(|| {
        // Nobody waits for it who wants another's.
        let fresh = generate_keys().expect("keys");
        made().entry(whose.to_owned()).or_insert(fresh).clone()
    })
}
