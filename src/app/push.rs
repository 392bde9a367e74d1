//! The key by which push servers know this server, opened once.

use super::App;
use crate::actions::subscribe::vapid_key;
use crate::adapters::web_push::VapidKey;
use crate::error::Result;
use std::sync::Arc;
use tokio::sync::OnceCell;

/// The opened key, once somebody needed it. Cloning shares it.
#[derive(Clone, Debug, Default)]
pub struct Vapid(Arc<OnceCell<VapidKey>>);

impl App {
    /// The key by which push servers know this server; made when it is first asked for.
    ///
    /// # Errors
    /// `Internal` when the database fails, or when it was sealed with another key.
    pub async fn vapid(&self) -> Result<VapidKey> {
        let open = || async { VapidKey::of_kept(&vapid_key(&self.here, VapidKey::make).await?) };
        self.keys.vapid.0.get_or_try_init(open).await.cloned()
    }
}
