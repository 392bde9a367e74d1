//! What sends mail, made once.

use super::App;
use crate::adapters::mail::Mailer;
use crate::error::Result;
use std::sync::{Arc, OnceLock};

/// What sends mail, once somebody needed it; nothing where no mail is sent. Cloning shares it.
#[derive(Clone, Default)]
pub struct Mail(Arc<OnceLock<Option<Mailer>>>);

impl App {
    /// What sends mail, in the name that the network has now; nothing where the settings name no mail server.
    ///
    /// # Errors
    /// `Unavailable` when the settings cannot be used.
    pub fn mailer(&self) -> Result<Option<Mailer>> {
        let (config, network) = (&self.config, self.network());
        if let Some(known) = self.mail.0.get() {
            return Ok(known.clone().map(|mailer| mailer.in_name_of(&network.name)));
        }
        let made = Mailer::new(&config.mail, &network.name, config.domain.host())?;
        Ok(self.mail.0.get_or_init(|| made).clone())
    }
}
