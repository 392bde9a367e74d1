//! Appendix B of RFC 9421: its requests, its keys, its signature bases, its signatures. Not by the rules of this house,
//! which cover more: by the signature base as it is made here, and OpenSSL.

use super::*;
use crate::federation::signature::rfc9421::base::{Component, of_request, text};
use openssl::bn::BigNum;
use openssl::ecdsa::EcdsaSig;
use openssl::hash::MessageDigest;
use openssl::pkey::{Id, PKey, Public};
use openssl::rsa::Padding;
use openssl::sign::{RsaPssSaltlen, Signer, Verifier};

const CONTENT_DIGEST: &str =
    "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:";
/// B.1.2
const RSA_PSS: &str = "-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAr4tmm3r20Wd/PbqvP1s2
+QEtvpuRaV8Yq40gjUR8y2Rjxa6dpG2GXHbPfvMs8ct+Lh1GH45x28Rw3Ry53mm+
oAXjyQ86OnDkZ5N8lYbggD4O3w6M6pAvLkhk95AndTrifbIFPNU8PPMO7OyrFAHq
gDsznjPFmTOtCEcN2Z1FpWgchwuYLPL+Wokqltd11nqqzi+bJ9cvSKADYdUAAN5W
Utzdpiy6LbTgSxP7ociU4Tn0g5I6aDZJ7A8Lzo0KSyZYoA485mqcO0GVAdVw9lq4
aOT9v6d+nb4bnNkQVklLQ3fVAvJm+xdDOp9LCNCN48V2pnDOkFV6+U9nV5oyc6XI
2wIDAQAB
-----END PUBLIC KEY-----";
/// B.1.3
const ECC_P256: &str = "-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf
w0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==
-----END PUBLIC KEY-----";
/// B.1.4, `x` and `d` of the JWK.
const ED25519_PUBLIC: &str = "JrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=";
const ED25519_PRIVATE: &str = "n4Ni+HpISpVObnQMW0wOhCKROaIKqKtW/2ZYb2p9KcU=";
/// B.1.5
const SHARED_SECRET: &str = "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==";
/// B.3
const CLIENT_CERT: &str = ":MIIBqDCCAU6gAwIBAgIBBzAKBggqhkjOPQQDAjA6MRswGQYDVQQKDBJMZXQncyBBdXRoZW50aWNhdGUxGzAZBgNVBAMMEkxBIEludGVybWVkaWF0ZSBDQTAeFw0yMDAxMTQyMjU1MzNaFw0yMTAxMjMyMjU1MzNaMA0xCzAJBgNVBAMMAkJDMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE8YnXXfaUgmnMtOXU/IncWalRhebrXmckC8vdgJ1p5Be5F/3YC8OthxM4+k1M6aEAEFcGzkJiNy6J84y7uzo9M6NyMHAwCQYDVR0TBAIwADAfBgNVHSMEGDAWgBRm3WjLa38lbEYCuiCPct0ZaSED2DAOBgNVHQ8BAf8EBAMCBsAwEwYDVR0lBAwwCgYIKwYBBQUHAwIwHQYDVR0RAQH/BBMwEYEPYmRjQGV4YW1wbGUuY29tMAoGCCqGSM49BAMCA0gAMEUCIBHda/r1vaL6G3VliL4/Di6YK0Q6bMjeSkC3dFCOOB8TAiEAx/kHSB4urmiZ0NX5r5XarmPk0wmuydBVoU4hBVZ1yhk=:";

/// A request of the appendix.
struct Request {
    base: Url,
    method: &'static str,
    target: &'static str,
    headers: Vec<(String, String)>,
}

impl Request {
    fn new(base: &str, method: &'static str, target: &'static str, headers: &[(&str, &str)]) -> Self {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Self { base: base.parse().unwrap(), method, target, headers }
    }

    /// B.2
    fn test_request() -> Self {
        let headers = [
            ("host", "example.com"),
            ("date", "Tue, 20 Apr 2021 02:07:55 GMT"),
            ("content-type", "application/json"),
            ("content-digest", CONTENT_DIGEST),
            ("content-length", "18"),
        ];
        Self::new("https://example.com/", "POST", "/foo?param=Value&Pet=dog", &headers)
    }

    fn base_of(&self, input: &str) -> String {
        let request = Incoming { method: self.method, path_and_query: self.target, headers: &self.headers, body: None };
        base_of(input, |component| of_request(&request, &self.base, component))
    }
}

fn base_of(input: &str, value: impl Fn(&Component<'_>) -> Result<String>) -> String {
    let dictionary: Dictionary = Parser::new(&format!("sig={input}")).parse().unwrap();
    let Some(ListEntry::InnerList(input)) = dictionary.get("sig") else { panic!("{input}") };
    text(input, value).unwrap()
}

fn key(pem: &str) -> PKey<Public> {
    PKey::public_key_from_pem(pem.as_bytes()).unwrap()
}

fn bytes(text: &str) -> Vec<u8> {
    BASE64.decode(text).unwrap()
}

fn is_rsa_pss_sha512(base: &str, signature: &str) -> bool {
    let key = key(RSA_PSS);
    let mut verifier = Verifier::new(MessageDigest::sha512(), &key).unwrap();
    verifier.set_rsa_padding(Padding::PKCS1_PSS).unwrap();
    verifier.set_rsa_mgf1_md(MessageDigest::sha512()).unwrap();
    verifier.set_rsa_pss_saltlen(RsaPssSaltlen::custom(64)).unwrap();
    verifier.verify_oneshot(&bytes(signature), base.as_bytes()).unwrap()
}

fn is_ecdsa_p256_sha256(base: &str, signature: &str) -> bool {
    let signature = bytes(signature);
    let (r, s) = signature.split_at(32);
    let number = |bytes| BigNum::from_slice(bytes).unwrap();
    let signature = EcdsaSig::from_private_components(number(r), number(s)).unwrap();
    signature.verify(&openssl::sha::sha256(base.as_bytes()), &key(ECC_P256).ec_key().unwrap()).unwrap()
}

fn is_ed25519(base: &str, signature: &str) -> bool {
    let encoded = bs58::encode([&[0xed, 0x01][..], &bytes(ED25519_PUBLIC)].concat()).into_string();
    let key = crate::federation::signature::VerifyingKey::from_multibase(&format!("z{encoded}")).unwrap();
    key.verifies(base.as_bytes(), &bytes(signature))
}

#[test]
fn b_2_1_minimal_signature_using_rsa_pss_sha512() {
    let input = r#"();created=1618884473;keyid="test-key-rsa-pss";nonce="b3k2pp5k7z-50gnwp.yemd""#;
    let base = Request::test_request().base_of(input);
    assert_eq!(base, format!("\"@signature-params\": {input}"));
    let signature = "d2pmTvmbncD3xQm8E9ZV2828BjQWGgiwAaw5bAkgibUopemLJcWDy/lkbbHAve4cRAtx31Iq786U7it++wgGxbtRxf8Udx7zFZsckzXaJMkA7ChG52eSkFxykJeNqsrWH5S+oxNFlD4dzVuwe8DhTSja8xxbR/Z2cOGdCbzR72rgFWhzx2VjBqJzsPLMIQKhO4DGezXehhWwE56YCE+O6c0mKZsfxVrogUvA4HELjVKWmAvtl6UnCh8jYzuVG5WSb/QEVPnP5TmcAnLH1g+s++v6d4s8m0gCw1fV5/SITLq9mhho8K3+7EPYTU8IU1bLhdxO5Nyt8C8ssinQ98Xw9Q==";
    assert!(is_rsa_pss_sha512(&base, signature));
    assert!(!is_rsa_pss_sha512(&format!("{base} "), signature));
}

#[test]
fn b_2_2_selective_covered_components_using_rsa_pss_sha512() {
    let input = r#"("@authority" "content-digest" "@query-param";name="Pet");created=1618884473;keyid="test-key-rsa-pss";tag="header-example""#;
    let base = Request::test_request().base_of(input);
    let lines = format!(
        "\"@authority\": example.com\n\"content-digest\": {CONTENT_DIGEST}\n\"@query-param\";name=\"Pet\": dog\n\
         \"@signature-params\": {input}"
    );
    assert_eq!(base, lines);
    let signature = "LjbtqUbfmvjj5C5kr1Ugj4PmLYvx9wVjZvD9GsTT4F7GrcQEdJzgI9qHxICagShLRiLMlAJjtq6N4CDfKtjvuJyE5qH7KT8UCMkSowOB4+ECxCmT8rtAmj/0PIXxi0A0nxKyB09RNrCQibbUjsLS/2YyFYXEu4TRJQzRw1rLEuEfY17SARYhpTlaqwZVtR8NV7+4UKkjqpcAoFqWFQh62s7Cl+H2fjBSpqfZUJcsIk4N6wiKYd4je2U/lankenQ99PZfB4jY3I5rSV2DSBVkSFsURIjYErOs0tFTQosMTAoxk//0RoKUqiYY8Bh0aaUEb0rQl3/XaVe4bXTugEjHSw==";
    assert!(is_rsa_pss_sha512(&base, signature));
}

#[test]
fn b_2_3_full_coverage_using_rsa_pss_sha512() {
    let input = r#"("date" "@method" "@path" "@query" "@authority" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-rsa-pss""#;
    let base = Request::test_request().base_of(input);
    let lines = format!(
        "\"date\": Tue, 20 Apr 2021 02:07:55 GMT\n\"@method\": POST\n\"@path\": /foo\n\
         \"@query\": ?param=Value&Pet=dog\n\"@authority\": example.com\n\"content-type\": application/json\n\
         \"content-digest\": {CONTENT_DIGEST}\n\"content-length\": 18\n\"@signature-params\": {input}"
    );
    assert_eq!(base, lines);
    let signature = "bbN8oArOxYoyylQQUU6QYwrTuaxLwjAC9fbY2F6SVWvh0yBiMIRGOnMYwZ/5MR6fb0Kh1rIRASVxFkeGt683+qRpRRU5p2voTp768ZrCUb38K0fUxN0O0iC59DzYx8DFll5GmydPxSmme9v6ULbMFkl+V5B1TP/yPViV7KsLNmvKiLJH1pFkh/aYA2HXXZzNBXmIkoQoLd7YfW91kE9o/CCoC1xMy7JA1ipwvKvfrs65ldmlu9bpG6A9BmzhuzF8Eim5f8ui9eH8LZH896+QIF61ka39VBrohr9iyMUJpvRX2Zbhl5ZJzSRxpJyoEZAFL2FUo5fTIztsDZKEgM4cUA==";
    assert!(is_rsa_pss_sha512(&base, signature));
}

/// A response: nothing of the kind comes in here, but its base is made by the same rules.
#[test]
fn b_2_4_signing_a_response_using_ecdsa_p256_sha256() {
    let input =
        r#"("@status" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-ecc-p256""#;
    let base = base_of(input, |component| {
        Ok(match component.name {
            "@status" => "200",
            "content-type" => "application/json",
            "content-digest" => {
                "sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:"
            }
            "content-length" => "23",
            other => panic!("{other}"),
        }
        .to_owned())
    });
    let signature = "wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==";
    assert!(is_ecdsa_p256_sha256(&base, signature));
    assert!(!is_ecdsa_p256_sha256(&base.replace("200", "201"), signature));
}

#[test]
fn b_2_5_signing_a_request_using_hmac_sha256() {
    let input = r#"("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret""#;
    let base = Request::test_request().base_of(input);
    let key = PKey::hmac(&bytes(SHARED_SECRET)).unwrap();
    let mut signer = Signer::new(MessageDigest::sha256(), &key).unwrap();
    let signature = signer.sign_oneshot_to_vec(base.as_bytes()).unwrap();
    assert_eq!(BASE64.encode(signature), "pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=");
}

#[test]
fn b_2_6_signing_a_request_using_ed25519() {
    const SIGNATURE: &str = "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==";
    let input = r#"("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519""#;
    let base = Request::test_request().base_of(input);
    let lines = format!(
        "\"date\": Tue, 20 Apr 2021 02:07:55 GMT\n\"@method\": POST\n\"@path\": /foo\n\"@authority\": example.com\n\
         \"content-type\": application/json\n\"content-length\": 18\n\"@signature-params\": {input}"
    );
    assert_eq!(base, lines);
    assert!(is_ed25519(&base, SIGNATURE));
    // One text and one key have one signature: so ours is the RFC's, byte by byte.
    let key = PKey::private_key_from_raw_bytes(&bytes(ED25519_PRIVATE), Id::ED25519).unwrap();
    let key = SigningKey::from_key("test-key-ed25519".into(), key);
    assert_eq!(BASE64.encode(key.sign(base.as_bytes()).unwrap()), SIGNATURE);
}

#[test]
fn b_3_tls_terminating_proxies() {
    let input =
        r#"("@path" "@query" "@method" "@authority" "client-cert");created=1618884473;keyid="test-key-ecc-p256""#;
    let headers = [("host", "service.internal.example"), ("client-cert", CLIENT_CERT)];
    let request = Request::new("https://service.internal.example/", "POST", "/foo?param=Value&Pet=dog", &headers);
    let signature = "xVMHVpawaAC/0SbHrKRs9i8I3eOs5RtTMGCWXm/9nvZzoHsIg6Mce9315T6xoklyy0yzhD9ah4JHRwMLOgmizw==";
    assert!(is_ecdsa_p256_sha256(&request.base_of(input), signature));
}

#[test]
fn b_4_http_message_transformations() {
    const SIGNATURE: &str = "ZT1kooQsEHpZ0I1IjCqtQppOmIqlJPeo7DHR3SoMn0s5JZ1eRGS0A+vyYP9t/LXlh5QMFFQ6cpLt2m0pmj3NDA==";
    let holds = |base: &str, method, target, headers: &[(&str, &str)]| {
        let input = r#"("@method" "@path" "@authority" "accept");created=1618884473;keyid="test-key-ed25519""#;
        is_ed25519(&Request::new(base, method, target, headers).base_of(input), SIGNATURE)
    };
    let two = [("accept", "application/json"), ("accept", "*/*")];
    let one = [("accept", "application/json, */*")];
    let demo = "/demo?name1=Value1&Name2=value2";
    assert!(holds("https://example.org/", "GET", demo, &two));
    // What is not covered may be added, and lines of one header joined.
    assert!(holds("https://example.org/", "GET", "/demo?name1=Value1&Name2=value2&param=added", &two));
    let more = [("accept-language", "en-US,en;q=0.5"), ("accept", "application/json"), ("accept", "*/*")];
    assert!(holds("https://example.org/", "GET", demo, &more));
    assert!(holds("https://example.org/", "GET", demo, &one));
    // What is covered may not be changed, nor put in another order.
    assert!(!holds("https://example.com/", "GET", demo, &two));
    assert!(!holds("https://example.org/", "POST", demo, &two));
    assert!(!holds("https://example.org/", "GET", "/demo/?name1=Value1", &two));
    assert!(!holds("https://example.org/", "GET", demo, &[two[1], two[0]]));
}

/// Of sections 2.1.3 and 2.2: components that no signature of the appendix covers.
#[test]
fn the_components_of_section_2() {
    let headers = [
        ("host", "www.example.com"),
        ("example-header", "value, with, lots"),
        ("example-header", "of, commas"),
        ("x-obs", "  one  "),
    ];
    let request = |target| Request::new("https://www.example.com/", "GET", target, &headers);
    let line = |target, component: &str| {
        let base = request(target).base_of(&format!("({component})"));
        base.lines().next().unwrap().to_owned()
    };
    for (target, component, expected) in [
        ("/path?param=value", r#""@target-uri""#, r#""@target-uri": https://www.example.com/path?param=value"#),
        ("/path?param=value", r#""@request-target""#, r#""@request-target": /path?param=value"#),
        ("/path", r#""@scheme""#, r#""@scheme": https"#),
        ("/path", r#""@authority""#, r#""@authority": www.example.com"#),
        ("/path?queryString", r#""@query""#, r#""@query": ?queryString"#),
        ("/path", r#""@query""#, r#""@query": ?"#),
        ("?param", r#""@path""#, r#""@path": /"#),
        (
            "/parameters?var=this%20is%20a%20big%0Amultiline%20value&bar=with+plus+whitespace&fa%C3%A7ade%22%3A%20=something",
            r#""@query-param";name="var""#,
            r#""@query-param";name="var": this%20is%20a%20big%0Amultiline%20value"#,
        ),
        (
            "/parameters?bar=with+plus+whitespace",
            r#""@query-param";name="bar""#,
            r#""@query-param";name="bar": with%20plus%20whitespace"#,
        ),
        (
            "/parameters?fa%C3%A7ade%22%3A%20=something",
            r#""@query-param";name="fa%C3%A7ade%22%3A%20""#,
            r#""@query-param";name="fa%C3%A7ade%22%3A%20": something"#,
        ),
        ("/", r#""example-header""#, r#""example-header": value, with, lots, of, commas"#),
        ("/", r#""example-header";bs"#, r#""example-header";bs: :dmFsdWUsIHdpdGgsIGxvdHM=:, :b2YsIGNvbW1hcw==:"#),
        ("/", r#""x-obs""#, r#""x-obs": one"#),
    ] {
        assert_eq!(line(target, component), expected);
    }
}
