use super::read::{KEYS, variable};
use super::*;

const EXAMPLE: &str = include_str!("../../config/potluck.example.toml");

fn load(toml: &str, variables: &[(&str, &str)]) -> Result<Config> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), toml).unwrap();
    let env = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Config::load(Some(file.path()), env)
}

/// A server as it is run for real, with more settings below its own.
fn real(more: &str) -> Result<Config> {
    load(&format!("domain = \"food.example.org\"\n{more}"), &[])
}

#[track_caller]
fn refusal(result: Result<Config>) -> String {
    let error = result.expect_err("the setting is refused");
    assert_eq!(error.kind(), Kind::Invalid, "{error}");
    error.text().to_owned()
}

/// The refusal names the key, the value and a word of what is allowed.
#[track_caller]
fn refuses(toml: &str, key: &str, value: &str, allowed: &str) {
    let text = refusal(real(toml));
    for part in [format!("`{key}`").as_str(), value, allowed] {
        assert!(text.contains(part), "{text:?} does not say {part:?}");
    }
}

#[test]
fn the_example_file_says_what_the_defaults_are() {
    let example = read::config(EXAMPLE, None, std::iter::empty()).unwrap();
    assert_eq!(example, Config::default());
}

#[test]
fn the_example_file_has_every_setting_with_its_meaning_and_type() {
    let mut table = String::new();
    let mut seen = Vec::new();
    let mut comment = String::new();
    for line in EXAMPLE.lines() {
        let live = line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')).unwrap_or(line);
        if let Some(name) = live.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            table = format!("{name}.");
        } else if let Some((key, _)) = live.split_once(" = ").filter(|_| !live.starts_with('#')) {
            assert!(comment.contains("# Type: "), "{key} has no type");
            seen.push(format!("{table}{key}"));
        } else if line.starts_with('#') {
            comment.push_str(line);
        } else if line.is_empty() {
            comment.clear();
        }
    }
    let (mut seen, mut known) = (seen, KEYS.map(str::to_owned).to_vec());
    seen.sort();
    known.sort();
    assert_eq!(seen, known);
}

#[test]
fn the_example_file_with_its_examples_made_live_is_a_real_server() {
    let live =
        EXAMPLE.replace("\n#[", "\n[").replace("\n#name", "\nname").replace("\n#l", "\nl").replace("\n#r", "\nr");
    let config = load(&live, &[("POTLUCK_DOMAIN", "food.example.org")]).unwrap();
    let area = NetworkArea { name: "Fruitvale, Oakland".into(), latitude: 37.78, longitude: -122.22, radius_m: 2000 };
    assert_eq!(config.network.area, Some(area));
}

#[test]
fn a_server_for_real_needs_its_name_and_nothing_else() {
    let config = real("").unwrap();
    assert_eq!(config.base_url().as_str(), "https://food.example.org/");
    assert_eq!(config.database_url(), "sqlite://data/potluck.sqlite");
    assert_eq!(config.metrics_bind, None);
    assert_eq!(config.log_level.to_string(), "info");
}

#[test]
fn without_a_name_nothing_starts_but_development() {
    let text = refusal(Config::load(None, std::iter::empty()));
    assert!(text.contains("`domain` is not set") && text.contains("POTLUCK_FEDERATION__DEVELOPMENT=true"), "{text}");
    let config = load("", &[("POTLUCK_FEDERATION__DEVELOPMENT", "true")]).unwrap();
    assert_eq!(config.base_url().as_str(), "http://potluck.localhost:8000/");
}

#[test]
fn variables_win_over_the_file() {
    let toml = "domain = \"food.example.org\"\n[network]\nname = \"From the file\"\nhandle = \"file\"";
    let config = load(
        toml,
        &[
            ("POTLUCK_NETWORK__NAME", "From the variable"),
            ("POTLUCK_NETWORK__LANGUAGES", "es, en"),
            ("POTLUCK_NETWORK__AREA__NAME", "Fruitvale"),
            ("POTLUCK_NETWORK__AREA__LATITUDE", "37.78"),
            ("POTLUCK_NETWORK__AREA__LONGITUDE", "-122.22"),
            ("POTLUCK_NETWORK__AREA__RADIUS_M", "2500"),
            ("POTLUCK_FEDERATION__MODE", "list-only"),
            ("POTLUCK_FEDERATION__ALLOWED_HOSTS", "Laurel.example,harbor.example"),
            ("PATH", "/bin"),
            ("POTLUCK_CONFIG", "potluck.toml"),
            ("POTLUCK_TEST_POSTGRES", "postgres://potluck@127.0.0.1/"),
        ],
    )
    .unwrap();
    assert_eq!(config.network.name, "From the variable");
    assert_eq!(config.network.handle, "file");
    let languages: Vec<String> = config.network.languages.iter().map(ToString::to_string).collect();
    assert_eq!(languages, ["es", "en"]);
    assert_eq!(config.network.area.map(|area| area.radius_m), Some(2500));
    assert!(config.federation.may_talk_to(&"laurel.example".parse().unwrap()));
    assert!(!config.federation.may_talk_to(&"hillside.example".parse().unwrap()));
}

#[test]
fn an_empty_variable_empties_a_list_and_puts_optional_things_out() {
    let toml = "domain = \"food.example.org\"\nmetrics_bind = \"127.0.0.1:9100\"\n[federation]\nmode = \"list-only\"\nallowed_hosts = [\"a.example\"]";
    let config = load(toml, &[("POTLUCK_METRICS_BIND", ""), ("POTLUCK_FEDERATION__ALLOWED_HOSTS", "")]).unwrap();
    assert_eq!((config.metrics_bind, config.federation.allowed_hosts), (None, vec![]));
}

#[test]
fn a_wrong_value_is_refused_with_its_key_and_what_is_allowed() {
    for (toml, key, value, allowed) in [
        ("bind = \"localhost:8000\"", "bind", "\"localhost:8000\"", "127.0.0.1:8000"),
        ("bind = \"127.0.0.1\"", "bind", "\"127.0.0.1\"", "a port"),
        ("bind = 8000", "bind", "8000", "a port"),
        ("data_dir = \"\"", "data_dir", "\"\"", "path of a folder"),
        ("metrics_bind = \":9100\"", "metrics_bind", "\":9100\"", "no metrics"),
        ("metrics_bind = \"127.0.0.1:8000\"", "metrics_bind", "127.0.0.1:8000", "another address"),
        ("log_format = \"xml\"", "log_format", "\"xml\"", "\"text\" or \"json\""),
        ("log_level = \"INFO\"", "log_level", "\"INFO\"", "\"warn\""),
        ("[network]\nhandle = \"Food!\"", "network.handle", "\"Food!\"", "a-z, 0-9 and _"),
        ("[network]\nhandle = \"\"", "network.handle", "\"\"", "1 to 30"),
        ("[network]\nhandle = \"a234567890123456789012345678901\"", "network.handle", "a2345", "1 to 30"),
        ("[network]\nname = \"  \"", "network.name", "\"  \"", "1 to 100"),
        ("[network]\nname = \"two\\nlines\"", "network.name", "two", "one line"),
        ("[network]\nname = \"\\u202Eevil\"", "network.name", "evil", "one line"),
        ("[network]\nabout = 3", "network.about", "3", "plain text"),
        ("[network]\nlanguages = []", "network.languages", "[]", "BCP 47"),
        ("[network]\nlanguages = [\"english\"]", "network.languages", "english", "BCP 47"),
        ("[network]\nlanguages = [\"en\", \"EN\"]", "network.languages", "EN", "different"),
        ("[network]\nlanguages = [1]", "network.languages", "[1]", "BCP 47"),
        ("[network]\nlanguages = \"en\"", "network.languages", "\"en\"", "[\"en\""),
        ("[network]\ntime_zone = \"Oakland\"", "network.time_zone", "\"Oakland\"", "IANA"),
        ("[federation]\nmode = \"closed\"", "federation.mode", "\"closed\"", "\"open\" or \"list-only\""),
        ("[federation]\nallowed_hosts = [\"a.example\"]", "federation.allowed_hosts", "a.example", "list-only"),
        (
            "[federation]\nmode = \"list-only\"\nallowed_hosts = [\"https://a.example\"]",
            "federation.allowed_hosts",
            "https://a.example",
            "host names",
        ),
        ("[federation]\ndevelopment = \"true\"", "federation.development", "\"true\"", "true or false"),
        ("[federation]\ndevelopment_hosts = [\"a/b\"]", "federation.development_hosts", "a/b", "host names"),
    ] {
        refuses(toml, key, value, allowed);
    }
}

#[test]
fn an_area_is_whole_and_on_this_earth() {
    let area = |name: &str, latitude: &str, longitude: &str, radius: &str| {
        format!("[network.area]\nname = {name}\nlatitude = {latitude}\nlongitude = {longitude}\nradius_m = {radius}")
    };
    assert!(real(&area("\"Fruitvale\"", "37", "-122.22", "2500.0")).is_ok());
    refuses(&area("\"\"", "37", "1", "2500"), "network.area.name", "\"\"", "1 to 100");
    refuses(&area("\"F\"", "91", "1", "2500"), "network.area.latitude", "91", "-90 to 90");
    refuses(&area("\"F\"", "nan", "1", "2500"), "network.area.latitude", "nan", "-90 to 90");
    refuses(&area("\"F\"", "1", "inf", "2500"), "network.area.longitude", "inf", "-180 to 180");
    refuses(&area("\"F\"", "1", "1", "5"), "network.area.radius_m", "5", "100 to 200000");
    refuses(
        "[network.area]\nlatitude = 1.5\nlongitude = 2\nradius_m = 500",
        "network.area.name",
        "missing",
        "1 to 100",
    );
    refuses("[network.area]\nname = \"F\"", "network.area.radius_m", "missing", "100 to 200000");
}

#[test]
fn a_name_for_real_is_a_public_name() {
    for domain in ["localhost", "food", "a.localhost", "127.0.0.21", "8.8.8.8", "[::1]", "food.example.org:8443"] {
        let text = refusal(load(&format!("domain = \"{domain}\""), &[]));
        assert!(text.contains("`domain`") && text.contains(domain) && text.contains("food.example.org"), "{text}");
    }
    for domain in ["https://food.example.org", "food.example.org/", "me@food.example.org", ""] {
        let text = refusal(load(&format!("domain = \"{domain}\""), &[]));
        assert!(text.contains("`domain` =") && text.contains("without https://"), "{text}");
    }
    let config = load("domain = \"Straße.Example\"", &[]).unwrap();
    assert_eq!(config.base_url().as_str(), "https://xn--strae-oqa.example/");
}

#[test]
fn development_opens_the_hosts_of_this_machine_and_those_listed() {
    let development = |domain: &str, hosts: &str| {
        load(&format!("domain = \"{domain}\"\n[federation]\ndevelopment = true\ndevelopment_hosts = {hosts}"), &[])
    };
    for (domain, hosts, base) in [
        ("riverside.localhost:8001", "[]", "http://riverside.localhost:8001/"),
        ("riverside.localhost", "[]", "http://riverside.localhost/"),
        ("127.0.0.21", "[]", "http://127.0.0.21/"),
        ("127.0.0.21:80", "[]", "http://127.0.0.21/"),
        ("peer.test:3000", "[\"peer.test\"]", "http://peer.test:3000/"),
        ("127.0.0.1:3000", "[\"127.0.0.1:3000\"]", "http://127.0.0.1:3000/"),
    ] {
        assert_eq!(development(domain, hosts).unwrap().base_url().as_str(), base);
    }
    for (domain, hosts) in [
        ("food.example.org", "[]"),
        ("localhost:8000", "[]"),
        ("127.0.0.1:3000", "[]"),
        ("10.0.0.7", "[]"),
        ("evil.localhost.example", "[]"),
        ("peer.test:3001", "[\"peer.test:3000\"]"),
    ] {
        let text = refusal(development(domain, hosts));
        assert!(text.contains(domain) && text.contains("federation.development_hosts"), "{text}");
    }
    let real = real("[federation]\ndevelopment_hosts = [\"peer.test\"]").unwrap();
    assert!(!real.federation.is_development_host(&"peer.test".parse().unwrap()));
    assert!(!real.federation.is_development_host(&"a.localhost".parse().unwrap()));
}

#[test]
fn an_unknown_key_is_refused_and_the_nearest_one_named() {
    for (toml, hint) in [
        ("domian = \"x\"", "`domain`"),
        ("handle = \"food\"", "`network.handle`"),
        ("[network]\nlanguage = \"en\"", "`network.languages`"),
        ("[federaton]\nmode = \"open\"", "`federation`"),
        ("[network.area]\nradius = 5", "`network.area.radius_m`"),
        ("colour_of_the_sky = 1", "The settings are: domain, bind"),
    ] {
        let text = refusal(load(toml, &[]));
        assert!(text.contains("There is no setting `") && text.contains(hint), "{text}");
    }
    assert!(refusal(load("network = \"food\"", &[])).contains("`network` is a table"));
    assert!(refusal(load("domain = { name = \"x\" }", &[])).contains("`domain`"));
}

#[test]
fn an_unknown_variable_is_refused_and_the_nearest_one_named() {
    let text = refusal(load("", &[("POTLUCK_DOMIAN", "food.example.org")]));
    assert!(text.contains("POTLUCK_DOMIAN") && text.contains("Did you mean POTLUCK_DOMAIN?"), "{text}");
    let text = refusal(load("", &[("POTLUCK_NETWORK_NAME", "Food")]));
    assert!(text.contains("Did you mean POTLUCK_NETWORK__NAME?"), "{text}");
    let text = refusal(load("", &[("POTLUCK_COLOUR_OF_THE_SKY", "blue")]));
    assert!(text.contains("two underscores"), "{text}");
}

#[test]
fn a_wrong_variable_is_named_as_such() {
    let text = refusal(load("", &[("POTLUCK_BIND", "8000")]));
    assert!(text.contains("`bind` = \"8000\" (set by POTLUCK_BIND)"), "{text}");
    let text = refusal(load("", &[("POTLUCK_FEDERATION__DEVELOPMENT", "yes")]));
    assert!(text.contains("true or false"), "{text}");
    let text = refusal(load("", &[("POTLUCK_DATA_DIR", "caf\u{fffd}")]));
    assert!(text.contains("POTLUCK_DATA_DIR"), "{text}");
}

#[test]
fn a_database_is_chosen_by_its_scheme() {
    assert_eq!(real("data_dir = \"/srv/potluck\"").unwrap().database_url(), "sqlite:///srv/potluck/potluck.sqlite");
    for url in ["sqlite://other.sqlite", "postgres://u:p@db/potluck", "postgresql:///potluck?host=/run/postgresql"] {
        assert_eq!(real(&format!("database_url = \"{url}\"")).unwrap().database_url(), url);
    }
    assert_eq!(real("database_url = \"\"").unwrap().database, None);
}

#[test]
fn the_databases_password_is_never_told() {
    let secret = "correct-horse";
    for toml in [
        format!("database_url = \"mysql://potluck:{secret}@db/potluck\""),
        format!("database_url = [\"postgres://potluck:{secret}@db/potluck\"]"),
        format!("database_url = \"potluck:{secret}@db\""),
        format!("databse_url = \"postgres://potluck:{secret}@db/potluck\""),
        format!("database_url = \"postgres://potluck:{secret}@db/potluck\nbind = 3"),
        format!("database_url = postgres://potluck:{secret}@db/potluck"),
        format!("[database_url]\nurl = \"postgres://potluck:{secret}@db/potluck\""),
    ] {
        let error = real(&toml).expect_err(&toml);
        assert!(!format!("{error} {error:?} {:?}", error.cause()).contains(secret), "{toml}");
    }
    let env = [("POTLUCK_DATABASE_URI", "postgres://potluck:correct-horse@db/potluck")];
    assert!(!refusal(load("", &env)).contains(secret));
    let config = real(&format!("database_url = \"postgres://potluck:{secret}@db/potluck\"")).unwrap();
    assert!(config.database_url().contains(secret));
    assert!(!format!("{config:?}").contains(secret));
}

#[test]
fn what_is_no_toml_is_refused_with_its_line() {
    let text = refusal(load("domain = \"food.example.org\"\n\nbind = \"x", &[]));
    assert!(text.contains("line 3"), "{text}");
    let text = refusal(load("domain = \"a.example\"\ndomain = \"b.example\"", &[]));
    assert!(text.contains("line 2"), "{text}");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let error = Config::load(Some(Path::new("no/such/potluck.toml")), std::iter::empty()).unwrap_err();
    assert_eq!(error.kind(), Kind::NotFound);
    assert!(error.text().contains("no/such/potluck.toml") && error.text().contains("--config"), "{error}");
}

#[test]
fn every_key_has_its_variable() {
    assert_eq!(variable("network.area.radius_m"), "POTLUCK_NETWORK__AREA__RADIUS_M");
}

#[test]
fn map_tiles_name_one_server_and_who_made_them() {
    assert_eq!(real("").unwrap().web, WebConfig::default());
    let tiles = "[web]\nmap_tiles = \"https://tiles.example.org:8443/a/{z}/{x}/{y}.png?key=1\"\n";
    let web = real(&format!("{tiles}map_attribution = \"© Us\"\nmap_attribution_url = \"https://us.example/\""));
    let web = web.unwrap().web;
    let set = web.map_tiles.unwrap();
    assert_eq!((set.origin(), set.is_encrypted()), ("https://tiles.example.org:8443", true));
    assert_eq!(set.address(), "https://tiles.example.org:8443/a/{z}/{x}/{y}.png?key=1");
    assert_eq!(
        (web.map_attribution.as_str(), web.map_attribution_url.unwrap().as_str()),
        ("© Us", "https://us.example/")
    );
    refuses(tiles, "web.map_attribution", "not set", "OpenStreetMap");
    for wrong in [
        "https://tiles.example.org/{z}/{x}.png",
        "https://tiles.example.org/{z}/{x}/{y}/{y}",
        "https://{z}.example.org/{x}/{y}",
        "https://tiles.example.org/{s}/{z}/{x}/{y}",
        "https://Tiles.example.org/{z}/{x}/{y}",
        "https://me:word@tiles.example.org/{z}/{x}/{y}",
        "https://tiles.example.org:443/{z}/{x}/{y}",
        "https://tiles.example.org;/{z}/{x}/{y}",
        "https://a.example https://b.example/{z}/{x}/{y}",
        "data:{z}/{x}/{y}",
        "tiles/{z}/{x}/{y}",
    ] {
        refuses(&format!("[web]\nmap_tiles = \"{wrong}\""), "web.map_tiles", wrong, "{z}, {x} and {y}");
    }
    let plain = "[web]\nmap_attribution = \"Us\"\nmap_tiles = \"http://127.0.0.1:9/{z}/{x}/{y}\"";
    refuses(plain, "web.map_tiles", "http://127.0.0.1:9", "https://");
    assert!(load(&format!("[federation]\ndevelopment = true\n{plain}"), &[]).is_ok());
    refuses(
        "[web]\nmap_attribution_url = \"javascript:alert(1)\"",
        "web.map_attribution_url",
        "javascript",
        "https://",
    );
    refuses(&format!("[web]\nmap_attribution = \"{}\"", "x".repeat(101)), "web.map_attribution", "xxx", "at most 100");
}

#[test]
fn mail_goes_out_by_a_server_that_is_whole() {
    let config = real("[mail]\nhost = \"Mail.Example.org\"\nfrom = \"food@example.org\"").unwrap();
    assert!(config.mail.is_on() && config.mail.host == "mail.example.org", "{:?}", config.mail);
    assert_eq!((config.mail.port, config.mail.security), (587, MailSecurity::StartTls));
    assert!(!real("").unwrap().mail.is_on());
    assert!(real("[mail]\nhost = \"::1\"\nport = 2525\nsecurity = \"none\"\nfrom = \"food@example.org\"").is_ok());
    for (toml, key, value, allowed) in [
        ("host = \"mail.example.org:25\"", "mail.host", "mail.example.org:25", "without a port"),
        ("host = \"smtp://mail\"", "mail.host", "smtp://mail", "without a port"),
        ("port = 0", "mail.port", "0", "1 to 65535"),
        ("port = 2.5", "mail.port", "2.5", "whole number"),
        ("security = \"ssl\"", "mail.security", "\"ssl\"", "\"starttls\" or \"tls\" or \"none\""),
        ("from = \"Food <food@example.org>\"", "mail.from", "Food <food", "without a name"),
        ("from = \"food@example.org\\r\\nBcc: x@example.org\"", "mail.from", "Bcc", "e-mail address"),
        ("from = \"food\"", "mail.from", "\"food\"", "e-mail address"),
        ("from = \"food@example.org\"", "mail.host", "`mail.from` is set", "has no effect"),
        ("password_file = \"x\"", "mail.host", "`mail.password_file` is set", "has no effect"),
        ("user = \"food co-op\"", "mail.user", "food co-op", "without spaces"),
        ("host = \"mail.example.org\"", "mail.from", "is not set", "food@example.org"),
    ] {
        refuses(&format!("[mail]\n{toml}"), key, value, allowed);
    }
    let sound = "host = \"mail.example.org\"\nfrom = \"food@example.org\"";
    for (toml, key, says) in [
        ("user = \"food\"", "mail.user", "its password is not"),
        ("password = \"secret\"", "mail.user", "is not: set it"),
        ("user = \"food\"\npassword = \"secret\"\npassword_file = \"x\"", "mail.password_file", "both set"),
        ("user = \"food\"\npassword = \"secret\"\nsecurity = \"none\"", "mail.security", "everybody on the way"),
    ] {
        refuses(&format!("[mail]\n{sound}\n{toml}"), key, says, "");
    }
}

#[test]
fn the_mail_servers_password_is_never_told_and_may_stand_in_a_file() {
    let secret = "correct-horse";
    let mail = "[mail]\nhost = \"mail.example.org\"\nfrom = \"food@example.org\"\nuser = \"food\"";
    let config = real(&format!("{mail}\npassword = \"{secret}\"")).unwrap();
    assert!(config.mail.password.reveal() == secret && !format!("{config:?}").contains(secret));
    let error = real(&format!("{mail}\npassword = [\"{secret}\"]")).expect_err("no text");
    assert!(!format!("{error} {error:?}").contains(secret));
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), format!("{secret}\n")).unwrap();
    let in_file = |path: &str| real(&format!("{mail}\npassword_file = {path:?}"));
    let config = in_file(file.path().to_str().unwrap()).unwrap();
    assert_eq!(config.mail.password.reveal(), secret);
    std::fs::write(file.path(), " \n").unwrap();
    assert!(refusal(in_file(file.path().to_str().unwrap())).contains("is empty"));
    assert!(refusal(in_file("no/such/file")).contains("`mail.password_file` = \"no/such/file\" cannot be read"));
}
