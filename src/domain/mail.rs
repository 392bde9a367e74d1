//! Mail: to which address, and what it says. It never says what is private: that something waits, and where.

use crate::clock::Moment;
use crate::domain::listing::words;
use crate::domain::markup::escape;
use crate::domain::telling::Occasion;
use crate::error::{Error, Message, Result};
use crate::i18n::{Lang, text, text_with};
use chrono::Duration;
use std::fmt;
use url::{Host, Url};

/// Longest address, in bytes (RFC 5321, section 4.5.3.1.3, without the brackets).
pub const ADDRESS_MAX: usize = 254;
/// Longest part before the `@`, in bytes.
const LOCAL_MAX: usize = 64;
/// Most things that one mail names.
const LINES_MAX: usize = 40;
/// Most members of one address: a household that shares one.
pub const SHARED_MAX: usize = 5;

words! {
    /// What a mail is for.
    Kind {
        /// A link that signs in once.
        SignIn = "sign_in",
        /// A link that shows that an address is theirs.
        Confirm = "confirm",
        /// That something happened.
        Notice = "notice",
        /// That an answer is here, for who asked without an account.
        Guest = "guest",
    }
}

/// How long a link that came by mail signs in.
pub fn sign_in_life() -> Duration {
    Duration::minutes(30)
}

/// How long an address can be confirmed.
pub fn confirmation_life() -> Duration {
    Duration::hours(24)
}

/// After a notice that was sent at once, the next one waits so long, and what happens meanwhile is in it.
pub fn spacing() -> Duration {
    Duration::minutes(15)
}

impl Kind {
    /// How long it is worth sending.
    pub fn life(self) -> Duration {
        match self {
            Self::SignIn => sign_in_life(),
            Self::Confirm => confirmation_life(),
            Self::Notice | Self::Guest => Duration::hours(48),
        }
    }
}

/// When a mail that failed for the `attempts`-th time is tried again: after a minute, then twice as long each time, four hours
/// at most.
pub fn wait_after(attempts: i64) -> Duration {
    Duration::minutes((1_i64 << attempts.clamp(1, 10)) / 2).min(Duration::hours(4))
}

/// Whether a mail that waits since then is worth trying.
pub fn is_worth(kind: Kind, created_at: Moment, now: Moment) -> bool {
    now - created_at < kind.life()
}

/// An address, as it can stand in a header: nothing in it ends a line or begins another address.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(String);

// It stands in no log.
impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(…)")
    }
}

impl Address {
    /// As somebody writes it. What stands before the `@` is what most have: letters, digits and a few signs (a dot-atom of RFC
    /// 5322); what stands behind it is a name with a dot.
    ///
    /// # Errors
    /// `Invalid` for anything else.
    pub fn parse(text: &str) -> Result<Self> {
        let wrong = || {
            Error::invalid("address", "That is not an e-mail address such as rosa@example.org.")
                .worded(Message::NotAMailAddress { example: "rosa@example.org".into() })
        };
        let (local, domain) = text.trim().rsplit_once('@').ok_or_else(wrong)?;
        let atom = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
        let fits = local.len() <= LOCAL_MAX && local.split('.').all(|part| !part.is_empty() && part.chars().all(atom));
        // Names in other scripts are written in letters of the alphabet on the wire.
        let Ok(Host::Domain(domain)) = Host::parse(domain) else { return Err(wrong()) };
        let label = |label: &str| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let whole = format!("{local}@{domain}");
        if !fits || whole.len() > ADDRESS_MAX || !domain.contains('.') || !domain.split('.').all(label) {
            return Err(wrong());
        }
        Ok(Self(whole))
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same for every way to write it in small and large letters, by which it is found.
    pub fn folded(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

/// A sentence of a mail, and where it leads.
#[derive(Clone)]
struct Line {
    words: String,
    link: Option<Url>,
}

/// A mail.
#[derive(Clone)]
pub struct Letter {
    /// Where to.
    pub to: Address,
    /// In which language.
    pub lang: Lang,
    /// One line.
    pub subject: String,
    /// As text.
    pub text: String,
    /// The same as HTML. It loads nothing.
    pub html: String,
    /// Where one ends mails like this one, without signing in (RFC 8058).
    pub stop: Option<Url>,
}

// Links in it sign in: they stand in no log.
impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Letter(…)")
    }
}

/// In one line, without anything that could begin a header.
fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_control() || c.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

impl Letter {
    fn new(to: Address, lang: Lang, subject: &str, lines: &[Line], foot: &[Line], stop: Option<Url>) -> Self {
        let subject = one_line(subject);
        let plain = |line: &Line| match &line.link {
            Some(link) => format!("{}\n{link}\n", line.words),
            None => format!("{}\n", line.words),
        };
        let of = |lines: &[Line]| lines.iter().map(plain).collect::<Vec<_>>().join("\n");
        let paragraph = |line: &Line| {
            let words = escape(&line.words);
            match &line.link {
                Some(link) => {
                    let link = escape(link.as_str());
                    format!("<p>{words}<br><a href=\"{link}\"><bdi>{link}</bdi></a></p>\n")
                }
                None => format!("<p>{words}</p>\n"),
            }
        };
        let html_of = |lines: &[Line]| lines.iter().map(paragraph).collect::<String>();
        let html = format!(
            "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n\
             <body>\n{}<hr>\n{}</body>\n</html>\n",
            lang.tag(),
            lang.direction(),
            escape(&subject),
            html_of(lines),
            html_of(foot)
        );
        // By these two dashes and the space, programs know where the signature begins.
        let text = format!("{}\n-- \n{}", of(lines), of(foot));
        Self { to, lang, subject, text, html, stop }
    }

    /// That something happened: of what, and where it is read. Neither who nor what stands in it.
    pub fn notice(
        to: Address,
        lang: Lang,
        network: &str,
        what: &[(Occasion, Url)],
        (home, settings, stop): (&Url, Url, Url),
    ) -> Self {
        let mut known: Vec<&(Occasion, Url)> = Vec::new();
        for one in what {
            if !known.contains(&one) {
                known.push(one);
            }
        }
        let line = |(occasion, link): &(Occasion, Url)| Line {
            words: text(lang, &format!("mail-{}", occasion.as_str())),
            link: Some(link.clone()),
        };
        let mut lines: Vec<Line> = known.iter().copied().take(LINES_MAX).map(line).collect();
        if known.len() > LINES_MAX {
            lines.push(Line { words: text(lang, "mail-more"), link: Some(home.clone()) });
        }
        let first = match &known[..] {
            [one] => text(lang, &format!("mail-{}", one.0.as_str())),
            _ => text(lang, "mail-several"),
        };
        let subject = subject(lang, network, &first);
        let foot = [
            Line { words: text_with(lang, "mail-from", &[("network", network.into())]), link: None },
            Line { words: text(lang, "mail-change"), link: Some(settings) },
            Line { words: text(lang, "mail-end"), link: Some(stop.clone()) },
        ];
        Self::new(to, lang, &subject, &lines, &foot, Some(stop))
    }

    /// That an answer is here, for who asked without an account: `look` is where they type their code. Their own link is known to
    /// nobody but them.
    pub fn answer(to: Address, lang: Lang, network: &str, look: Url, stop: Url) -> Self {
        let lines = [
            Line { words: text(lang, "mail-answer"), link: None },
            Line { words: text(lang, "mail-guest-look"), link: Some(look) },
        ];
        let foot = [
            Line { words: text_with(lang, "mail-from", &[("network", network.into())]), link: None },
            Line { words: text(lang, "mail-end"), link: Some(stop.clone()) },
        ];
        let subject = subject(lang, network, &text(lang, "mail-answer"));
        Self::new(to, lang, &subject, &lines, &foot, Some(stop))
    }

    /// A link that signs in once.
    pub fn sign_in(to: Address, lang: Lang, network: &str, link: Url) -> Self {
        let minutes = sign_in_life().num_minutes();
        let lines = [
            Line { words: text(lang, "mail-sign-in"), link: Some(link) },
            Line { words: text_with(lang, "mail-sign-in-once", &[("minutes", minutes.into())]), link: None },
            Line { words: text(lang, "mail-not-you"), link: None },
        ];
        let foot = [Line { words: text_with(lang, "mail-from", &[("network", network.into())]), link: None }];
        let subject = subject(lang, network, &text(lang, "mail-sign-in-subject"));
        Self::new(to, lang, &subject, &lines, &foot, None)
    }

    /// A link that shows that an address is theirs.
    pub fn confirm(to: Address, lang: Lang, network: &str, link: Url) -> Self {
        let lines = [
            Line { words: text_with(lang, "mail-confirm", &[("network", network.into())]), link: Some(link) },
            Line { words: text(lang, "mail-confirm-not-you"), link: None },
        ];
        let foot = [Line { words: text_with(lang, "mail-from", &[("network", network.into())]), link: None }];
        let subject = subject(lang, network, &text(lang, "mail-confirm-subject"));
        Self::new(to, lang, &subject, &lines, &foot, None)
    }

    /// A trial, for whoever runs the server.
    pub fn trial(to: Address, lang: Lang, network: &str) -> Self {
        let lines = [Line { words: text(lang, "mail-trial"), link: None }];
        let foot = [Line { words: text_with(lang, "mail-from", &[("network", network.into())]), link: None }];
        let subject = subject(lang, network, &text(lang, "mail-trial-subject"));
        Self::new(to, lang, &subject, &lines, &foot, None)
    }
}

fn subject(lang: Lang, network: &str, what: &str) -> String {
    text_with(lang, "mail-subject", &[("network", network.into()), ("what", what.trim_end_matches(['.', '。']).into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rosa() -> Address {
        Address::parse("rosa@example.org").unwrap()
    }

    fn url(path: &str) -> Url {
        Url::parse(&format!("https://riverside.example{path}")).unwrap()
    }

    #[test]
    fn an_address_is_one_line_and_one_address() {
        for (typed, kept) in [
            (" rosa@example.org ", "rosa@example.org"),
            ("Rosa.de-la_Cruz+potluck@Example.ORG", "Rosa.de-la_Cruz+potluck@example.org"),
            ("rosa@bücher.example", "rosa@xn--bcher-kva.example"),
        ] {
            assert_eq!(Address::parse(typed).unwrap().as_str(), kept);
        }
        let long = format!("{}@example.org", "x".repeat(65));
        let longer = format!("x@{}example.org", "abcdefg.".repeat(40));
        for wrong in [
            "",
            "rosa",
            "@example.org",
            "rosa@",
            "rosa@localhost",
            "rosa@127.0.0.1",
            "rosa@[::1]",
            "rosa@example.org.",
            "rosa@-a.example",
            "ro sa@example.org",
            "rosa..b@example.org",
            ".rosa@example.org",
            "\"rosa\"@example.org",
            "rosa@b@example.org",
            "rosa@example.org\r\nBcc: ben@example.org",
            "rosa\r\n@example.org",
            "rosa@example.org,ben@example.org",
            "rosa@example.org>",
            "<rosa@example.org>",
            "Rosa <rosa@example.org>",
            "rosà@example.org",
            "rosa\0@example.org",
            &long,
            &longer,
        ] {
            assert_eq!(Address::parse(wrong).unwrap_err().field(), Some("address"), "{wrong:?}");
        }
        assert_eq!(Address::parse("ROSA@example.org").unwrap().folded(), rosa().folded());
        assert!(!format!("{:?}", rosa()).contains("rosa"));
    }

    #[test]
    fn value_11_each_mail_has_its_words_in_every_language() {
        for lang in Lang::ALL {
            let home = url("/home");
            for occasion in Occasion::ALL {
                let (settings, stop) = (url("/settings/notices"), url("/stop-mail/x"));
                let one = [(*occasion, url("/answers/7"))];
                let letter = Letter::notice(rosa(), lang, "Riverside", &one, (&home, settings, stop));
                assert!(
                    letter.subject.contains("Riverside") && !letter.subject.contains("mail-"),
                    "{}",
                    letter.subject
                );
                for said in [&letter.text, &letter.html] {
                    for link in ["/answers/7", "/settings/notices", "/stop-mail/x"] {
                        assert!(said.contains(link), "{lang} {link}: {said}");
                    }
                }
                assert!(letter.html.contains(&format!("dir=\"{}\"", lang.direction())));
            }
            let letter = Letter::answer(rosa(), lang, "Riverside", url("/code"), url("/stop-mail/x"));
            assert!(letter.subject.contains("Riverside") && letter.stop.is_some(), "{}", letter.subject);
            for said in [&letter.text, &letter.html] {
                assert!(
                    said.contains("/code") && said.contains("/stop-mail/x") && !said.contains("mail-guest"),
                    "{said}"
                );
            }
            for letter in [
                Letter::sign_in(rosa(), lang, "Riverside", url("/enter/s")),
                Letter::confirm(rosa(), lang, "Riverside", url("/confirm-mail/s")),
                Letter::trial(rosa(), lang, "Riverside"),
            ] {
                assert!(letter.stop.is_none() && letter.text.contains("Riverside"), "{}", letter.text);
            }
        }
    }

    #[test]
    fn what_waits_together_is_one_mail_that_names_each_once() {
        let (home, settings, stop) = (url("/home"), url("/settings/notices"), url("/stop-mail/x"));
        let mut what = vec![(Occasion::Message, url("/answers/7")); 3];
        what.push((Occasion::Answer, url("/answers/8")));
        let letter = Letter::notice(rosa(), Lang::En, "Riverside", &what, (&home, settings.clone(), stop.clone()));
        assert_eq!(letter.text.matches("/answers/7").count(), 1);
        assert_eq!(letter.text.matches("/answers/8").count(), 1);
        let many: Vec<_> = (0..LINES_MAX + 9).map(|n| (Occasion::Answer, url(&format!("/answers/{n}")))).collect();
        let letter = Letter::notice(rosa(), Lang::En, "Riverside", &many, (&home, settings, stop));
        assert_eq!(letter.text.matches("/answers/").count(), LINES_MAX);
        assert!(letter.text.contains("/home"));
    }

    #[test]
    fn no_name_begins_a_header_or_a_tag() {
        let name = "Riverside\r\nBcc: ben@example.org\r\n\r\n<script>";
        let letter = Letter::trial(rosa(), Lang::En, name);
        assert_eq!(format!("{letter:?}"), "Letter(…)", "whatever it says");
        assert!(!letter.subject.contains(['\r', '\n']), "{:?}", letter.subject);
        assert!(!letter.html.contains("<script>"), "{}", letter.html);
    }

    #[test]
    fn trying_again_takes_longer_each_time_and_ends() {
        let now = crate::clock::Clock::system().now();
        assert_eq!([1, 2, 3].map(wait_after), [1, 2, 4].map(Duration::minutes));
        assert_eq!(wait_after(40), Duration::hours(4));
        assert!(is_worth(Kind::Notice, now - Duration::hours(47), now));
        assert!(!is_worth(Kind::Notice, now - Duration::hours(48), now));
        assert!(!is_worth(Kind::SignIn, now - Duration::hours(1), now), "whoever asked has gone on");
    }
}
