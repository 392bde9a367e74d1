//! What somebody writes in a post: plain words with links, `@mentions` and `#tags`, and the HTML that it becomes.

use std::collections::BTreeSet;
use url::Url;

/// Most mentions in one post: every one notifies somebody.
pub const MENTIONS_MAX: usize = 50;
/// Most tags of one post.
pub const TAGS_MAX: usize = 100;
/// Longest tag, in characters.
pub const TAG_MAX: usize = 100;

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// Words.
    Text(&'a str),
    /// An http or https address.
    Link(&'a str),
    /// `@rosa`, or `@rosa@riverside.example`.
    Mention(&'a str, Option<&'a str>),
    /// A tag, without its `#`.
    Tag(&'a str),
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The longest beginning whose characters all fit.
fn run(text: &str, fits: impl Fn(char) -> bool) -> &str {
    &text[..text.find(|c| !fits(c)).unwrap_or(text.len())]
}

fn link(rest: &str) -> Option<&str> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| rest.starts_with(scheme))?;
    let mut link = run(rest, |c| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | '"' | '`'));
    // What ends a sentence does not belong to the address; a bracket does when it was opened in it.
    while let Some(last) = link.chars().last() {
        let closes = match last {
            ')' => !link.contains('('),
            ']' => !link.contains('['),
            _ => matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '。' | '，' | '、' | '؟'),
        };
        if !closes {
            break;
        }
        link = &link[..link.len() - last.len_utf8()];
    }
    let fits = link.len() > scheme.len() && Url::parse(link).is_ok_and(|url| url.has_host());
    fits.then_some(link)
}

fn mention(rest: &str) -> Option<(&str, Option<&str>, usize)> {
    let name = run(rest.strip_prefix('@')?, |c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-'));
    let name = name.trim_end_matches(['.', '-']);
    if name.is_empty() {
        return None;
    }
    let mut length = 1 + name.len();
    let host = rest[length..].strip_prefix('@').map(|rest| {
        let host = run(rest, |c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':'));
        host.trim_end_matches(['.', '-', ':'])
    });
    let host = host.filter(|host| !host.is_empty());
    length += host.map_or(0, |host| 1 + host.len());
    Some((name, host, length))
}

fn tag(rest: &str) -> Option<&str> {
    let tag = run(rest.strip_prefix('#')?, is_word);
    // "#1" counts something.
    let fits = tag.chars().any(|c| !c.is_numeric() && c != '_') && tag.chars().count() <= TAG_MAX;
    fits.then_some(tag)
}

/// Splits a text into its parts; together they are the text again.
pub fn parts(text: &str) -> Vec<Part<'_>> {
    let (mut parts, mut begin, mut at) = (Vec::new(), 0, 0);
    let mut before = ' ';
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let found = match c {
            _ if is_word(before) || before == '/' || before == '@' => None,
            'h' => link(rest).map(|link| (Part::Link(link), link.len())),
            '@' => mention(rest).map(|(name, host, length)| (Part::Mention(name, host), length)),
            '#' if before != '&' => tag(rest).map(|tag| (Part::Tag(tag), 1 + tag.len())),
            _ => None,
        };
        match found {
            Some((part, length)) => {
                if begin < at {
                    parts.push(Part::Text(&text[begin..at]));
                }
                parts.push(part);
                at += length;
                begin = at;
                before = text[..at].chars().next_back().unwrap_or(' ');
            }
            None => {
                at += c.len_utf8();
                before = c;
            }
        }
    }
    if begin < text.len() {
        parts.push(Part::Text(&text[begin..]));
    }
    parts
}

/// Who is mentioned: names in lower case with their hosts, each once, in the order in which they are first named.
pub fn mentions(text: &str) -> Vec<(String, Option<String>)> {
    let mut seen = Vec::new();
    for part in parts(text) {
        if let Part::Mention(name, host) = part {
            let mention = (name.to_lowercase(), host.map(str::to_lowercase));
            if !seen.contains(&mention) {
                seen.push(mention);
            }
        }
    }
    seen
}

/// The tags, in lower case, each once.
pub fn tags(text: &str) -> BTreeSet<String> {
    let tag = |part| match part {
        Part::Tag(tag) => Some(tag.to_lowercase()),
        _ => None,
    };
    parts(text).into_iter().filter_map(tag).take(TAGS_MAX).collect()
}

/// Text as HTML: `&`, `<`, `>` and `"` stand for themselves.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Elements that stand within a line: nothing is between what is before and behind their tags.
const WITHIN_A_LINE: [&str; 12] = ["a", "abbr", "b", "bdi", "code", "del", "em", "i", "s", "span", "strong", "u"];

/// The words of HTML that is safe to show, with spaces where one line or paragraph ended and the next began.
pub fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    for (place, part) in html.split('<').enumerate() {
        let (tag, words) = if place == 0 { ("", part) } else { part.split_once('>').unwrap_or((part, "")) };
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if place > 0 && !WITHIN_A_LINE.contains(&name.to_ascii_lowercase().as_str()) {
            text.push(' ');
        }
        text.push_str(words);
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&nbsp;", " ").replace("&amp;", "&")
}

/// The HTML of a text. `person` answers the page and the name of whoever is mentioned, where they are known;
/// `tag` the page of a tag.
pub fn to_html(
    text: &str,
    person: impl Fn(&str, Option<&str>) -> Option<(Url, String)>,
    tag: impl Fn(&str) -> Option<Url>,
) -> String {
    let mut html = String::new();
    for part in parts(text) {
        match part {
            Part::Text(words) => html.push_str(&escape(words)),
            Part::Link(link) => {
                let shown = escape(link);
                html.push_str(&format!("<a href=\"{shown}\" rel=\"nofollow noopener noreferrer\">{shown}</a>"));
            }
            Part::Mention(name, host) => match person(name, host) {
                Some((page, name)) => html.push_str(&format!(
                    "<span class=\"h-card\"><a href=\"{}\" class=\"u-url mention\">@<span>{}</span></a></span>",
                    escape(page.as_str()),
                    escape(&name)
                )),
                None => html.push_str(&escape(&match host {
                    Some(host) => format!("@{name}@{host}"),
                    None => format!("@{name}"),
                })),
            },
            Part::Tag(name) => match tag(&name.to_lowercase()) {
                Some(page) => html.push_str(&format!(
                    "<a href=\"{}\" class=\"mention hashtag\" rel=\"tag\">#<span>{name}</span></a>",
                    escape(page.as_str())
                )),
                None => html.push_str(&format!("#{name}")),
            },
        }
    }
    let paragraphs: Vec<String> = (html.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()))
        .map(|paragraph| format!("<p>{}</p>", paragraph.replace('\n', "<br>")))
        .collect();
    paragraphs.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        let person = |name: &str, host: Option<&str>| {
            let page = format!("https://{}/@{name}", host.unwrap_or("riverside.example"));
            (name != "nobody").then(|| (Url::parse(&page).unwrap(), name.to_owned()))
        };
        to_html(text, person, |tag| Url::parse(&format!("https://riverside.example/tags/{tag}")).ok())
    }

    #[test]
    fn words_become_paragraphs_and_markup_stays_words() {
        assert_eq!(html("a\nb\n\n\nc & <b>\"d\"</b>"), "<p>a<br>b</p><p>c &amp; &lt;b&gt;&quot;d&quot;&lt;/b&gt;</p>");
        assert_eq!(html(" \n "), "");
    }

    #[test]
    fn people_tags_and_addresses_are_found_where_they_begin() {
        let text =
            "Hi @Rosa, @ben@hill.example. See (https://a.example/x_(y)) and https://b.example/?q=1, #Soup #1 a@b.c x#y";
        let found: Vec<_> = parts(text).into_iter().filter(|part| !matches!(part, Part::Text(_))).collect();
        let wanted = [
            Part::Mention("Rosa", None),
            Part::Mention("ben", Some("hill.example")),
            Part::Link("https://a.example/x_(y))"),
            Part::Link("https://b.example/?q=1"),
            Part::Tag("Soup"),
        ];
        assert_eq!(found, wanted);
        assert_eq!(mentions(text)[1], ("ben".to_owned(), Some("hill.example".to_owned())));
        assert_eq!(tags("#Soup #soup #需要 #أعرض").len(), 3);
        assert_eq!(mentions("@x@h.localhost:8001!")[0].1.as_deref(), Some("h.localhost:8001"));
    }

    #[test]
    fn the_parts_are_the_whole_text() {
        for text in ["", "@", "#", "https://", "@a@", "é@a#b h", "@a@b@c", "http://\u{202E}", "&#39;x @a.b."] {
            let again: String = parts(text)
                .into_iter()
                .map(|part| match part {
                    Part::Text(text) | Part::Link(text) => text.to_owned(),
                    Part::Mention(name, None) => format!("@{name}"),
                    Part::Mention(name, Some(host)) => format!("@{name}@{host}"),
                    Part::Tag(tag) => format!("#{tag}"),
                })
                .collect();
            assert_eq!(again, text);
        }
    }

    #[test]
    fn refusal_22_no_address_breaks_out_of_its_link() {
        let html = html("https://a.example/'onclick=alert(1)\"x <script> javascript:alert(1) @nobody#x");
        assert!(!html.contains("<script") && !html.contains("\"x") && !html.contains("href=\"javascript"), "{html}");
    }
}
