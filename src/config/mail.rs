//! The table `[mail]`: by which server mail goes out.

use super::Secret;
use crate::error::{Error, Result};
use std::net::IpAddr;
use std::path::{Path, PathBuf};

/// The table `[mail]`: by which server mail goes out (SMTP).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailConfig {
    /// Its name or address; empty where no mail is sent.
    pub host: String,
    /// Its port, 1 to 65535.
    pub port: u16,
    /// How the way there is encrypted.
    pub security: MailSecurity,
    /// The name with which we sign in there; empty where it asks for none.
    pub user: String,
    /// The password, as it was set or as it stands in `password_file`.
    pub password: Secret,
    /// The file that holds the password.
    pub password_file: Option<PathBuf>,
    /// The address that mails come from; empty where no mail is sent.
    pub from: String,
}

/// How the way to the mail server is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailSecurity {
    /// After a first word in clear; where that is refused, nothing is sent.
    StartTls,
    /// From the first byte on.
    Tls,
    /// Not at all.
    None,
}

impl Default for MailConfig {
    fn default() -> Self {
        Self {
            host: String::new(),
            port: 587,
            security: MailSecurity::StartTls,
            user: String::new(),
            password: Secret::default(),
            password_file: None,
            from: String::new(),
        }
    }
}

impl MailConfig {
    /// Whether mail is sent at all.
    pub fn is_on(&self) -> bool {
        !self.host.is_empty()
    }

    /// Whether the mail server is on this machine.
    fn is_here(&self) -> bool {
        self.host == "localhost"
            || self.host.ends_with(".localhost")
            || self.host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    }

    /// What one setting alone cannot tell.
    ///
    /// # Errors
    /// `Invalid`, with the key and what to do.
    pub(super) fn check(&self) -> Result<()> {
        if !self.is_on() {
            let set = [
                ("mail.from", !self.from.is_empty()),
                ("mail.user", !self.user.is_empty()),
                ("mail.password", !self.password.reveal().is_empty()),
                ("mail.password_file", self.password_file.is_some()),
            ];
            return match set.iter().find(|(_, is_set)| *is_set) {
                Some((key, _)) => {
                    let text = format!(
                        "`{key}` is set and has no effect while `mail.host` = \"\": set `mail.host` to the name of the mail server, or \
                         take `{key}` out."
                    );
                    Err(Error::invalid("mail.host", text))
                }
                None => Ok(()),
            };
        }
        if self.from.is_empty() {
            let text = "`mail.from` is not set, and `mail.host` needs it: set it to the address that mails come from, such as \
                        \"food@example.org\", or empty `mail.host` to send no mail.";
            return Err(Error::invalid("mail.from", text));
        }
        if !self.password.reveal().is_empty() && self.password_file.is_some() {
            let text = "`mail.password` and `mail.password_file` are both set: please take one of them out.";
            return Err(Error::invalid("mail.password", text));
        }
        let has_password = !self.password.reveal().is_empty() || self.password_file.is_some();
        if !self.user.is_empty() && !has_password {
            let text = "`mail.user` is set and its password is not: set `mail.password` or `mail.password_file`, or take \
                        `mail.user` out.";
            return Err(Error::invalid("mail.password", text));
        }
        if self.user.is_empty() && has_password {
            let text =
                "A password for the mail server is set, and `mail.user` is not: set it, or take the password out.";
            return Err(Error::invalid("mail.user", text));
        }
        if self.security == MailSecurity::None && has_password && !self.is_here() {
            let text = format!(
                "`mail.security` = \"none\" is not allowed with a password for `mail.host` = \"{}\": everybody on the way there could \
                 read it. Set it to \"starttls\" or \"tls\".",
                self.host
            );
            return Err(Error::invalid("mail.security", text));
        }
        Ok(())
    }
}

/// The password in a file: all of it but the white space around.
///
/// # Errors
/// `Invalid` when it cannot be read or is empty.
pub(super) fn password(path: &Path) -> Result<Secret> {
    let refused = |why: &str| {
        let text = format!(
            "`mail.password_file` = \"{}\" {why}. Please put the password of the mail server into it, and let this user read it \
             (and nobody else: chmod 600).",
            path.display()
        );
        Error::invalid("mail.password_file", text)
    };
    let text = std::fs::read_to_string(path).map_err(|error| refused("cannot be read").because(error))?;
    match text.trim() {
        "" => Err(refused("is empty")),
        password => Ok(Secret::new(password)),
    }
}
