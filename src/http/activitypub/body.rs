//! The body of what other servers post: how much of it is read, and how much it may become.

use crate::adapters::fetch::BODY_MAX;
use crate::error::{Error, Kind, Result};
use actix_web::HttpRequest;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use actix_web::web::Payload;
use flate2::read::GzDecoder;
use futures::StreamExt;
use std::io::Read;

/// A body that was read to its end.
pub struct Body {
    /// As it came: what a digest is made of (RFC 9530, section 2), and so a signature.
    pub came: Vec<u8>,
    /// Without gzip, if it came so.
    unpacked: Option<Vec<u8>>,
}

impl Body {
    /// What it says.
    pub fn text(&self) -> &[u8] {
        self.unpacked.as_deref().unwrap_or(&self.came)
    }

    /// Reads at most [`BODY_MAX`] bytes, and unpacks them to as many (refusal 8).
    ///
    /// Not left to the HTTP library, which unpacks a whole piece of a body before it looks at the limit: 128 KiB of gzip
    /// are up to 130 MB, and who sends them need not sign.
    ///
    /// # Errors
    /// `TooLarge`; `WrongType` for another encoding than gzip; `BadRequest` when it is cut short or no gzip.
    pub async fn read(request: &HttpRequest, mut payload: Payload) -> Result<Self> {
        let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
        let packed = match header(CONTENT_ENCODING).map(|text| text.trim().to_ascii_lowercase()).as_deref() {
            None | Some("" | "identity") => false,
            Some("gzip" | "x-gzip") => true,
            Some(_) => return Err(Error::new(Kind::WrongType, "Please send the body as it is, or with gzip.")),
        };
        let length: usize = header(CONTENT_LENGTH).and_then(|text| text.parse().ok()).unwrap_or_default();
        if length > BODY_MAX {
            return Err(too_large());
        }
        // What is only announced takes no more room than most activities have.
        let mut came = Vec::with_capacity(length.min(16_384));
        while let Some(piece) = payload.next().await {
            let piece =
                piece.map_err(|cause| Error::bad_request("The body was cut short.").because(cause.to_string()))?;
            if came.len() + piece.len() > BODY_MAX {
                return Err(too_large());
            }
            came.extend_from_slice(&piece);
        }
        let unpacked = packed.then(|| unpack(&came)).transpose()?;
        Ok(Self { came, unpacked })
    }
}

fn unpack(packed: &[u8]) -> Result<Vec<u8>> {
    let mut unpacked = Vec::new();
    let read = GzDecoder::new(packed).take(BODY_MAX as u64 + 1).read_to_end(&mut unpacked);
    read.map_err(|cause| Error::bad_request("The body is not gzip, which it is said to be.").because(cause))?;
    if unpacked.len() > BODY_MAX { Err(too_large()) } else { Ok(unpacked) }
}

fn too_large() -> Error {
    Error::new(Kind::TooLarge, "The body is larger than 1 MB.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn pack(bytes: &[u8]) -> Vec<u8> {
        let mut into = GzEncoder::new(Vec::new(), Compression::fast());
        into.write_all(bytes).unwrap();
        into.finish().unwrap()
    }

    #[test]
    fn what_is_unpacked_counts() {
        assert_eq!(unpack(&pack(b"{}")).unwrap(), b"{}");
        assert_eq!(unpack(&pack(&vec![0; BODY_MAX])).unwrap().len(), BODY_MAX);
        let kind = |packed: &[u8]| unpack(packed).unwrap_err().kind();
        assert_eq!(kind(&pack(&vec![0; BODY_MAX + 1])), Kind::TooLarge);
        assert_eq!(kind(b"{}"), Kind::BadRequest);
        let whole = pack(b"{\"a\": \"much to say\"}");
        assert_eq!(kind(&whole[..whole.len() - 9]), Kind::BadRequest);
    }
}
