//! Which kind of browser somebody signs in with: two words of fixed lists, so that a member knows their browsers apart when one of
//! them is lost.
//!
//! A browser says much more of itself (`User-Agent`, RFC 9110, section 10.1.5): versions, which telephone it is, sometimes how it
//! is made. All of that together tells people apart, and none of it gets any further than this file. What is said is written by
//! whoever asks: nothing in it is an error, and nothing of it is ever shown, only a word of ours for it.

use crate::domain::listing::words;

words! {
    /// Who made it.
    Family {
        /// Firefox, and those that are made of it and do not say otherwise.
        Firefox = "firefox",
        /// Chrome or Chromium.
        Chrome = "chrome",
        /// Safari.
        Safari = "safari",
        /// Edge.
        Edge = "edge",
        /// Opera.
        Opera = "opera",
        /// Another one, the inside of an app that opens pages, or nobody knows.
        Other = "other",
    }
}

words! {
    /// What it runs on.
    System {
        /// Telephones and tablets with Android.
        Android = "android",
        /// iPhones and iPads. An iPad often calls itself a Mac.
        Iphone = "iphone",
        /// Windows.
        Windows = "windows",
        /// Macs.
        Mac = "mac",
        /// Linux.
        Linux = "linux",
        /// Another one, or nobody knows.
        Other = "other",
    }
}

/// A kind of browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Browser {
    /// Who made it.
    pub family: Family,
    /// What it runs on.
    pub system: System,
}

/// What is longer, in bytes, no browser says: it is not looked at.
const LONGEST: usize = 1_000;

/// How a product begins by which one knows a family. The first that is found counts: nearly all call themselves Safari and Chrome,
/// too, so that pages made for those work.
const FAMILIES: [(Family, &[&str]); 5] = [
    (Family::Opera, &["OPR/", "OPT/", "OPX/", "OPiOS/", "Opera/"]),
    (Family::Edge, &["Edg/", "EdgA/", "EdgiOS/", "Edge/"]),
    (
        Family::Other,
        &[
            // Browsers of their own.
            "Brave/",
            "Ddg/",
            "DuckDuckGo/",
            "HeyTapBrowser/",
            "HuaweiBrowser/",
            "MiuiBrowser/",
            "MQQBrowser/",
            "PaleMoon/",
            "Puffin/",
            "SamsungBrowser/",
            "SeaMonkey/",
            "Silk/",
            "UCBrowser/",
            "Vivaldi/",
            "VivoBrowser/",
            "Whale/",
            "YaBrowser/",
            // The inside of apps: `wv` is said by all of Android.
            "wv",
            "FBAN/",
            "FBAV/",
            "GSA/",
            "Instagram",
            "Line/",
            "MicroMessenger/",
        ],
    ),
    (Family::Firefox, &["Firefox/", "FxiOS/"]),
    (Family::Chrome, &["Chrome/", "CriOS/", "Chromium/", "HeadlessChrome/"]),
];

/// Which products there are on iPhones and iPads alone, whatever else is said of the system.
const ON_IPHONES: [&str; 4] = ["FxiOS/", "CriOS/", "EdgiOS/", "OPiOS/"];

/// By which word in its first remark one knows a system. The first that is found counts: Android is a Linux, too.
const SYSTEMS: [(&str, System); 10] = [
    ("Windows Phone", System::Other),
    ("Tizen", System::Other),
    ("CrOS", System::Other),
    ("Android", System::Android),
    ("iPhone", System::Iphone),
    ("iPad", System::Iphone),
    ("iPod", System::Iphone),
    ("Windows", System::Windows),
    ("Macintosh", System::Mac),
    ("Linux", System::Linux),
];

impl Browser {
    /// Of which nothing is known.
    pub const UNKNOWN: Self = Self { family: Family::Other, system: System::Other };

    /// By what a browser says of itself; [`Browser::UNKNOWN`] for what makes no sense.
    pub fn from_user_agent(said: &str) -> Self {
        if said.len() > LONGEST {
            return Self::UNKNOWN;
        }
        let parts = || said.split([' ', '(', ')', '[', ']', ';', ',']);
        let says = |marks: &[&str]| parts().any(|part| marks.iter().any(|mark| part.starts_with(*mark)));
        let remark = said.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map_or("", |(remark, _)| remark);
        let known =
            SYSTEMS.iter().find(|(word, _)| remark.contains(*word)).map_or(System::Other, |(_, system)| *system);
        let system = if says(&ON_IPHONES) { System::Iphone } else { known };
        let family = FAMILIES.iter().find(|(_, marks)| says(marks)).map(|(family, _)| *family);
        // Elsewhere than with Apple, whoever says so means that it is like Safari. Safari itself says its version besides.
        let is_safari = || matches!(system, System::Mac | System::Iphone) && says(&["Safari/"]) && says(&["Version/"]);
        let family = family.unwrap_or_else(|| if is_safari() { Family::Safari } else { Family::Other });
        Self { family, system }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is(said: &str, family: Family, system: System) {
        assert_eq!(Browser::from_user_agent(said), Browser { family, system }, "{said}");
    }

    #[test]
    fn browsers_are_known_by_what_they_say() {
        use Family::{Chrome, Edge, Firefox, Opera, Safari};
        use System::{Android, Iphone, Linux, Mac, Windows};
        for (said, family, system) in [
            ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", Firefox, Windows),
            ("Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", Firefox, Linux),
            ("Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", Firefox, Android),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                 FxiOS/140.0 Mobile/15E148 Safari/605.1.15",
                Firefox,
                Iphone,
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) \
                 Chrome/138.0.0.0 Safari/537.36",
                Chrome,
                Mac,
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile \
                 Safari/537.36",
                Chrome,
                Android,
            ),
            // Chrome on an iPad that asks for the pages of large screens.
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                 CriOS/138.0.7204.119 Version/18.0 Safari/605.1.15",
                Chrome,
                Iphone,
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/138.0.0.0 \
                 Safari/537.36",
                Chrome,
                Linux,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                 Version/18.5 Mobile/15E148 Safari/604.1",
                Safari,
                Iphone,
            ),
            (
                "Mozilla/5.0 (iPad; CPU OS 12_5_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                 Version/12.1.2 Mobile/15E148 Safari/604.1",
                Safari,
                Iphone,
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                 Version/18.5 Safari/605.1.15",
                Safari,
                Mac,
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 \
                 Safari/537.36 Edg/138.0.3351.77",
                Edge,
                Windows,
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; HD1913) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.7151.115 \
                 Mobile Safari/537.36 EdgA/137.0.3296.92",
                Edge,
                Android,
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 \
                 Safari/537.36 OPR/121.0.0.0",
                Opera,
                Windows,
            ),
            ("Opera/9.80 (Android; Opera Mini/36.2.2254/119.132; U; id) Presto/2.12.423 Version/12.16", Opera, Android),
        ] {
            is(said, family, system);
        }
    }

    #[test]
    fn what_only_calls_itself_like_others_is_not_taken_for_them() {
        for (said, system) in [
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 \
                 Chrome/130.0.0.0 Mobile Safari/537.36",
                System::Android,
            ),
            // The inside of an app: of Android, and of an iPhone.
            (
                "Mozilla/5.0 (Linux; Android 14; SM-A156B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 \
                 Chrome/138.0.7204.63 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/520.0.0.46.111;]",
                System::Android,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                 Mobile/15E148 [FBAN/FBIOS;FBAV/520.0.0.38.101]",
                System::Iphone,
            ),
            // As it is opened from the home screen.
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                 Mobile/15E148",
                System::Iphone,
            ),
            // GNOME Web.
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 \
                 Safari/605.1.15",
                System::Linux,
            ),
            (
                "Mozilla/5.0 (Linux; U; Android 4.0.3; de-de) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 \
                 Mobile Safari/534.30",
                System::Android,
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                 Version/18.5 Safari/605.1.15 Ddg/18.5",
                System::Mac,
            ),
        ] {
            is(said, Family::Other, system);
        }
        is(
            "Mozilla/5.0 (Mobile; Nokia 8110 4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5",
            Family::Firefox,
            System::Other,
        );
        let chromebook = "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) \
                          Chrome/138.0.0.0 Safari/537.36";
        is(chromebook, Family::Chrome, System::Other);
    }

    #[test]
    fn what_makes_no_sense_is_unknown() {
        let long = format!("Mozilla/5.0 (Windows NT 10.0) Firefox/1{}", "0".repeat(LONGEST));
        for said in [
            "",
            " ",
            "(",
            ")(",
            "Mozilla/5.0",
            "curl/8.14.1",
            "NotFirefox/1 (Unix)",
            "<script>",
            "Ä(ö)ü",
            long.as_str(),
        ] {
            assert_eq!(Browser::from_user_agent(said), Browser::UNKNOWN, "{said}");
        }
        // What stands outside of the first remark says nothing of the system.
        is("Firefox/140.0 Windows (Haiku) (Android)", Family::Firefox, System::Other);
    }

    proptest! {
        #[test]
        fn whatever_is_said_has_an_answer(said in "\\PC*", marks in "[A-Za-z()/; .0-9]{0,80}") {
            for said in [said, marks] {
                let Browser { family, system } = Browser::from_user_agent(&said);
                prop_assert_eq!(Family::parse(family.as_str()), Some(family));
                prop_assert_eq!(System::parse(system.as_str()), Some(system));
            }
        }
    }
}
