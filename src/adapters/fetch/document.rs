//! What a fetched body must be before anything parses it.

use super::{Fetched, JSON_DEPTH_MAX};
use crate::error::{Error, Kind, Result};

impl Fetched {
    /// The body as an ActivityPub document: status 200, its media type, not too deep (refusals 4 and 8).
    ///
    /// # Errors
    /// `Gone` for 404 and 410; `Peer` otherwise.
    pub fn activity(&self) -> Result<&[u8]> {
        self.ok()?;
        if !is_activity_type(&self.content_type) {
            return Err(Error::peer("The other server's answer is not an ActivityPub document."));
        }
        check_depth(&self.body, JSON_DEPTH_MAX)?;
        Ok(&self.body)
    }

    /// The body as any JSON, such as that of WebFinger and NodeInfo: status 200, a JSON media type, not too deep.
    ///
    /// # Errors
    /// `Gone` for 404 and 410; `Peer` otherwise.
    pub fn json(&self) -> Result<&[u8]> {
        self.ok()?;
        if !is_json_type(&self.content_type) {
            return Err(Error::peer("The other server's answer is not JSON."));
        }
        check_depth(&self.body, JSON_DEPTH_MAX)?;
        Ok(&self.body)
    }

    /// The body as a file, whatever it is: status 200.
    ///
    /// # Errors
    /// `Gone` for 404 and 410; `Peer` otherwise.
    pub fn file(self) -> Result<Vec<u8>> {
        self.ok()?;
        Ok(self.body)
    }

    fn ok(&self) -> Result<()> {
        match self.status {
            200 => Ok(()),
            404 | 410 => Err(Error::new(Kind::Gone, "The other server does not have this.")),
            status => Err(Error::peer(format!("The other server answered {status}."))),
        }
    }
}

/// Whether a media type is ActivityPub's: `application/activity+json`, or `application/ld+json` with its profile.
pub fn is_activity_type(content_type: &str) -> bool {
    let mut parts = content_type.split(';').map(str::trim);
    match parts.next().map(str::to_ascii_lowercase).as_deref() {
        Some("application/activity+json") => true,
        Some("application/ld+json") => parts.any(|part| {
            part.split_once('=').is_some_and(|(name, value)| {
                name.trim().eq_ignore_ascii_case("profile")
                    && value
                        .trim()
                        .trim_matches('"')
                        .split_whitespace()
                        .any(|p| p == "https://www.w3.org/ns/activitystreams")
            })
        }),
        _ => false,
    }
}

/// Whether a media type is JSON, or something written in it (`application/jrd+json`).
fn is_json_type(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || essence.starts_with("application/") && essence.ends_with("+json")
}

/// Refuses JSON that nests deeper than `most`, before anything parses it.
///
/// # Errors
/// `BadRequest`.
pub fn check_depth(json: &[u8], most: usize) -> Result<()> {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for &byte in json {
        if in_text {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_text = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_text = true,
            b'[' | b'{' => {
                depth += 1;
                if depth > most {
                    return Err(Error::bad_request("The JSON nests too deeply."));
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    Ok(())
}
