//! What sends mail, made once.

use super::App;
use crate::adapters::mail::Mailer;
use crate::error::Result;
use std::sync::{Arc, OnceLock};

/// What sends mail, once somebody needed it; nothing where no mail is sent. Cloning shares it.
#[derive(Clone, Default)]
pub struct Mail(Arc<OnceLock<Option<Mailer>>>);

impl App {
    /// What sends mail; nothing where the settings name no mail server.
    ///
    /// # Errors
    /// `Unavailable` when the settings cannot be used.
    pub fn mailer(&self) -> Result<Option<Mailer>> {
        if let Some(known) = self.mail.0.get() {
            return Ok(known.clone());
        }
        let config = &self.config;
        let made = Mailer::new(&config.mail, &config.network.name, config.domain.host())?;
        Ok(self.mail.0.get_or_init(|| made).clone())
    }
}
