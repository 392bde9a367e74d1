//! How this server looks from outside: asked by its public name, through the same guarded client as everything else.

use super::database::Known;
use super::report::{Check, Report, how_long};
use crate::adapters::fetch::{ACCEPT_ACTIVITY, Budget, Fetched, Fetcher, is_public};
use crate::adapters::mail::Mailer;
use crate::cli::start::fetcher;
use crate::clock::{Clock, Moment};
use crate::config::Config;
use crate::domain::address::Addresses;
use crate::error::{Error, Result};
use crate::federation::wire::{self, Jrd};
use chrono::Duration;
use std::error::Error as _;
use url::Url;

/// Clocks may differ by so much. Others refuse what is signed with a clock that is several minutes off.
const CLOCK_MAX: Duration = Duration::seconds(60);
/// A certificate that ends within this should have been renewed: the usual ones are good for 90 days and are renewed
/// when 30 are left, those for six days when two are left.
const CERTIFICATE_LEFT: Duration = Duration::hours(36);
/// So many networks are asked for the time.
const CLOCKS: usize = 3;

pub(super) async fn look(report: &mut Report, config: &Config, known: Option<&Known>, runs: bool, clock: &Clock) {
    let fetcher = match fetcher(config) {
        Ok(fetcher) => fetcher,
        Err(error) => return report.must(Check::Reach, error.text()),
    };
    let addresses = Addresses::new(config.base_url());
    mail(report, config).await;
    dns(report, config).await;
    let handle = &config.network.handle;
    let mut question = addresses.base().clone();
    question.set_path("/.well-known/webfinger");
    question.query_pairs_mut().append_pair("resource", &format!("acct:{handle}@{}", addresses.host()));
    let answer = ask(&fetcher, &question, "application/jrd+json, application/json").await;
    let mut clocks = Vec::new();
    match answer {
        Err(error) => report.must(Check::Reach, unreached(config, &error, runs)),
        Ok(fetched) => {
            report.ok(Check::Reach, format!("{} answers from outside.", addresses.base()));
            match certificate(fetched.certificate_ends, clock.now()) {
                Ok(text) => report.ok(Check::Certificate, text),
                Err(text) => report.must(Check::Certificate, text),
            }
            clocks.push((
                "our own domain (a proxy on this machine has the same clock)".to_owned(),
                fetched.date,
                clock.now(),
            ));
            match webfinger(&fetched, &addresses) {
                Ok(()) => report.ok(Check::Webfinger, format!("@{handle}@{} leads to this network.", addresses.host())),
                Err(text) => report.must(Check::Webfinger, text),
            }
            match actor(&fetcher, &addresses, known).await {
                Ok(()) => report.ok(Check::Actor, "Others get this network's actor, with the key that it signs with."),
                Err(text) => report.must(Check::Actor, text),
            }
        }
    }
    for peer in
        known.iter().flat_map(|known| &known.peers).filter(|peer| config.may_talk_to_url(&peer.ap_id)).take(CLOCKS)
    {
        let mut url = peer.ap_id.clone();
        url.set_path("/.well-known/nodeinfo");
        url.set_query(None);
        match ask(&fetcher, &url, "application/json").await {
            Ok(fetched) => clocks.insert(0, (peer.host.clone(), fetched.date, clock.now())),
            Err(error) => {
                report.note(Check::Clock, format!("{} could not be asked for the time: {}", peer.host, error.text()));
            }
        }
    }
    time(report, &clocks);
}

async fn ask(fetcher: &Fetcher, url: &Url, accept: &str) -> Result<Fetched> {
    fetcher.get(url, accept, |_| Box::pin(async { Ok(Vec::new()) }), &Budget::new(4)).await
}

/// Whether the mail server lets us in. Nothing is sent.
async fn mail(report: &mut Report, config: &Config) {
    let mailer = match Mailer::new(&config.mail, &config.network.name, config.domain.host()) {
        Ok(Some(mailer)) => mailer,
        Ok(None) => {
            let text = "No mail is sent, since `mail.host` is not set: links are printed or said.";
            return report.note(Check::Mail, text);
        }
        Err(error) => return report.must(Check::Mail, error.text()),
    };
    match mailer.look().await {
        Ok(()) => {
            let text = format!(
                "{} lets this server in. Whether mail arrives shows: potluck mail test ADDRESS",
                config.mail.host
            );
            report.ok(Check::Mail, text);
        }
        Err(error) => {
            let text = format!(
                "{} Please look at `mail.host`, `mail.port`, `mail.security`, `mail.user` and the password; what waits is sent when it \
                 works again, within two days.",
                error.text()
            );
            report.must(Check::Mail, text);
        }
    }
}

async fn dns(report: &mut Report, config: &Config) {
    let host = config.domain.host().to_string();
    if config.federation.development {
        return report
            .note(Check::Dns, format!("{host} was not looked up, since this server is for this machine only."));
    }
    match tokio::net::lookup_host((host.as_str(), 443)).await {
        Err(_) => {
            let text = format!(
                "The name {host} leads nowhere. Where you manage the domain, please add an A record (and an AAAA record, if \
                 the machine has IPv6) with the address of this machine or its proxy; it can take an hour to be known."
            );
            report.must(Check::Dns, text);
        }
        Ok(found) => {
            let (public, inside): (Vec<_>, Vec<_>) =
                found.map(|address| address.ip()).partition(|address| is_public(*address));
            let list = |addresses: &[std::net::IpAddr]| {
                addresses.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
            };
            if public.is_empty() {
                let text = format!(
                    "The name {host} leads to {} only, which nobody outside can reach. Please give it the public address; if \
                     only this machine sees it so (in /etc/hosts, or by the router), other networks may still reach it, but \
                     `reach` below cannot tell.",
                    list(&inside)
                );
                report.must(Check::Dns, text);
            } else {
                report.ok(Check::Dns, format!("{host} leads to {}.", list(&public)));
            }
        }
    }
}

/// Why nobody answered, and what to do.
fn unreached(config: &Config, error: &Error, runs: bool) -> String {
    let mut causes = String::new();
    let mut next = error.source();
    while let Some(cause) = next {
        causes = format!("{causes} {cause}");
        next = cause.source();
    }
    let base = config.base_url();
    let causes = causes.to_lowercase();
    if causes.contains("certificate") {
        return format!(
            "The certificate of {base} is not believed, so no other network talks to this one. Is it of this name, and has \
             it not ended? Please see to it in your reverse proxy; what was said:{causes}"
        );
    }
    let first = if runs { "" } else { "No server runs here now, which may be why: potluck serve. " };
    format!(
        "{base} does not answer ({}) {first}Please see that the reverse proxy runs, that it leads to {}, and that the firewall \
         lets ports 80 and 443 in.",
        error.text(),
        config.bind
    )
}

/// How long the certificate is good still. One that ended is not believed, and then nothing was fetched.
fn certificate(ends: Option<Moment>, now: Moment) -> Result<String, String> {
    let Some(ends) = ends else {
        return Ok("There is none, since this server is for this machine only.".into());
    };
    let left = how_long(ends - now);
    if ends - now > CERTIFICATE_LEFT {
        return Ok(format!("It is good for {left} still."));
    }
    Err(format!(
        "It ends in {left}, and nobody renewed it yet. After that no other network talks to this one. Please look at what \
         the reverse proxy says about it: journalctl -u caddy, or certbot renew."
    ))
}

fn webfinger(fetched: &Fetched, addresses: &Addresses) -> Result<(), String> {
    let wrong = |what: &str| {
        format!(
            "Asked by its address, this network {what}. Please see that the reverse proxy passes everything on to Potluck, \
             /.well-known too, with the Host header as it came, and that `network.handle` is what it was."
        )
    };
    let json = fetched.json().map_err(|error| wrong(&format!("is not found ({})", error.text())))?;
    let jrd: Jrd = serde_json::from_slice(json).map_err(|_| wrong("answers what cannot be understood"))?;
    match jrd.actor() {
        Some(actor) if *actor == addresses.network() => Ok(()),
        _ => Err(wrong("answers with another one")),
    }
}

async fn actor(fetcher: &Fetcher, addresses: &Addresses, known: Option<&Known>) -> Result<(), String> {
    let wrong = |what: &str| {
        format!(
            "Other servers get something else than this network's actor at {}: {what}. Please see that the reverse proxy \
             passes it on, with the Accept header as it came, and keeps no copy of pages.",
            addresses.network()
        )
    };
    let fetched = ask(fetcher, &addresses.network(), ACCEPT_ACTIVITY).await.map_err(|error| wrong(error.text()))?;
    let json = fetched.activity().map_err(|error| wrong(error.text()))?;
    let value = serde_json::from_slice(json).map_err(|_| wrong("it is not JSON"))?;
    let actor: wire::Actor = wire::read(&value).map_err(|error| wrong(error.text()))?;
    if actor.id != addresses.network() {
        return Err(wrong("it has another id"));
    }
    match known.and_then(|known| known.network.as_ref()) {
        Some(network) if network.public_key_pem.trim() != actor.public_key.public_key_pem.trim() => {
            Err(wrong("it has another key than the database here. Does another server answer, with other data"))
        }
        _ => Ok(()),
    }
}

/// Compares our clock with the `Date` of those who answered.
fn time(report: &mut Report, clocks: &[(String, Option<Moment>, Moment)]) {
    let mut compared = false;
    for (whose, date, now) in clocks {
        let Some(date) = date else { continue };
        compared = true;
        let off = *now - *date;
        if off.abs() > CLOCK_MAX {
            let (time, way) = (how_long(off.abs()), if off > Duration::zero() { "ahead" } else { "behind" });
            let text = format!(
                "This machine's clock is {time} {way} of {whose}. Please let it be set by the network: timedatectl set-ntp true. \
                 Other servers refuse what is signed at a wrong time."
            );
            report.must(Check::Clock, text);
        } else {
            report.ok(Check::Clock, format!("This machine's clock agrees with {whose}."));
        }
    }
    if !compared {
        report.note(Check::Clock, "Nobody could be asked for the time, so this machine's clock was not compared.");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_that_ends_soon_must_be_renewed() {
        let now = Clock::system().now();
        let said = |left: Duration| certificate(Some(now + left), now);
        assert_eq!(said(Duration::days(60)), Ok("It is good for 60 days still.".into()));
        assert_eq!(said(Duration::hours(40)), Ok("It is good for 40 hours still.".into()), "of one for six days");
        assert!(said(Duration::hours(36)).unwrap_err().starts_with("It ends in 36 hours"));
        assert!(certificate(None, now).unwrap().contains("this machine only"));
    }
}
