//! `Content-Digest` (RFC 9530), which RFC 9421 covers in place of a body.

use crate::error::Result;
use crate::federation::signature::incoming::{HEADER_MAX, refuse};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sfv::{Dictionary, ListEntry, Parser};

/// The value of the header, by SHA-256: what Mastodon reads.
pub fn of(body: &[u8]) -> String {
    format!("sha-256=:{}:", BASE64.encode(openssl::sha::sha256(body)))
}

/// Checks that the header has a digest of SHA-256 or SHA-512, and that each of these is the body's (refusal 11). Others
/// say nothing: they are known to be weak.
///
/// # Errors
/// `Unauthorized` when it is missing, cannot be read, or is another body's.
pub fn check(header: &str, body: &[u8]) -> Result<()> {
    let none = || refuse("The request has no `Content-Digest` with sha-256 or sha-512.");
    if header.is_empty() || header.len() > HEADER_MAX {
        return Err(none());
    }
    let parsed: Result<Dictionary, sfv::Error> = Parser::new(header).parse();
    let digests = parsed.map_err(|error| refuse("The `Content-Digest` cannot be read.").because(error))?;
    let mut checked = false;
    for (name, entry) in &digests {
        let ours = match name.as_str() {
            "sha-256" => openssl::sha::sha256(body).to_vec(),
            "sha-512" => openssl::sha::sha512(body).to_vec(),
            _ => continue,
        };
        let theirs = match entry {
            ListEntry::Item(item) => item.bare_item.as_byte_sequence(),
            ListEntry::InnerList(_) => None,
        };
        if !theirs.is_some_and(|theirs| theirs.len() == ours.len() && openssl::memcmp::eq(theirs, &ours)) {
            return Err(refuse("The digest is not that of the body."));
        }
        checked = true;
    }
    if checked { Ok(()) } else { Err(none()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = b"{\"hello\": \"world\"}";

    /// Of appendix B of RFC 9530, whose body ends with a line feed, and of appendix B.2 of RFC 9421.
    #[test]
    fn the_digests_of_the_rfcs_are_ours() {
        let body = [BODY, b"\n"].concat();
        assert_eq!(of(&body), "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:");
        assert!(check(&of(&body), &body).is_ok());
        let sha512 =
            "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:";
        assert!(check(sha512, BODY).is_ok());
        assert!(check(&format!("{}, {sha512}", of(BODY)), BODY).is_ok());
        assert!(check(&format!("md5=:AAAA:, {sha512}"), BODY).is_ok());
    }

    #[test]
    fn another_bodys_digest_or_none_is_refused() {
        let right = of(BODY);
        assert!(check(&right, b"{\"hello\": \"World\"}").is_err());
        // One that is right does not make up for one that is wrong.
        let wrong = of(b"x").replace("sha-256", "sha-512");
        for bad in [
            format!("{right}, {wrong}"),
            right.replace("sha-256", "md5"),
            right.replace(':', ""),
            right.replace(':', "\""),
            right.replace("=:", "=(:") + ")",
            right.to_uppercase(),
            "sha-256".into(),
            String::new(),
            "sha-256=::".into(),
        ] {
            assert!(check(&bad, BODY).is_err(), "{bad}");
        }
    }
}
