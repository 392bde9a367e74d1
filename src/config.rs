//! The settings: read from a TOML file and from `POTLUCK_…` variables, which win over the file.
//!
//! `config/potluck.example.toml` says what each means; a test holds it equal to [`Config::default`].
//! A setting that is wrong, or that nobody knows, is refused with its key, its value and what is
//! allowed: a server that quietly runs on another setting than its operator meant is worse than one
//! that does not start. The database's password never stands in an error or in `Debug`.

mod authority;
mod mail;
mod map_tiles;
mod read;
#[cfg(test)]
mod tests;

pub use authority::Authority;
pub use mail::{MailConfig, MailSecurity};
pub use map_tiles::MapTiles;

use crate::error::{Error, Kind, Result};
use fluent_templates::LanguageIdentifier;
use ipnet::IpNet;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};
use url::{Host, Url};

/// All settings of one instance. Typed: what is here was checked.
///
/// The default is for a first look on one's own machine and is refused by [`Config::load`] until either
/// `domain` or `federation.development` is set.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The name under which this instance is known, for good: it is part of every address that others keep.
    pub domain: Authority,
    /// Where the server listens; a reverse proxy with TLS stands before it.
    pub bind: SocketAddr,
    /// The folder for keys, media and the SQLite file.
    pub data_dir: PathBuf,
    /// As it was set; [`Config::database_url`] adds the default.
    pub database: Option<DatabaseSetting>,
    /// Where metrics for Prometheus are served; `None` is nowhere.
    pub metrics_bind: Option<SocketAddr>,
    /// The shape of the log.
    pub log_format: LogFormat,
    /// How much is logged.
    pub log_level: LogLevel,
    /// The neighborhood's network itself.
    pub network: NetworkConfig,
    /// Whom we talk to.
    pub federation: FederationConfig,
    /// How much of it.
    pub limits: LimitsConfig,
    /// Where pictures and recordings are kept.
    pub media: MediaConfig,
    /// What the pages show besides.
    pub web: WebConfig,
    /// By which server mail goes out.
    pub mail: MailConfig,
}

/// The table `[network]`: who this neighborhood is. All of it is public.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkConfig {
    /// `[a-z0-9_]{1,30}`; others follow `@handle@domain`.
    pub handle: String,
    /// 1 to 100 characters.
    pub name: String,
    /// Plain text, at most 5,000 characters.
    pub about: String,
    /// The network's languages (BCP 47), its main one first. Never empty.
    pub languages: Vec<LanguageIdentifier>,
    /// Where the neighborhood's days begin and its opening hours count.
    pub time_zone: chrono_tz::Tz,
    /// Roughly where the neighborhood is.
    pub area: Option<NetworkArea>,
}

/// The table `[network.area]`: a middle and a radius.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkArea {
    /// 1 to 100 characters.
    pub name: String,
    /// Degrees north (WGS 84), -90 to 90.
    pub latitude: f64,
    /// Degrees east (WGS 84), -180 to 180.
    pub longitude: f64,
    /// Metres, 100 to 200,000.
    pub radius_m: u32,
}

/// The table `[federation]`.
#[derive(Clone, Debug, PartialEq)]
pub struct FederationConfig {
    /// Whom we talk to.
    pub mode: FederationMode,
    /// With [`FederationMode::ListOnly`]: these, and nobody else.
    pub allowed_hosts: Vec<Authority>,
    /// Whether what others read here under `/ap/` is served to signed requests alone; actors, which carry the keys that
    /// signatures are checked with, are served to everyone all the same.
    pub signed_fetches: bool,
    /// Loosens scheme, port and address together, and only for the hosts of [`Self::is_development_host`].
    pub development: bool,
    /// Further hosts that `development` opens: a host with any port, or a host and its port.
    pub development_hosts: Vec<Authority>,
}

/// The table `[limits]`: how much of others' is taken in a minute. So much may also come at once, after a while of
/// nothing; 0 is without a limit. Every process counts for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitsConfig {
    /// Activities of one server.
    pub server_per_minute: u32,
    /// Fetches from third servers because of what one server sends.
    pub fetches_per_minute: u32,
    /// Changes by one member through the interfaces.
    pub account_per_minute: u32,
    /// Requests from one address that do not show who asks, or that are in vain.
    pub address_per_minute: u32,
    /// From whom `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
}

/// The table `[media]`: where pictures and recordings are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaConfig {
    /// Where.
    pub storage: MediaStorage,
    /// With [`MediaStorage::S3`]: where it is spoken.
    pub s3_endpoint: Option<Url>,
    /// The region that requests are signed for.
    pub s3_region: String,
    /// The bucket.
    pub s3_bucket: String,
    /// The name of the key that requests are signed with.
    pub s3_key: String,
    /// The key itself.
    pub s3_secret: Secret,
    /// How many days what other servers' posts show is kept since it was fetched, 1 to 3,650.
    pub remote_days: u32,
}

/// The table `[web]`: what the pages show besides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WebConfig {
    /// Where a browser gets the streets behind a map; `None` is nowhere: maps then show outlines alone.
    pub map_tiles: Option<MapTiles>,
    /// Who made these streets, as it stands beside the map. Never empty with [`Self::map_tiles`]; at most 100 characters.
    pub map_attribution: String,
    /// Where that leads.
    pub map_attribution_url: Option<Url>,
}

/// Where files are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaStorage {
    /// In the folder `media` of the data folder.
    Disk,
    /// Where S3 is spoken.
    S3,
}

/// A setting that is never printed.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Something that is never printed.
    pub fn new(secret: impl Into<String>) -> Self {
        Self(secret.into())
    }

    /// What it is.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Whom we talk to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FederationMode {
    /// Everyone who is not blocked.
    Open,
    /// The hosts of `allowed_hosts` alone.
    ListOnly,
}

/// The shape of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object a line.
    Json,
}

/// How much is logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogLevel {
    /// Faults of ours.
    Error,
    /// And what an operator should look at.
    Warn,
    /// And what happens once in a while.
    Info,
    /// And every step.
    Debug,
    /// And every detail.
    Trace,
}

/// A database's URL. `Debug` leaves out all that may hold a password.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseSetting(String);

impl fmt::Debug for DatabaseSetting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.starts_with("sqlite://") { &self.0 } else { "postgres://…" })
    }
}

impl fmt::Display for LogLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
            Self::Debug => "debug",
            Self::Trace => "trace",
        })
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            domain: Authority::new(Host::Domain("potluck.localhost".to_owned()), Some(8000)),
            bind: SocketAddr::from((Ipv4Addr::LOCALHOST, 8000)),
            data_dir: PathBuf::from("data"),
            database: None,
            metrics_bind: None,
            log_format: LogFormat::Text,
            log_level: LogLevel::Info,
            network: NetworkConfig {
                handle: "network".to_owned(),
                name: "Our neighborhood".to_owned(),
                about: String::new(),
                languages: vec![LanguageIdentifier::from_bytes(b"en").expect("en is a language tag")],
                time_zone: chrono_tz::UTC,
                area: None,
            },
            federation: FederationConfig {
                mode: FederationMode::Open,
                allowed_hosts: Vec::new(),
                signed_fetches: false,
                development: false,
                development_hosts: Vec::new(),
            },
            limits: LimitsConfig {
                server_per_minute: 12_000,
                fetches_per_minute: 600,
                account_per_minute: 300,
                address_per_minute: 300,
                trusted_proxies: vec![
                    IpNet::from(IpAddr::V4(Ipv4Addr::LOCALHOST)),
                    IpNet::from(IpAddr::V6(Ipv6Addr::LOCALHOST)),
                ],
            },
            media: MediaConfig {
                storage: MediaStorage::Disk,
                s3_endpoint: None,
                s3_region: "us-east-1".to_owned(),
                s3_bucket: String::new(),
                s3_key: String::new(),
                s3_secret: Secret::default(),
                remote_days: 14,
            },
            web: WebConfig::default(),
            mail: MailConfig::default(),
        }
    }
}

/// The `POTLUCK_…` variables of this process, for [`Config::load`]. Bytes that are not UTF-8 become U+FFFD,
/// which every setting refuses.
pub fn environment() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os()
        .map(|(name, value)| (name.to_string_lossy().into_owned(), value.to_string_lossy().into_owned()))
        .filter(|(name, _)| name.starts_with("POTLUCK_"))
}

/// Whether the variable for a key (`mail.password`) is set for this process: then what the file says of it has no effect.
pub fn is_in_environment(key: &str) -> bool {
    std::env::var_os(read::variable(key)).is_some()
}

impl Config {
    /// Reads the settings: the defaults, then the file, then the variables named `POTLUCK_…` in `env`
    /// ([`environment`]); other variables are passed over.
    ///
    /// # Errors
    /// [`Kind::Invalid`], with the key, the value and what is allowed; [`Kind::NotFound`] when the file
    /// cannot be read.
    pub fn load(file: Option<&Path>, env: impl Iterator<Item = (String, String)>) -> Result<Self> {
        let text = match file {
            None => String::new(),
            Some(path) => std::fs::read_to_string(path).map_err(|error| {
                let text = format!(
                    "The settings file {} cannot be read ({error}). Is the path after --config right, and may this user read it?",
                    path.display()
                );
                Error::new(Kind::NotFound, text).because(error)
            })?,
        };
        let mut config = read::config(&text, file, env)?;
        config.check()?;
        if let Some(path) = &config.mail.password_file {
            config.mail.password = mail::password(path)?;
        }
        Ok(config)
    }

    /// What one setting alone cannot tell.
    fn check(&self) -> Result<()> {
        let domain = &self.domain;
        if self.federation.development {
            if !self.federation.is_development_host(domain) {
                let text = format!(
                    "`domain` = \"{domain}\" is not allowed with `federation.development` = true: it must be a name below .localhost \
                     (such as potluck.localhost:8000), a bare loopback address (such as 127.0.0.21, then on port 80), or a host that stands in \
                     `federation.development_hosts`."
                );
                return Err(Error::invalid("domain", text));
            }
        } else if *domain == Self::default().domain {
            let text = format!(
                "`domain` is not set (its default is \"{domain}\"). Set it to the name under which this server is reached, such as \
                 \"food.example.org\"; it cannot be changed later. To only try Potluck on this machine, set \
                 `federation.development` = true (POTLUCK_FEDERATION__DEVELOPMENT=true)."
            );
            return Err(Error::invalid("domain", text));
        } else if !domain.is_public_name() {
            let text = format!(
                "`domain` = \"{domain}\" is not allowed: it must be a host name with a dot in it, such as \"food.example.org\", without a port. \
                 Addresses, ports and names below .localhost are only for `federation.development` = true."
            );
            return Err(Error::invalid("domain", text));
        }
        if self.federation.mode == FederationMode::Open && !self.federation.allowed_hosts.is_empty() {
            let hosts: Vec<String> = self.federation.allowed_hosts.iter().map(ToString::to_string).collect();
            let text = format!(
                "`federation.allowed_hosts` = {hosts:?} has no effect while `federation.mode` = \"open\": set the mode to \"list-only\", or \
                 empty the list."
            );
            return Err(Error::invalid("federation.allowed_hosts", text));
        }
        if self.media.storage == MediaStorage::S3 {
            for (key, is_there) in [
                ("media.s3_endpoint", self.media.s3_endpoint.is_some()),
                ("media.s3_bucket", !self.media.s3_bucket.is_empty()),
                ("media.s3_key", !self.media.s3_key.is_empty()),
                ("media.s3_secret", !self.media.s3_secret.reveal().is_empty()),
            ] {
                if !is_there {
                    let text = format!(
                        "`{key}` is not set, and `media.storage` = \"s3\" needs it. Set it, or keep the files on this machine's disk \
                         with `media.storage` = \"disk\"."
                    );
                    return Err(Error::invalid(key, text));
                }
            }
        }
        if let Some(tiles) = &self.web.map_tiles {
            if !tiles.is_encrypted() && !self.federation.development {
                let text = format!(
                    "`web.map_tiles` = \"{tiles}\" is not allowed: it must begin with https://. Plain http:// is only for \
                     `federation.development` = true."
                );
                return Err(Error::invalid("web.map_tiles", text));
            }
            if self.web.map_attribution.is_empty() {
                let text = "`web.map_attribution` is not set, and `web.map_tiles` needs it: whoever looks at the map reads there who \
                            made it, such as \"© OpenStreetMap contributors\".";
                return Err(Error::invalid("web.map_attribution", text));
            }
        }
        self.mail.check()?;
        if self.metrics_bind == Some(self.bind) && self.bind.port() != 0 {
            let text = format!(
                "`metrics_bind` = \"{}\" is not allowed: it must be another address or port than `bind`, so that the metrics stay private.",
                self.bind
            );
            return Err(Error::invalid("metrics_bind", text));
        }
        Ok(())
    }

    /// Where everything of this instance lives: `https://domain/`, or `http://domain/` in development.
    ///
    /// # Panics
    /// Never: an [`Authority`] is a part of a URL by construction.
    pub fn base_url(&self) -> Url {
        let scheme = if self.federation.development { "http" } else { "https" };
        Url::parse(&format!("{scheme}://{}/", self.domain)).expect("an authority is part of a URL")
    }

    /// Whether `federation.mode` lets us talk to the server of this address.
    pub fn may_talk_to_url(&self, url: &Url) -> bool {
        Authority::of(url).is_some_and(|server| self.federation.may_talk_to(&server))
    }

    /// The database's URL: as set, or the SQLite file in the data folder. It may hold a password: never print it.
    pub fn database_url(&self) -> String {
        match &self.database {
            Some(DatabaseSetting(url)) => url.clone(),
            None => format!("sqlite://{}", self.data_dir.join("potluck.sqlite").display()),
        }
    }
}

impl FederationConfig {
    /// Whether plain http, any port and a private address are allowed with this host: only in development, and only
    /// below `.localhost` (any port), at a bare loopback address (port 80), or where `development_hosts` names it.
    pub fn is_development_host(&self, server: &Authority) -> bool {
        self.development
            && (server.is_below_localhost()
                || (server.is_loopback_address() && server.port().is_none())
                || self.development_hosts.iter().any(|listed| listed.covers(server)))
    }

    /// Whether `mode` lets us talk to this host. Blocks are another matter, and come on top.
    pub fn may_talk_to(&self, server: &Authority) -> bool {
        match self.mode {
            FederationMode::Open => true,
            FederationMode::ListOnly => self.allowed_hosts.iter().any(|listed| listed.covers(server)),
        }
    }
}
