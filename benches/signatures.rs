//! What it costs to sign and to check what goes between servers: RSA-2048, which everybody reads, and Ed25519, which
//! those get that understand Potluck's format.
//!
//! `cargo bench --bench signatures`. `sign` and `verify` are OpenSSL alone, over the text of a POST; `request` is all that
//! is done for a POST of 4.6 kB, with the digest of its body; `parse a key` comes before each check, because keys are
//! kept as they came. The figures are in README.md.

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use potluck::clock::Clock;
use potluck::federation::signature::{Incoming, Signature, SigningKey, VerifyingKey, Way, cavage, generate_keys, read};
use std::hint::black_box;
use url::Url;

const MEDIA_TYPE: &str = "application/activity+json";

fn signatures(bench: &mut Criterion) {
    let keys = generate_keys().expect("keys");
    let base: Url = "https://hillside.example/".parse().expect("an address");
    let inbox = base.join("ap/inbox").expect("an address");
    let (body, now) = (vec![b' '; 4_600], Clock::system().now());
    let signing = |name: &str, pem: &str| {
        SigningKey::from_pem(format!("https://riverside.example/ap/network#{name}"), pem.as_bytes()).expect("a key")
    };
    let rsa = signing("main-key", &keys.private_pem);
    let ed25519 = signing("ed25519-key", &keys.ed25519.private_pem);
    let parse_rsa = || VerifyingKey::from_pem(&keys.public_pem).expect("a key");
    let parse_ed25519 = || VerifyingKey::from_multibase(&keys.ed25519.multibase).expect("a key");
    let text = [b'x'; 400];

    for (name, key, verifying) in [("RSA-2048", &rsa, parse_rsa()), ("Ed25519", &ed25519, parse_ed25519())] {
        let signature = key.sign(&text).expect("a signature");
        bench.bench_function(&format!("sign/{name}"), |b| b.iter(|| key.sign(black_box(&text)).expect("a signature")));
        bench.bench_function(&format!("verify/{name}"), |b| {
            b.iter(|| assert!(verifying.verifies(black_box(&text), &signature)));
        });
    }
    bench.bench_function("parse a key/RSA-2048", |b| b.iter(parse_rsa));
    bench.bench_function("parse a key/Ed25519", |b| b.iter(parse_ed25519));

    for (name, way, key) in [
        ("draft-cavage, RSA-2048", Way::Cavage, &rsa),
        ("RFC 9421, RSA-2048", Way::Rfc9421, &rsa),
        ("RFC 9421, Ed25519", Way::Ed25519, &ed25519),
    ] {
        let sign = || way.sign_post(key, &inbox, &body, MEDIA_TYPE, now).expect("a signature");
        bench.bench_function(&format!("sign a request/{name}"), |b| b.iter(sign));
        let mut headers: Vec<(String, String)> =
            sign().into_iter().filter(|(name, _)| *name != "host").map(|(name, value)| (name.into(), value)).collect();
        headers.push(("host".into(), "hillside.example".into()));
        bench.bench_function(&format!("check a request/{name}"), |b| {
            b.iter_batched(
                || if way == Way::Ed25519 { parse_ed25519() } else { parse_rsa() },
                |key| {
                    let request =
                        Incoming { method: "POST", path_and_query: "/ap/inbox", headers: &headers, body: Some(&body) };
                    let found: Vec<Signature> = read(&request, &base, now, cavage::back()).expect("a signature");
                    assert!(found[0].is_made_by(&key));
                },
                BatchSize::SmallInput,
            );
        });
    }
}

criterion_group!(benches, signatures);
criterion_main!(benches);
