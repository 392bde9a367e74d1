//! Passwords: which are taken, and what makes sure of one (Argon2id, RFC 9106).

use crate::error::{Error, Message, Result};
use crate::ids::random_bytes;
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

/// Shortest password, in characters.
pub const LEAST: usize = 10;
/// Longest password, in bytes.
pub const MOST: usize = 1_000;

/// KiB of memory, rounds, lanes: a twentieth of a second on a small machine, and no more memory than two at once may take.
const COST: (u32, u32, u32) = (19_456, 2, 1);
const SALT: usize = 16;
const HASH: usize = 32;

/// What everybody tries first.
const COMMON: [&str; 16] = [
    "1234567890",
    "12345678910",
    "123456789a",
    "0123456789",
    "0987654321",
    "1q2w3e4r5t",
    "1qaz2wsx3edc",
    "abcdefghij",
    "iloveyou123",
    "password12",
    "password123",
    "password1234",
    "qwerty1234",
    "qwerty12345",
    "qwertyuiop",
    "letmein1234",
];

/// Checks a password that somebody chooses: long enough, and neither their handle nor what everybody tries first. Nothing
/// else is asked of it.
///
/// # Errors
/// `Invalid` with what to do.
pub fn check(password: &str, handle: &str) -> Result<()> {
    let wrong = |text: String| Err(Error::invalid("password", text).worded(Message::PasswordNotTaken { least: LEAST }));
    if password.chars().count() < LEAST {
        return wrong(format!("A password has {LEAST} characters or more. Four words that you like are good ones."));
    }
    if password.len() > MOST {
        return wrong(format!("A password has {MOST} bytes at most."));
    }
    let plain = password.to_lowercase();
    let one_sign = plain.chars().all(|sign| plain.starts_with(sign));
    let is_handle =
        plain.replace(handle, "").chars().filter(|sign| sign.is_alphabetic()).count() == 0 && plain.contains(handle);
    if COMMON.contains(&plain.as_str()) || one_sign || is_handle {
        return wrong("That password is among the first that somebody would try. Please choose another.".into());
    }
    Ok(())
}

/// What is kept of a password, in the PHC string format. It takes a while and 19 MiB: never on an async thread.
///
/// # Errors
/// `Internal` when there is no memory for it.
pub fn hash(password: &str) -> Result<String> {
    let salt = random_bytes::<SALT>();
    let (memory, rounds, lanes) = COST;
    let hash = raw(password, &salt, COST)?;
    let (salt, hash) = (STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(hash));
    Ok(format!("$argon2id$v=19$m={memory},t={rounds},p={lanes}${salt}${hash}"))
}

/// Whether a password is the one of which `kept` was kept; with nothing kept, no, after the same time.
///
/// # Errors
/// `Internal` when what was kept cannot be read, or there is no memory for it.
pub fn is(password: &str, kept: Option<&str>) -> Result<bool> {
    let Some(kept) = kept else {
        raw(password, &[0; SALT], COST)?;
        return Ok(false);
    };
    let unreadable = || Error::internal("what is kept of a password is in another form than this version knows");
    let (cost, salt, hash) = parse(kept).ok_or_else(unreadable)?;
    Ok(openssl::memcmp::eq(&raw(password, &salt, cost)?, &hash))
}

type Cost = (u32, u32, u32);

fn parse(kept: &str) -> Option<(Cost, Vec<u8>, [u8; HASH])> {
    let [cost, salt, hash] = kept.strip_prefix("$argon2id$v=19$")?.split('$').collect::<Vec<_>>()[..] else {
        return None;
    };
    let [m, t, p] = cost.split(',').collect::<Vec<_>>()[..] else { return None };
    let number = |text: &str, name: &str| text.strip_prefix(name)?.parse::<u32>().ok();
    let cost = (number(m, "m=")?, number(t, "t=")?, number(p, "p=")?);
    let hash = STANDARD_NO_PAD.decode(hash).ok()?.try_into().ok()?;
    Some((cost, STANDARD_NO_PAD.decode(salt).ok()?, hash))
}

fn raw(password: &str, salt: &[u8], (memory, rounds, lanes): Cost) -> Result<[u8; HASH]> {
    let fault = |error: argon2::Error| Error::internal(error.to_string());
    let params = Params::new(memory, rounds, lanes, Some(HASH)).map_err(fault)?;
    let mut hash = [0; HASH];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(password.as_bytes(), salt, &mut hash)
        .map_err(fault)?;
    Ok(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again_and_no_other_is() {
        let kept = hash("four words that rhyme").unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$") && !kept.contains("words"), "{kept}");
        assert_ne!(kept, hash("four words that rhyme").unwrap(), "the same password is kept differently each time");
        assert!(is("four words that rhyme", Some(&kept)).unwrap());
        assert!(!is("four words that rhymE", Some(&kept)).unwrap() && !is("", Some(&kept)).unwrap());
        assert!(!is("four words that rhyme", None).unwrap());
        assert!(is("x", Some("$argon2id$v=19$m=8,t=1,p=1$x")).is_err());
    }

    #[test]
    fn any_that_is_long_enough_is_taken_but_the_first_that_somebody_would_try() {
        for good in
            ["four words that rhyme", "lluvia de abril", "四个喜欢的词语放在一起", "rosa has a garden", "aB3$aB3$aB3$"]
        {
            assert!(check(good, "rosa").is_ok(), "{good}");
        }
        for bad in ["", "short", "Password123", "aaaaaaaaaaaa", "rosarosarosa", "rosa123456", &"x y".repeat(400)] {
            assert!(check(bad, "rosa").is_err(), "{bad}");
        }
    }
}
