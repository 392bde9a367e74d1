//! A need or an offer that a member began to write, and keeps for later: as it was typed, whether it fits or not.

use crate::clock::Moment;
use crate::domain::key::MemberId;
use crate::domain::privacy::{Guarded, Key, Oneself};
use chrono::Duration;

/// As many as a member can keep.
pub const BEGINNINGS_MAX: usize = 20;
/// Most bytes of one: more than all that fits in the fields of the form.
pub const BEGINNING_BYTES_MAX: usize = 128 * 1024;

/// How long one is kept after it was kept last.
pub fn beginning_life() -> Duration {
    Duration::days(30)
}

/// The names and values of a form.
pub type Fields = Vec<(String, String)>;

/// What a member began to write.
#[derive(Clone, Debug)]
pub struct Beginning {
    /// What stands for it in its address. It is another one each time that it is kept, so that nothing is ever written over.
    pub slug: String,
    /// Whose it is.
    pub member: MemberId,
    /// Since when it is kept.
    pub kept_at: Moment,
    /// What was typed.
    pub fields: Guarded<Oneself, Fields>,
}

impl Beginning {
    /// What was typed, for whoever typed it.
    pub fn fields_for(&self, reader: MemberId) -> Option<&Fields> {
        Key::of_owner(self.member, reader).map(|key| self.fields.open(&key))
    }
}

/// Whether it looks like what stands for one in its address: a digest.
pub fn is_slug(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::ids;

    #[test]
    fn it_is_read_by_whoever_typed_it_and_an_address_of_one_is_a_digest() {
        let fields = vec![("title".to_owned(), "A cot".to_owned())];
        let one = Beginning {
            slug: ids::digest("a form"),
            member: MemberId(1),
            kept_at: Clock::system().now(),
            fields: Guarded::new(fields.clone()),
        };
        assert_eq!((one.fields_for(MemberId(1)), one.fields_for(MemberId(2))), (Some(&fields), None));
        assert!(is_slug(&one.slug) && !format!("{one:?}").contains("cot"));
        for other in ["", "5f", &one.slug[1..], &one.slug.to_uppercase(), &format!("{}/..", &one.slug[3..])] {
            assert!(!is_slug(other), "{other}");
        }
    }
}
