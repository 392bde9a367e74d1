//! Mail goes out by one mail server (SMTP), over OpenSSL like everything else. What the server says is logged as its number
//! alone: its words may hold the address.

use crate::clock::Moment;
use crate::config::{MailConfig, MailSecurity};
use crate::domain::mail::{Address, Letter};
use crate::error::{Error, Kind, Result};
use crate::ids;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::time::{Duration, SystemTime};
use url::Host;

/// How long one command may take.
const COMMAND: Duration = Duration::from_secs(20);
/// How long one mail may take, with everything.
const WHOLE: Duration = Duration::from_secs(60);

/// What the mail server says about its own ways with us and not about this mail: who we are is not believed, or TLS is asked for
/// (RFC 4954, section 6).
const OURS: [u16; 5] = [530, 534, 535, 538, 454];

/// Sends mail. Cloning shares it.
#[derive(Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    /// The name behind the `@` of a mail's own id.
    host: String,
}

/// How a mail ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// The mail server has it.
    Taken,
    /// It will not take this one, for good; with the number that it said.
    Refused(u16),
    /// It may take it later; with the number that it said, if it said one.
    NotNow(Option<u16>),
}

/// A header of one line that is ours, in letters of the alphabet.
macro_rules! plain_header {
    ($type_name:ident, $name:literal) => {
        #[derive(Clone)]
        struct $type_name(String);

        impl Header for $type_name {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($name)
            }

            fn parse(text: &str) -> std::result::Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Ok(Self(text.to_owned()))
            }

            fn display(&self) -> HeaderValue {
                // An address may be longer than a line that is folded, and must not be encoded: programs look for it.
                let safe: String = self.0.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').collect();
                HeaderValue::dangerous_new_pre_encoded(Self::name(), safe.clone(), safe)
            }
        }
    };
}

plain_header!(ListUnsubscribe, "List-Unsubscribe");
plain_header!(ListUnsubscribePost, "List-Unsubscribe-Post");
plain_header!(AutoSubmitted, "Auto-Submitted");
plain_header!(ContentLanguage, "Content-Language");

fn mailbox(name: Option<String>, address: &Address) -> Result<Mailbox> {
    Ok(Mailbox::new(name, address.as_str().parse().map_err(Error::internal)?))
}

/// A name as a header holds it.
fn one_line(name: &str) -> String {
    name.split(|c: char| c.is_control()).collect::<Vec<_>>().join(" ")
}

impl Mailer {
    /// By the settings: in the name of a network that is called so, from a server with this name. Nothing where no mail is sent.
    ///
    /// # Errors
    /// `Unavailable` when the settings cannot be used, saying which.
    pub fn new(config: &MailConfig, network: &str, host: &Host<String>) -> Result<Option<Self>> {
        if !config.is_on() {
            return Ok(None);
        }
        let unusable = |key: &str| {
            Error::new(
                Kind::Unavailable,
                format!("The setting `{key}` cannot be used for sending mail. Please look at it."),
            )
        };
        let from = Address::parse(&config.from).map_err(|error| unusable("mail.from").because(error))?;
        type Transport = AsyncSmtpTransport<Tokio1Executor>;
        let builder = match config.security {
            MailSecurity::None => Transport::builder_dangerous(config.host.clone()),
            MailSecurity::StartTls => {
                Transport::starttls_relay(&config.host).map_err(|error| unusable("mail.host").because(error))?
            }
            MailSecurity::Tls => {
                Transport::relay(&config.host).map_err(|error| unusable("mail.host").because(error))?
            }
        };
        let hello = match host {
            Host::Domain(name) => ClientId::Domain(name.clone()),
            Host::Ipv4(address) => ClientId::Ipv4(*address),
            Host::Ipv6(address) => ClientId::Ipv6(*address),
        };
        let mut builder = builder.port(config.port).timeout(Some(COMMAND)).hello_name(hello);
        if !config.user.is_empty() {
            let password = config.password.reveal().to_owned();
            builder = builder.credentials(Credentials::new(config.user.clone(), password));
        }
        let host = match host {
            Host::Domain(name) => name.clone(),
            _ => from.as_str().rsplit('@').next().unwrap_or_default().to_owned(),
        };
        Ok(Some(Self { transport: builder.build(), from: mailbox(Some(one_line(network)), &from)?, host }))
    }

    /// The same in the name of a network that may be called otherwise by now.
    pub fn in_name_of(mut self, network: &str) -> Self {
        self.from.name = Some(one_line(network));
        self
    }

    fn message(&self, letter: &Letter, now: Moment) -> Result<Message> {
        let mut builder = Message::builder()
            .from(self.from.clone())
            .to(mailbox(None, &letter.to)?)
            .subject(letter.subject.clone())
            .date(SystemTime::from(now))
            .message_id(Some(format!("<{}@{}>", ids::slug(), self.host)))
            .header(ContentLanguage(letter.lang.tag().to_owned()))
            .header(AutoSubmitted("auto-generated".to_owned()));
        if let Some(stop) = &letter.stop {
            builder = builder
                .header(ListUnsubscribe(format!("<{stop}>")))
                .header(ListUnsubscribePost("List-Unsubscribe=One-Click".to_owned()));
        }
        let part = |kind: ContentType, body: &str| SinglePart::builder().header(kind).body(body.to_owned());
        let parts = MultiPart::alternative()
            .singlepart(part(ContentType::TEXT_PLAIN, &letter.text))
            .singlepart(part(ContentType::TEXT_HTML, &letter.html));
        builder.multipart(parts).map_err(Error::internal)
    }

    /// Sends a mail.
    ///
    /// # Errors
    /// `Internal` when it cannot be written at all.
    pub async fn send(&self, letter: &Letter, now: Moment) -> Result<Sent> {
        let message = self.message(letter, now)?;
        let Ok(sent) = tokio::time::timeout(WHOLE, self.transport.send(message)).await else {
            return Ok(Sent::NotNow(None));
        };
        let Err(error) = sent else { return Ok(Sent::Taken) };
        let said = error.status().map(u16::from);
        match said {
            Some(code) if error.is_permanent() && !OURS.contains(&code) => Ok(Sent::Refused(code)),
            _ => Ok(Sent::NotNow(said)),
        }
    }

    /// Sends a mail, for somebody who reads what the mail server says: they know the address.
    ///
    /// # Errors
    /// `Unavailable` with what it said, when it did not take it; `Internal` when it cannot be written at all.
    pub async fn try_send(&self, letter: &Letter, now: Moment) -> Result<()> {
        let message = self.message(letter, now)?;
        match tokio::time::timeout(WHOLE, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(unavailable(&error.to_string())),
            Err(_) => Err(unavailable("it did not answer in time")),
        }
    }

    /// Goes as far as sending would, and sends nothing.
    ///
    /// # Errors
    /// `Unavailable` with what was said.
    pub async fn look(&self) -> Result<()> {
        match tokio::time::timeout(WHOLE, self.transport.test_connection()).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err(unavailable("it hung up")),
            Ok(Err(error)) => Err(unavailable(&error.to_string())),
            Err(_) => Err(unavailable("it did not answer in time")),
        }
    }
}

fn unavailable(said: &str) -> Error {
    Error::new(Kind::Unavailable, format!("The mail server does not take mail from here: {said}."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::domain::telling::Occasion;
    use crate::i18n::Lang;
    use url::Url;

    fn mailer(network: &str) -> Mailer {
        let config = MailConfig {
            host: "127.0.0.1".into(),
            security: MailSecurity::None,
            from: "food@riverside.example".into(),
            ..MailConfig::default()
        };
        Mailer::new(&config, network, &Host::Domain("riverside.example".into())).unwrap().unwrap()
    }

    fn written(network: &str, lang: Lang) -> String {
        let to = Address::parse("rosa@example.org").unwrap();
        let at = |path: &str| Url::parse(&format!("https://riverside.example/{path}")).unwrap();
        let what = [(Occasion::Answer, at("answers/7"))];
        let letter = Letter::notice(to, lang, network, &what, (&at("home"), at("settings/notices"), at("stop-mail/x")));
        let bytes = mailer(network).message(&letter, Clock::system().now()).unwrap().formatted();
        String::from_utf8(bytes).unwrap()
    }

    fn head(mail: &str) -> Vec<String> {
        let head = mail.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ").replace("\r\n\t", " ");
        head.split("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn a_mail_has_text_and_html_and_says_how_to_end_it() {
        let mail = written("Riverside", Lang::En);
        let head = head(&mail);
        for line in [
            "To: rosa@example.org",
            "List-Unsubscribe: <https://riverside.example/stop-mail/x>",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
            "Content-Language: en",
            "Auto-Submitted: auto-generated",
        ] {
            assert!(head.iter().any(|one| one == line), "{line}: {mail}");
        }
        assert!(
            head.iter().any(|one| one.starts_with("Message-ID: <") && one.ends_with("@riverside.example>")),
            "{mail}"
        );
        assert!(mail.contains("multipart/alternative"), "{mail}");
        assert!(mail.contains("Content-Type: text/plain") && mail.contains("Content-Type: text/html"), "{mail}");
        assert!(mail.bytes().all(|byte| byte.is_ascii()), "whatever the language");
        assert!(written("Riverside", Lang::Ar).is_ascii());
    }

    #[test]
    fn no_name_of_a_network_begins_a_header() {
        for name in
            ["Riverside\r\nBcc: ben@example.org", "Riverside\nX: y", "\r\n\r\nHello", "\"<ben@example.org>\", x"]
        {
            let mail = written(name, Lang::En);
            for line in head(&mail) {
                let named = line.split(':').next().unwrap_or_default().to_ascii_lowercase();
                assert!(!["bcc", "x", "hello"].contains(&named.as_str()), "{name:?}: {mail}");
            }
            assert_eq!(head(&mail).iter().filter(|line| line.starts_with("To:")).count(), 1, "{mail}");
        }
    }

    #[test]
    fn without_a_host_there_is_no_mail() {
        let host = Host::Domain("riverside.example".to_owned());
        assert!(Mailer::new(&MailConfig::default(), "Riverside", &host).unwrap().is_none());
    }
}
