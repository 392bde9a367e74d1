//! Ids are made by the application: time-ordered 64-bit integers for rows, 128 random bits for
//! addresses that must not be guessed.

use crate::clock::Moment;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicI64, Ordering};

/// 2024-01-01T00:00:00Z in milliseconds: ids count from here, so that 41 bits last until 2093.
const EPOCH_MS: i64 = 1_704_067_200_000;
const SEQUENCE_BITS: u32 = 12;
const PROCESS_BITS: u32 = 10;

/// Bits that tell the processes apart that share one database.
fn process_bits() -> i64 {
    static BITS: OnceLock<i64> = OnceLock::new();
    *BITS.get_or_init(|| i64::from(rand::random::<u16>()) & ((1 << PROCESS_BITS) - 1))
}

/// The next id: 41 bits of milliseconds, 12 bits of sequence, 10 bits of process. Strictly increasing
/// within a process, so that "newest first" is the order of ids; shown in JSON as a string.
pub fn next(now: Moment) -> i64 {
    // Milliseconds and sequence in one number; a burst of more than 4,096 in a millisecond borrows from the next.
    static LAST: AtomicI64 = AtomicI64::new(0);
    let floor = (now.timestamp_millis() - EPOCH_MS).max(0) << SEQUENCE_BITS;
    let mut last = LAST.load(Ordering::Relaxed);
    loop {
        let this = floor.max(last + 1);
        match LAST.compare_exchange_weak(last, this, Ordering::Relaxed, Ordering::Relaxed) {
            Ok(_) => return (this << PROCESS_BITS) | process_bits(),
            Err(seen) => last = seen,
        }
    }
}

/// An id that is older than all that are made from `moment` on.
pub fn floor(moment: Moment) -> i64 {
    ((moment.timestamp_millis() - EPOCH_MS).max(0) << SEQUENCE_BITS) << PROCESS_BITS
}

/// 128 random bits as 22 characters of URL-safe base64: the id in the address of what is not public.
pub fn slug() -> String {
    URL_SAFE_NO_PAD.encode(random_bytes::<16>())
}

/// 256 random bits as 43 characters of URL-safe base64: tokens and one-time links.
pub fn secret() -> String {
    URL_SAFE_NO_PAD.encode(random_bytes::<32>())
}

/// What is stored of a secret: its SHA-256, in hexadecimal. A secret has 256 random bits, so that a slow hash adds nothing.
pub fn digest(secret: &str) -> String {
    openssl::sha::sha256(secret.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What names bytes by their content: their SHA-256 as 43 characters of URL-safe base64 (RFC 6920).
pub fn of_content(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(openssl::sha::sha256(bytes))
}

/// Random bytes from OpenSSL's generator.
///
/// # Panics
/// If the system gives no randomness: nothing that is made then could be trusted.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    openssl::rand::rand_bytes(&mut bytes).expect("the system's random generator answers");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;

    #[test]
    fn ids_only_grow_and_leave_room_for_the_sign() {
        let now = Clock::system().now();
        let ids: Vec<i64> = (0..10_000).map(|_| next(now)).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(ids[0] > 0);
    }

    #[test]
    fn a_floor_lies_below_what_is_made_from_then_on() {
        let now = Clock::system().now();
        let id = next(now);
        assert!(floor(now) < id);
        // Ids only grow: beside a test whose clock is ahead, this one was made later than now.
        let made = Moment::from_timestamp_millis((id >> (SEQUENCE_BITS + PROCESS_BITS)) + EPOCH_MS).unwrap();
        assert!(floor(made) <= id);
        assert!(floor(made + chrono::Duration::milliseconds(1)) > id);
    }

    #[test]
    fn slugs_are_22_characters_and_differ() {
        assert_eq!(slug().len(), 22);
        assert_eq!(secret().len(), 43);
        assert_ne!(slug(), slug());
    }
}
