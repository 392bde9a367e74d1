//! From text and variables to typed settings, one key at a time, so that every refusal can name its key.

use super::{
    Authority, Config, DatabaseSetting, FederationConfig, FederationMode, LimitsConfig, LogFormat, LogLevel,
    MailConfig, MailSecurity, MapTiles, MediaConfig, MediaStorage, NetworkArea, NetworkConfig, Secret, WebConfig,
};
use crate::error::{Error, Kind, Result};
use fluent_templates::LanguageIdentifier;
use ipnet::IpNet;
use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use toml::{Table, Value};
use url::Url;

/// Every setting there is, by its path in the file.
pub(super) const KEYS: [&str; 43] = [
    "domain",
    "bind",
    "data_dir",
    "database_url",
    "metrics_bind",
    "log_format",
    "log_level",
    "network.handle",
    "network.name",
    "network.about",
    "network.languages",
    "network.time_zone",
    "network.area.name",
    "network.area.latitude",
    "network.area.longitude",
    "network.area.radius_m",
    "federation.mode",
    "federation.allowed_hosts",
    "federation.signed_fetches",
    "federation.development",
    "federation.development_hosts",
    "limits.server_per_minute",
    "limits.fetches_per_minute",
    "limits.account_per_minute",
    "limits.address_per_minute",
    "limits.trusted_proxies",
    "media.storage",
    "media.s3_endpoint",
    "media.s3_region",
    "media.s3_bucket",
    "media.s3_key",
    "media.s3_secret",
    "media.remote_days",
    "web.map_tiles",
    "web.map_attribution",
    "web.map_attribution_url",
    "mail.host",
    "mail.port",
    "mail.security",
    "mail.user",
    "mail.password",
    "mail.password_file",
    "mail.from",
];

const TABLES: [&str; 7] = ["network", "network.area", "federation", "limits", "media", "web", "mail"];

/// Variables that begin like ours and belong to others: the command line, and the test suite.
const NOT_SETTINGS: [&str; 2] = ["POTLUCK_CONFIG", "POTLUCK_BACKUP_PASSPHRASE"];
const TEST_PREFIX: &str = "POTLUCK_TEST_";

/// The variable for a key: `network.area.name` is `POTLUCK_NETWORK__AREA__NAME`.
pub(super) fn variable(key: &str) -> String {
    format!("POTLUCK_{}", key.to_uppercase().replace('.', "__"))
}

/// All settings, each checked for itself.
pub(super) fn config(text: &str, file: Option<&Path>, env: impl Iterator<Item = (String, String)>) -> Result<Config> {
    let raw = Raw::read(text, file, env)?;
    let default = Config::default();
    let host = "a host name, such as \"food.example.org\", without https://, path, user name or password";
    let socket = "an IP address and a port, such as \"127.0.0.1:8000\" or \"[::]:8000\"";
    Ok(Config {
        domain: raw.parse("domain", host, |text| text.parse().ok())?.unwrap_or(default.domain),
        bind: raw.parse("bind", socket, |text| text.parse::<SocketAddr>().ok())?.unwrap_or(default.bind),
        data_dir: raw
            .parse("data_dir", "the path of a folder", |text| (!text.is_empty()).then(|| PathBuf::from(text)))?
            .unwrap_or(default.data_dir),
        database: raw.database()?,
        metrics_bind: raw
            .parse("metrics_bind", &format!("{socket}; or \"\" for no metrics"), |text| match text {
                "" => Some(None),
                _ => text.parse::<SocketAddr>().ok().map(Some),
            })?
            .flatten(),
        log_format: raw.one_of("log_format", &[("text", LogFormat::Text), ("json", LogFormat::Json)])?,
        log_level: raw.one_of(
            "log_level",
            &[
                ("info", LogLevel::Info),
                ("error", LogLevel::Error),
                ("warn", LogLevel::Warn),
                ("debug", LogLevel::Debug),
                ("trace", LogLevel::Trace),
            ],
        )?,
        network: NetworkConfig {
            handle: raw
                .parse("network.handle", "1 to 30 of the characters a-z, 0-9 and _", |text| {
                    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
                    ((1..=30).contains(&text.len()) && text.bytes().all(allowed)).then(|| text.to_owned())
                })?
                .unwrap_or(default.network.handle),
            name: raw.line("network.name")?.unwrap_or(default.network.name),
            about: raw
                .parse("network.about", "plain text of at most 5000 characters", |text| {
                    (text.chars().count() <= 5000 && !text.chars().any(|c| is_unseen(c) && c != '\n'))
                        .then(|| text.trim().to_owned())
                })?
                .unwrap_or(default.network.about),
            languages: raw.languages()?.unwrap_or(default.network.languages),
            time_zone: raw
                .parse("network.time_zone", "the IANA name of a time zone, such as \"America/Los_Angeles\"", |text| {
                    text.parse().ok()
                })?
                .unwrap_or(default.network.time_zone),
            area: raw.area()?,
        },
        federation: FederationConfig {
            mode: raw.one_of(
                "federation.mode",
                &[("open", FederationMode::Open), ("list-only", FederationMode::ListOnly)],
            )?,
            allowed_hosts: raw.hosts("federation.allowed_hosts")?.unwrap_or_default(),
            signed_fetches: raw.flag("federation.signed_fetches")?.unwrap_or(false),
            development: raw.flag("federation.development")?.unwrap_or(false),
            development_hosts: raw.hosts("federation.development_hosts")?.unwrap_or_default(),
        },
        limits: LimitsConfig {
            server_per_minute: raw.often("limits.server_per_minute", default.limits.server_per_minute)?,
            fetches_per_minute: raw.often("limits.fetches_per_minute", default.limits.fetches_per_minute)?,
            account_per_minute: raw.often("limits.account_per_minute", default.limits.account_per_minute)?,
            address_per_minute: raw.often("limits.address_per_minute", default.limits.address_per_minute)?,
            trusted_proxies: raw.networks("limits.trusted_proxies")?.unwrap_or(default.limits.trusted_proxies),
        },
        media: raw.media(default.media)?,
        web: raw.web()?,
        mail: raw.mail(default.mail)?,
    })
}

#[derive(Clone, Copy, PartialEq)]
enum Origin {
    File,
    Environment,
}

/// The values as they came. Every key is one of [`KEYS`].
struct Raw {
    values: BTreeMap<&'static str, (Value, Origin)>,
}

impl Raw {
    fn read(text: &str, file: Option<&Path>, env: impl Iterator<Item = (String, String)>) -> Result<Self> {
        let table: Table = text.parse().map_err(|error| not_toml(text, file, &error))?;
        let mut raw = Self { values: BTreeMap::new() };
        raw.take_table("", table)?;
        for (name, value) in env.filter(|(name, _)| name.starts_with("POTLUCK_")) {
            if NOT_SETTINGS.contains(&name.as_str()) || name.starts_with(TEST_PREFIX) {
                continue;
            }
            let key = KEYS.into_iter().find(|key| variable(key) == name);
            let key = key.ok_or_else(|| unknown_variable(&name))?;
            raw.values.insert(key, (Value::String(value), Origin::Environment));
        }
        Ok(raw)
    }

    fn take_table(&mut self, path: &str, table: Table) -> Result<()> {
        for (name, value) in table {
            let key = if path.is_empty() { name } else { format!("{path}.{name}") };
            match (TABLES.contains(&key.as_str()), value) {
                (true, Value::Table(inner)) => self.take_table(&key, inner)?,
                (true, _) => {
                    let text = format!("`{key}` is a table: write [{key}] and its settings below it.");
                    return Err(Error::new(Kind::Invalid, text));
                }
                (false, value) => {
                    let known = KEYS.into_iter().find(|known| *known == key).ok_or_else(|| unknown_key(&key))?;
                    self.values.insert(known, (value, Origin::File));
                }
            }
        }
        Ok(())
    }

    /// The refusal of a value, in one sentence.
    fn wrong(&self, key: &'static str, allowed: &str) -> Error {
        let (shown, by) = match self.values.get(key) {
            None => return Error::invalid(key, format!("`{key}` is missing: it must be {allowed}.")),
            Some((value, origin)) => {
                // What was meant as a database's URL or a key may hold a password, wherever the mistake is.
                let shown = if ["database_url", "media.s3_secret", "mail.password"].contains(&key) {
                    "(not shown)".to_owned()
                } else {
                    value.to_string()
                };
                let by =
                    if *origin == Origin::Environment { format!(" (set by {})", variable(key)) } else { String::new() };
                (shown, by)
            }
        };
        Error::invalid(key, format!("`{key}` = {shown}{by} is not allowed: it must be {allowed}."))
    }

    fn text(&self, key: &'static str, allowed: &str) -> Result<Option<&str>> {
        match self.values.get(key) {
            None => Ok(None),
            // U+FFFD stands where a variable was not UTF-8.
            Some((Value::String(text), _)) if !text.contains(['\0', '\u{fffd}']) => Ok(Some(text)),
            Some(_) => Err(self.wrong(key, allowed)),
        }
    }

    fn parse<T>(&self, key: &'static str, allowed: &str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>> {
        self.text(key, allowed)?.map(|text| read(text).ok_or_else(|| self.wrong(key, allowed))).transpose()
    }

    /// One of a few words; the first is the default.
    fn one_of<T: Copy>(&self, key: &'static str, words: &[(&str, T)]) -> Result<T> {
        let allowed = words.iter().map(|(word, _)| format!("\"{word}\"")).collect::<Vec<_>>().join(" or ");
        let found =
            self.parse(key, &allowed, |text| words.iter().find(|(word, _)| *word == text).map(|(_, is)| *is))?;
        Ok(found.unwrap_or(words[0].1))
    }

    /// One line that people read.
    fn line(&self, key: &'static str) -> Result<Option<String>> {
        self.parse(key, "one line of 1 to 100 characters", |text| {
            let text = text.trim();
            ((1..=100).contains(&text.chars().count()) && !text.chars().any(is_unseen)).then(|| text.to_owned())
        })
    }

    fn flag(&self, key: &'static str) -> Result<Option<bool>> {
        match self.values.get(key) {
            None => Ok(None),
            Some((Value::Boolean(is), _)) => Ok(Some(*is)),
            Some((Value::String(text), Origin::Environment)) if text == "true" => Ok(Some(true)),
            Some((Value::String(text), Origin::Environment)) if text == "false" => Ok(Some(false)),
            Some(_) => Err(self.wrong(key, "true or false")),
        }
    }

    /// A number within a range; not-a-number is in none.
    fn number(&self, key: &'static str, range: std::ops::RangeInclusive<f64>) -> Result<f64> {
        let number = match self.values.get(key) {
            Some((Value::Float(number), _)) => Some(*number),
            #[expect(clippy::cast_precision_loss, reason = "what is in range is exact")]
            Some((Value::Integer(number), _)) => Some(*number as f64),
            Some((Value::String(text), Origin::Environment)) => text.parse().ok(),
            _ => None,
        };
        number
            .filter(|number| range.contains(number))
            .ok_or_else(|| self.wrong(key, &format!("a number from {} to {}", range.start(), range.end())))
    }

    /// How often in a minute; 0 is without a limit.
    fn often(&self, key: &'static str, default: u32) -> Result<u32> {
        if !self.values.contains_key(key) {
            return Ok(default);
        }
        let number = self.number(key, 0.0..=1_000_000.0)?;
        if number.fract() != 0.0 {
            return Err(self.wrong(key, "a whole number from 0 to 1000000"));
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within 0 to 1,000,000")]
        Ok(number as u32)
    }

    /// Where media are kept.
    fn media(&self, default: MediaConfig) -> Result<MediaConfig> {
        let endpoint = "the address where S3 is spoken, such as \"https://s3.example.org\", or \"\"";
        let endpoint = self.parse("media.s3_endpoint", endpoint, |text| match text {
            "" => Some(None),
            _ => text.parse::<Url>().ok().filter(|url| matches!(url.scheme(), "http" | "https")).map(Some),
        })?;
        let word = |key: &'static str, allowed: &str| {
            self.parse(key, allowed, |text| {
                let fits = |c: char| c.is_ascii_graphic() && c != '"';
                (text.len() <= 256 && text.chars().all(fits)).then(|| text.to_owned())
            })
        };
        let remote_days = match self.values.contains_key("media.remote_days") {
            true => {
                let days = self.number("media.remote_days", 1.0..=3_650.0)?;
                if days.fract() != 0.0 {
                    return Err(self.wrong("media.remote_days", "a whole number from 1 to 3650"));
                }
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within 1 to 3,650")]
                let days = days as u32;
                days
            }
            false => default.remote_days,
        };
        Ok(MediaConfig {
            storage: self.one_of("media.storage", &[("disk", MediaStorage::Disk), ("s3", MediaStorage::S3)])?,
            s3_endpoint: endpoint.flatten(),
            s3_region: word("media.s3_region", "the name of a region, such as \"us-east-1\"")?
                .unwrap_or(default.s3_region),
            s3_bucket: word("media.s3_bucket", "the name of a bucket, or \"\"")?.unwrap_or_default(),
            s3_key: word("media.s3_key", "the name of a key, or \"\"")?.unwrap_or_default(),
            s3_secret: Secret::new(
                word("media.s3_secret", "a key of printable characters, or \"\"")?.unwrap_or_default(),
            ),
            remote_days,
        })
    }

    /// What the pages show besides.
    fn web(&self) -> Result<WebConfig> {
        let tiles = "the address of map tiles with {z}, {x} and {y} in its path, such as \
                     \"https://tiles.example.org/{z}/{x}/{y}.png\", or \"\" for maps without streets";
        let tiles = self.parse("web.map_tiles", tiles, |text| match text {
            "" => Some(None),
            _ => MapTiles::parse(text).map(Some),
        })?;
        let who = self.parse("web.map_attribution", "one line of at most 100 characters", |text| {
            let text = text.trim();
            (text.chars().count() <= 100 && !text.chars().any(is_unseen)).then(|| text.to_owned())
        })?;
        let link = "an https:// address, such as \"https://www.openstreetmap.org/copyright\", or \"\"";
        let link = self.parse("web.map_attribution_url", link, |text| match text {
            "" => Some(None),
            _ => text.parse::<Url>().ok().filter(|url| url.scheme() == "https").map(Some),
        })?;
        Ok(WebConfig {
            map_tiles: tiles.flatten(),
            map_attribution: who.unwrap_or_default(),
            map_attribution_url: link.flatten(),
        })
    }

    /// By which server mail goes out.
    fn mail(&self, default: MailConfig) -> Result<MailConfig> {
        let word = |key: &'static str, allowed: &str, most: usize| {
            self.parse(key, allowed, |text| {
                let fits = |c: char| c.is_ascii_graphic() && !"\"<>,;".contains(c);
                (text.len() <= most && text.chars().all(fits)).then(|| text.to_owned())
            })
        };
        let host = "the name of a mail server, such as \"mail.example.org\", without a port; or \"\" to send no mail";
        let host = self.parse("mail.host", host, |text| {
            let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
            let is_address = text.parse::<IpAddr>().is_ok();
            (text.len() <= 253 && (is_address || text.chars().all(fits))).then(|| text.to_ascii_lowercase())
        })?;
        let port = match self.values.contains_key("mail.port") {
            true => {
                let port = self.number("mail.port", 1.0..=65_535.0)?;
                if port.fract() != 0.0 {
                    return Err(self.wrong("mail.port", "a whole number from 1 to 65535"));
                }
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within 1 to 65,535")]
                let port = port as u16;
                port
            }
            false => default.port,
        };
        let from = "an e-mail address without a name, such as \"food@example.org\", or \"\"";
        let from_word = word("mail.from", from, 254)?.unwrap_or_default();
        let is_address = from_word.split_once('@').is_some_and(|(local, host)| {
            !local.is_empty()
                && host.contains('.')
                && !host.contains('@')
                && !host.starts_with('.')
                && !host.ends_with('.')
        });
        if !from_word.is_empty() && !is_address {
            return Err(self.wrong("mail.from", from));
        }
        let user = "the name with which to sign in at the mail server: at most 254 letters, digits and signs, without spaces, \
                    quotation marks, <, >, commas and semicolons; or \"\"";
        let any = |text: &str| (text.len() <= 1_000 && !text.chars().any(char::is_control)).then(|| text.to_owned());
        Ok(MailConfig {
            host: host.unwrap_or_default(),
            port,
            security: self.one_of(
                "mail.security",
                &[("starttls", MailSecurity::StartTls), ("tls", MailSecurity::Tls), ("none", MailSecurity::None)],
            )?,
            user: word("mail.user", user, 254)?.unwrap_or_default(),
            password: Secret::new(
                self.parse("mail.password", "the password for the mail server in one line, or \"\"", any)?
                    .unwrap_or_default(),
            ),
            password_file: self
                .parse("mail.password_file", "the path of a file, or \"\"", |text| match text {
                    "" => Some(None),
                    _ => Some(Some(PathBuf::from(text))),
                })?
                .flatten(),
            from: from_word,
        })
    }

    /// IP addresses, and networks of them.
    fn networks(&self, key: &'static str) -> Result<Option<Vec<IpNet>>> {
        let allowed = "a list of IP addresses or networks, such as [\"127.0.0.1\", \"172.16.0.0/12\"]";
        let Some(list) = self.list(key, allowed)? else { return Ok(None) };
        let one = |text: &String| match text.parse::<IpAddr>() {
            Ok(address) => Some(IpNet::from(address)),
            Err(_) => text.parse().ok(),
        };
        list.iter().map(|text| one(text).ok_or_else(|| self.wrong(key, allowed))).collect::<Result<_>>().map(Some)
    }

    /// A list of strings; in a variable, comma separated.
    fn list(&self, key: &'static str, allowed: &str) -> Result<Option<Vec<String>>> {
        match self.values.get(key) {
            None => Ok(None),
            Some((Value::String(text), Origin::Environment)) => {
                Ok(Some(text.split(',').map(str::trim).filter(|entry| !entry.is_empty()).map(str::to_owned).collect()))
            }
            Some((Value::Array(entries), _)) => entries
                .iter()
                .map(|entry| entry.as_str().map(str::to_owned).ok_or_else(|| self.wrong(key, allowed)))
                .collect::<Result<_>>()
                .map(Some),
            Some(_) => Err(self.wrong(key, allowed)),
        }
    }

    fn hosts(&self, key: &'static str) -> Result<Option<Vec<Authority>>> {
        let allowed = "a list of host names, such as [\"laurel.example.org\"]";
        let Some(entries) = self.list(key, allowed)? else { return Ok(None) };
        entries.iter().map(|entry| entry.parse().map_err(|_| self.wrong(key, allowed))).collect::<Result<_>>().map(Some)
    }

    fn languages(&self) -> Result<Option<Vec<LanguageIdentifier>>> {
        let key = "network.languages";
        let allowed =
            "1 to 20 different language tags (BCP 47), the main one first, such as [\"en\", \"es\", \"zh-Hant\"]";
        let Some(tags) = self.list(key, allowed)? else { return Ok(None) };
        let mut languages: Vec<LanguageIdentifier> = Vec::new();
        for tag in tags {
            let language: LanguageIdentifier = tag.parse().map_err(|_| self.wrong(key, allowed))?;
            // Longer primary subtags are reserved and none is in use: "english" is a mistake. "und" says nothing.
            let primary = language.language.as_str();
            if primary == "und" || !(2..=3).contains(&primary.len()) || languages.contains(&language) {
                return Err(self.wrong(key, allowed));
            }
            languages.push(language);
        }
        if languages.is_empty() || languages.len() > 20 {
            return Err(self.wrong(key, allowed));
        }
        Ok(Some(languages))
    }

    /// All four settings of the area, or none.
    fn area(&self) -> Result<Option<NetworkArea>> {
        if !self.values.keys().any(|key| key.starts_with("network.area.")) {
            return Ok(None);
        }
        let name = self.line("network.area.name")?;
        let radius_m = self.number("network.area.radius_m", 100.0..=200_000.0)?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within 100 to 200,000")]
        Ok(Some(NetworkArea {
            name: name.ok_or_else(|| self.wrong("network.area.name", "one line of 1 to 100 characters"))?,
            latitude: self.number("network.area.latitude", -90.0..=90.0)?,
            longitude: self.number("network.area.longitude", -180.0..=180.0)?,
            radius_m: radius_m.round() as u32,
        }))
    }

    fn database(&self) -> Result<Option<DatabaseSetting>> {
        let allowed = "\"sqlite://\" and the path of a file, or \"postgres://user:password@host/database\", or \"\" for a SQLite file in \
                       `data_dir`";
        let read = |text: &str| {
            let rest =
                ["sqlite://", "postgres://", "postgresql://"].iter().find_map(|scheme| text.strip_prefix(scheme));
            match rest {
                _ if text.is_empty() => Some(None),
                Some(rest) if !rest.is_empty() => Some(Some(DatabaseSetting(text.to_owned()))),
                _ => None,
            }
        };
        Ok(self.parse("database_url", allowed, read)?.flatten())
    }
}

/// Characters that change a line without being seen in it: controls, and the switches of writing direction.
fn is_unseen(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The parser's own message shows the line, and the line may hold the database's password: only its place is told.
fn not_toml(text: &str, file: Option<&Path>, error: &toml::de::Error) -> Error {
    let file = file.map_or_else(|| "The settings".to_owned(), |path| format!("The settings file {}", path.display()));
    let line =
        error.span().and_then(|span| text.get(..span.start)).map_or(1, |before| before.matches('\n').count() + 1);
    Error::new(
        Kind::Invalid,
        format!(
            "{file} is not TOML: see line {line}. A setting is written as `key = \"value\"`, a list as `[\"a\", \"b\"]`."
        ),
    )
}

fn unknown_key(key: &str) -> Error {
    let last = |path: &str| path.rsplit('.').next().unwrap_or_default().to_owned();
    let nearest = KEYS
        .into_iter()
        .chain(TABLES)
        .map(|known| {
            // The right name in the wrong table is nearer than any other.
            let by_name = 1 + strsim::damerau_levenshtein(&last(known), &last(key));
            (strsim::damerau_levenshtein(known, key).min(by_name), known)
        })
        .min()
        .filter(|(distance, _)| *distance <= 4);
    let hint = match nearest {
        Some((_, known)) => format!("Did you mean `{known}`?"),
        None => format!("The settings are: {}.", KEYS.join(", ")),
    };
    Error::new(Kind::Invalid, format!("There is no setting `{key}`. {hint}"))
}

fn unknown_variable(name: &str) -> Error {
    let nearest = KEYS
        .into_iter()
        .map(|known| (strsim::damerau_levenshtein(&variable(known), &name.to_uppercase()), known))
        .min()
        .filter(|(distance, _)| *distance <= 4);
    let hint = match nearest {
        Some((_, known)) => format!("Did you mean {}?", variable(known)),
        None => "Tables are joined by two underscores, as in POTLUCK_NETWORK__NAME.".to_owned(),
    };
    Error::new(Kind::Invalid, format!("There is no setting for the variable {name}. {hint}"))
}
