//! Passkeys (Web Authentication, level 3): a device makes a pair of keys for this site, keeps the one half, and shows by a
//! signature that it holds it. Nothing that could be guessed, told or typed into a false page goes over the line.
//!
//! A device is asked to find a passkey by itself, so that nobody types a handle, and to make sure of who holds it (by a
//! finger, a face or a code) where it can: one that did so when the passkey was made must do so ever after. Of what make it
//! is, nothing is asked.

use super::text::line;
use crate::error::{Error, Kind, Message, Result};
use chrono::Duration;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use url::{Host, Url};
use webauthn_rs_core::WebauthnCore;
use webauthn_rs_core::proto::{
    AuthenticationState, Credential, PublicKeyCredential, RegisterPublicKeyCredential, RegistrationState,
    UserVerificationPolicy,
};

/// Most passkeys of one member.
pub const MOST: usize = 20;
/// Longest name of a passkey, in characters.
pub const NAME_MAX: usize = 60;
/// Longest answer of a device that is read, in bytes. They have a few hundred.
const ANSWER_MAX: usize = 32 * 1024;
/// How long a browser lets somebody look for their device, in seconds.
const PATIENCE: u64 = 300;

/// How long a device may answer what a page asked it.
pub fn page_life() -> Duration {
    Duration::minutes(15)
}

/// What a member calls a passkey; it may be nothing.
///
/// # Errors
/// `Invalid` when it is longer than [`NAME_MAX`].
pub fn name(text: &str) -> Result<String> {
    Ok(line("name", text, NAME_MAX)?.unwrap_or_default())
}

/// The public half of a passkey, with how often it was used where its device counts that.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Passkey(Credential);

impl Passkey {
    /// What its device knows it by.
    pub fn credential(&self) -> &[u8] {
        self.0.cred_id.as_slice()
    }
}

/// What a device was asked to make.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct Making(RegistrationState);

/// What a device was asked to sign.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct Asking(AuthenticationState);

/// What a device says that made a passkey.
pub struct Made(RegisterPublicKeyCredential);

impl Made {
    /// From the JSON of a browser.
    ///
    /// # Errors
    /// `Invalid` for anything else.
    pub fn parse(text: &str) -> Result<Self> {
        said(text, not_made).map(Self)
    }
}

/// What a device says that shows a passkey.
pub struct Shown(PublicKeyCredential);

impl Shown {
    /// From the JSON of a browser.
    ///
    /// # Errors
    /// `Unauthorized` for anything else.
    pub fn parse(text: &str) -> Result<Self> {
        said(text, unknown).map(Self)
    }

    /// Which passkey it says that it is.
    pub fn credential(&self) -> &[u8] {
        self.0.get_credential_id()
    }

    /// Whose passkey it says that it is: what [`Site::ask_to_make`] was told.
    pub fn user(&self) -> Option<&[u8]> {
        self.0.get_user_unique_id()
    }
}

/// What a device says, from the JSON of a browser. Anything else is `wrong`, and why: never with what it says.
fn said<T: DeserializeOwned>(text: &str, wrong: fn(&str) -> Error) -> Result<T> {
    if text.len() > ANSWER_MAX {
        return Err(wrong("it is too long"));
    }
    serde_json::from_str(text).map_err(|error| wrong(&format!("{:?}", error.classify())))
}

fn not_made(why: &str) -> Error {
    let text = "The device did not make a passkey that can be kept here. Nothing was changed; please try again.";
    Error::invalid("credential", text).worded(Message::PasskeyNotMade).because(why)
}

/// A passkey that is not known here, or that does not show what it should: which of them is never told.
pub fn unknown(why: &str) -> Error {
    let text = "This passkey is not known here. Please sign in another way.";
    Error::new(Kind::Unauthorized, text).worded(Message::PasskeyUnknown).because(why)
}

fn fault(error: webauthn_rs_core::error::WebauthnError) -> Error {
    Error::internal(error.to_string())
}

/// The site for which passkeys are made: they sign in there and nowhere else.
#[derive(Clone)]
pub struct Site(WebauthnCore);

impl Site {
    /// The site at an address, by the name of its network. Nothing where the address has no name but a number alone:
    /// browsers make no passkeys for such.
    pub fn of(base: &Url, network: &str) -> Option<Self> {
        let Some(Host::Domain(host)) = base.host() else { return None };
        let patience = std::time::Duration::from_secs(PATIENCE);
        // "Unsafe" are the choices that it leaves to us: they stand at the top of this file.
        let core = WebauthnCore::new_unsafe_experts_only(network, host, vec![base.clone()], patience, None, None);
        Some(Self(core))
    }

    /// Asks a device to make a passkey for `user`, which says nothing about them and is the same each time; its screen says
    /// `name`. One that has one of `known` makes no other. Answers what the script of a page takes, as JSON, and what the
    /// answer is held against.
    ///
    /// # Errors
    /// `Internal` when it cannot be asked.
    pub fn ask_to_make(&self, user: &str, name: &str, known: &[Passkey]) -> Result<(String, Making)> {
        let known = known.iter().map(|one| one.0.cred_id.clone()).collect();
        let wanted = self
            .0
            .new_challenge_register_builder(user.as_bytes(), name, name)
            .map_err(fault)?
            .require_resident_key(true)
            .user_verification_policy(UserVerificationPolicy::Preferred)
            .exclude_credentials(Some(known));
        let (asked, state) = self.0.generate_challenge_register(wanted).map_err(fault)?;
        Ok((serde_json::to_string(&asked).map_err(Error::internal)?, Making(state)))
    }

    /// The passkey that a device made.
    ///
    /// # Errors
    /// `Invalid` when it is not what was asked for, or was made for another site.
    pub fn made(&self, making: &Making, made: &Made) -> Result<Passkey> {
        let kept = self.0.register_credential(&made.0, &making.0, None);
        kept.map(Passkey).map_err(|error| not_made(&error.to_string()))
    }

    /// Asks a device who it is that signs in. Answers what the script of a page takes, as JSON, and what the answer is held
    /// against.
    ///
    /// # Errors
    /// `Internal` when it cannot be asked.
    pub fn ask_who(&self) -> Result<(String, Asking)> {
        let how = Some(UserVerificationPolicy::Preferred);
        let wanted = self.0.new_challenge_authenticate_builder(Vec::new(), how).map_err(fault)?;
        let (asked, state) = self.0.generate_challenge_authenticate(wanted).map_err(fault)?;
        Ok((serde_json::to_string(&asked).map_err(Error::internal)?, Asking(state)))
    }

    /// Makes sure that a device holds the other half of `passkey`, which notes what its device counts.
    ///
    /// # Errors
    /// `Unauthorized` when it does not; when it signed something else; or when its count says that there are two of it.
    pub fn is(&self, mut asking: Asking, passkey: &mut Passkey, shown: &Shown) -> Result<()> {
        asking.0.set_allowed_credentials(vec![passkey.0.clone()]);
        let seen = self.0.authenticate_credential(&shown.0, &asking.0).map_err(|error| unknown(&error.to_string()))?;
        passkey.0.counter = seen.counter();
        passkey.0.backup_state = seen.backup_state();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn site(base: &str) -> Option<Site> {
        Site::of(&Url::parse(base).unwrap(), "Riverside")
    }

    #[test]
    fn there_are_none_for_a_number_instead_of_a_name() {
        for base in ["https://riverside.example/", "http://riverside.localhost:8080/", "http://localhost:8080/"] {
            assert!(site(base).is_some(), "{base}");
        }
        for base in ["http://127.0.0.1:8080/", "http://[::1]:8080/"] {
            assert!(site(base).is_none(), "{base}");
        }
    }

    #[test]
    fn a_device_is_asked_to_find_it_by_itself_and_for_nothing_about_itself() {
        let site = site("http://riverside.localhost:8080/").unwrap();
        let (asked, _) = site.ask_to_make("0123456789abcdef", "rosa@riverside.localhost:8080", &[]).unwrap();
        let asked: Value = serde_json::from_str(&asked).unwrap();
        let asked = &asked["publicKey"];
        assert_eq!(asked["rp"], serde_json::json!({"id": "riverside.localhost", "name": "Riverside"}));
        let chosen = &asked["authenticatorSelection"];
        assert_eq!((&chosen["residentKey"], &chosen["userVerification"]), (&"required".into(), &"preferred".into()));
        assert_eq!(asked["attestation"], "none");
        let (first, _) = site.ask_who().unwrap();
        let (second, _) = site.ask_who().unwrap();
        let asked: Value = serde_json::from_str(&first).unwrap();
        assert_eq!(asked["publicKey"]["rpId"], "riverside.localhost");
        assert_eq!(asked["publicKey"]["allowCredentials"], serde_json::json!([]), "nobody says first who they are");
        assert_ne!(first, second, "each page asks for another signature");
    }

    #[test]
    fn what_is_no_answer_of_a_device_is_refused() {
        for text in ["", "{}", "null", "[1]", "{\"id\": 1}", &" ".repeat(ANSWER_MAX + 1)] {
            assert_eq!(Shown::parse(text).err().map(|error| error.kind()), Some(Kind::Unauthorized));
            assert_eq!(Made::parse(text).err().map(|error| error.kind()), Some(Kind::Invalid));
        }
        assert!(name(&"x".repeat(NAME_MAX)).is_ok() && name(&"x".repeat(NAME_MAX + 1)).is_err());
        assert_eq!(name("  my   telephone ").unwrap(), "my telephone");
        assert_eq!(name(" ").unwrap(), "");
    }
}
