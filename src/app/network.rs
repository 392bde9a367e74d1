//! What the network is called, its languages and where it is: as its operators say it on the pages, and as the settings do
//! where they say nothing.

use super::App;
use crate::config::{NetworkArea, NetworkConfig};
use crate::domain::network::Words;
use crate::error::Result;
use crate::storage::facts;
use fluent_templates::LanguageIdentifier;
use std::sync::{Arc, PoisonError, RwLock};

/// What was read last of what operators say: a cache, for every page names the network. Cloning shares it.
#[derive(Clone, Default)]
pub struct KnownNetwork(Arc<RwLock<Option<Arc<NetworkConfig>>>>);

impl App {
    /// The network as it says itself now.
    pub fn network(&self) -> Arc<NetworkConfig> {
        let known = self.known_network.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        known.unwrap_or_else(|| Arc::new(self.config.network.clone()))
    }

    /// The network with these words of its operators, as they were just read.
    pub fn network_with(&self, words: &Words) -> NetworkConfig {
        with(&self.config.network, words)
    }

    /// Reads again what operators say of it: when the server starts, after a change here, and from time to time, since
    /// another process may have changed it.
    ///
    /// # Errors
    /// `Internal` when the database fails.
    pub async fn look_at_network(&self) -> Result<()> {
        let words = self.here.db.read(facts::network_words).await?;
        let network = Arc::new(with(&self.config.network, &words));
        *self.known_network.0.write().unwrap_or_else(PoisonError::into_inner) = Some(network);
        Ok(())
    }
}

/// The settings with what is said in their place.
fn with(settings: &NetworkConfig, words: &Words) -> NetworkConfig {
    let mut network = settings.clone();
    if let Some(name) = &words.name {
        network.name.clone_from(name);
    }
    let languages: Vec<LanguageIdentifier> = words.languages.iter().filter_map(|tag| tag.parse().ok()).collect();
    if !languages.is_empty() {
        network.languages = languages;
    }
    if let Some(around) = &words.around {
        network.area = Some(NetworkArea {
            name: around.name.clone(),
            latitude: around.area.middle.latitude(),
            longitude: around.area.middle.longitude(),
            radius_m: around.area.radius_m,
        });
    }
    network
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::domain::area::{Area, Point};
    use crate::domain::network::Around;

    #[test]
    fn what_operators_say_goes_before_the_settings_and_nothing_else_changes() {
        let settings = Config::default().network;
        assert_eq!(with(&settings, &Words::default()), settings);
        let area = Area { middle: Point::new(40.7, -74.0).expect("a point"), radius_m: 3_000 };
        let words = Words {
            name: Some("Elm Street".into()),
            languages: vec!["ht".into(), "en".into()],
            around: Some(Around { name: "Riverside".into(), area }),
            ..Words::default()
        };
        let said = with(&settings, &words);
        assert_eq!((said.name.as_str(), said.handle.as_str()), ("Elm Street", settings.handle.as_str()));
        assert_eq!(said.languages.iter().map(ToString::to_string).collect::<Vec<_>>(), ["ht", "en"]);
        assert_eq!(said.area.map(|area| (area.name, area.radius_m)), Some(("Riverside".into(), 3_000)));
    }
}
